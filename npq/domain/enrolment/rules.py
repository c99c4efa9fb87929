"""Whether a lead provider may give a place. Facts in, objections out."""

from dataclasses import dataclass

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.kinds import RefusalCode
from npq.domain.registration.kinds import Status


@dataclass(frozen=True)
class AcceptanceFacts:
    """What an acceptance rests on. `funded_place` is what the provider said: None where it said nothing usable."""

    status: Status
    cohort_funding: FundingMode
    funded_place: bool | None
    eligible_for_funding: bool
    accepted_elsewhere: bool
    approval_awaited: bool
    # Whether the schedule asked for is in the cohort, and for this group of courses; None where none was asked for.
    schedule_in_cohort: bool | None
    schedule_fits_course: bool | None
    schedule_determined: bool


def acceptance_objections(facts: AcceptanceFacts) -> tuple[RefusalCode, ...]:
    """Every objection to giving the place, in the order the published API shows them; empty where there is none."""
    return tuple(code for code, holds in _objections(facts) if holds)


def _objections(facts: AcceptanceFacts) -> list[tuple[RefusalCode, bool]]:
    capped = facts.cohort_funding is FundingMode.CAPPED
    unfunded = facts.cohort_funding is FundingMode.ZERO
    wants_funded = facts.funded_place is True and capped
    return [
        (RefusalCode.FUNDED_PLACE_MISSING, capped and facts.funded_place is None),
        (RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT, unfunded and facts.funded_place is not False),
        (RefusalCode.ALREADY_ACCEPTED, facts.status is Status.ACCEPTED),
        (RefusalCode.CANNOT_CHANGE_ONCE_REJECTED, facts.status not in {Status.PENDING, Status.ACCEPTED}),
        (RefusalCode.ACCEPTED_ELSEWHERE, facts.accepted_elsewhere),
        (RefusalCode.NOT_ELIGIBLE_FOR_FUNDED_PLACE, wants_funded and not facts.eligible_for_funding),
        (RefusalCode.APPROVAL_NEEDED, facts.approval_awaited),
        (RefusalCode.SCHEDULE_NOT_IN_COHORT, facts.schedule_in_cohort is False),
        (RefusalCode.SCHEDULE_NOT_FOR_COURSE, facts.schedule_fits_course is False),
        (RefusalCode.SCHEDULE_UNDETERMINED, not facts.schedule_determined),
    ]


def place_to_store(funding: FundingMode, funded_place: bool | None) -> bool | None:
    """What is kept of the provider's word: in a capped cohort what it said, in an unfunded one False, else nothing."""
    return {FundingMode.CAPPED: funded_place, FundingMode.ZERO: False, FundingMode.FULL: None}[funding]
