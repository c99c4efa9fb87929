"""The policy of the demonstration's own cohorts: nobody's, borrowing the state-funded rule to show one at work."""

from npq.domain.funding.kinds import Reason
from npq.domain.funding.policies.conditions import (
    cohort_is_not_funded,
    employment_is_reviewed,
    has_no_workplace,
    was_funded_before,
    workplace_is_not_listed,
    workplace_is_outside_england,
    workplace_is_state_funded,
    works_outside_england,
)
from npq.domain.funding.policies.policy import Policy, always, fund, refuse, review

POLICY = Policy(
    identifier="demonstration",
    title="Demonstration policy, not a real one",
    source="Invented for the demonstration",
    rules=(
        refuse(cohort_is_not_funded, Reason.UNFUNDED_COHORT),
        refuse(works_outside_england, Reason.NOT_IN_ENGLAND),
        refuse(was_funded_before, Reason.PREVIOUSLY_FUNDED),
        review(workplace_is_not_listed, Reason.WORKPLACE_NOT_LISTED),
        review(employment_is_reviewed, Reason.EMPLOYMENT_REVIEW),
        refuse(has_no_workplace, Reason.NO_INSTITUTION),
        refuse(workplace_is_outside_england, Reason.SCHOOL_OUTSIDE_ENGLAND),
        fund(workplace_is_state_funded),
        refuse(always, Reason.INELIGIBLE_ESTABLISHMENT_TYPE),
    ),
)
