"""A refusal in the contract's words: the attribute it is about, and what to say of it."""

from collections.abc import Mapping
from enum import StrEnum

from npq.domain.enrolment.kinds import RefusalCode
from npq.kernel.refusals import Refusal

WORDS: Mapping[StrEnum, tuple[str, str]] = {
    RefusalCode.FUNDED_PLACE_MISSING: (
        "funded_place",
        "Set '#/funded_place' to true or false.",
    ),
    RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT: (
        "funded_place",
        "The '#/funded_place' field should be false for unfunded cohorts.",
    ),
    RefusalCode.ALREADY_ACCEPTED: (
        "application",
        "This NPQ application has already been accepted",
    ),
    RefusalCode.ALREADY_REJECTED: (
        "application",
        "This NPQ application has already been rejected",
    ),
    RefusalCode.CANNOT_CHANGE_ONCE_REJECTED: (
        "application",
        "Once rejected an application cannot change state",
    ),
    RefusalCode.ACCEPTED_ELSEWHERE: (
        "application",
        "The participant has already had an application accepted for this course.",
    ),
    RefusalCode.NOT_ELIGIBLE_FOR_FUNDED_PLACE: (
        "application",
        "The participant is not eligible for funding, so '#/funded_place' cannot be set to true.",
    ),
    # The published API knows no approval by a sponsor; these words are ours, in its manner.
    RefusalCode.APPROVAL_NEEDED: (
        "application",
        "The participant's sponsor has not approved this application yet. It can be accepted once they have.",
    ),
    RefusalCode.SCHEDULE_NOT_IN_COHORT: (
        "schedule_identifier",
        "The selected schedule cannot be found in the application cohort",
    ),
    RefusalCode.SCHEDULE_NOT_FOR_COURSE: (
        "schedule_identifier",
        "The selected schedule is not valid for the course",
    ),
    RefusalCode.SCHEDULE_UNDETERMINED: (
        "schedule",
        "Schedule cannot be determined",
    ),
}


def errors_of(refusal: Refusal) -> list[tuple[str, str]]:
    """(title, detail) of each objection behind a refusal, in the order shown; none where the contract has no words."""
    codes = refusal.facts.get("objections")
    objections = codes if isinstance(codes, tuple) else (refusal.code,)
    return [WORDS[code] for code in objections if code in WORDS]
