"""Courses started in the academic years 2022 to 2023 and 2023 to 2024: every state-funded school and 16 to 19 place."""

from npq.domain.funding.kinds import Reason
from npq.domain.funding.policies.conditions import (
    early_years_without_school,
    employment_is_reviewed,
    has_no_workplace,
    is_lead_mentor,
    is_lead_mentor_leading_teacher_development,
    was_funded_before,
    was_funded_before_as_lead_mentor,
    workplace_is_not_listed,
    workplace_is_outside_england,
    workplace_is_state_funded,
    works_outside_england,
)
from npq.domain.funding.policies.policy import Policy, always, fund, refuse, review

POLICY = Policy(
    identifier="academic-years-2022-to-2024",
    title="Courses started in the academic years 2022 to 2023 and 2023 to 2024",
    source="The department's public registration service as it stood in September 2023",
    rules=(
        # A mentor's entitlement comes from the accredited provider they mentor for, wherever their desk is.
        refuse(was_funded_before_as_lead_mentor, Reason.PREVIOUSLY_FUNDED),
        fund(is_lead_mentor_leading_teacher_development),
        refuse(works_outside_england, Reason.NOT_IN_ENGLAND),
        refuse(is_lead_mentor, Reason.NOT_LEAD_MENTOR_COURSE),
        review(workplace_is_not_listed, Reason.WORKPLACE_NOT_LISTED),
        review(employment_is_reviewed, Reason.EMPLOYMENT_REVIEW),
        refuse(early_years_without_school, Reason.EARLY_YEARS_INVALID_NPQ),
        refuse(has_no_workplace, Reason.NO_INSTITUTION),
        refuse(was_funded_before, Reason.PREVIOUSLY_FUNDED),
        refuse(workplace_is_outside_england, Reason.SCHOOL_OUTSIDE_ENGLAND),
        fund(workplace_is_state_funded),
        refuse(always, Reason.INELIGIBLE_ESTABLISHMENT_TYPE),
    ),
)
