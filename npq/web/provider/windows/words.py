"""Words for codes of windows, as a lead provider's staff read them."""

from enum import StrEnum

from npq.domain.assessment.kinds import (
    CaseKind,
    DeadlineReason,
    Gap,
    RefusalCode,
    SittingState,
    WindowKind,
    WindowRefusal,
)
from npq.domain.assessment.rules.gate import Missing

KINDS: dict[WindowKind, str] = {WindowKind.LIVE: "Assessment", WindowKind.REHEARSAL: "Rehearsal"}

STATES: dict[SittingState, tuple[str, str]] = {
    SittingState.ENTERED: ("Entered", "blue"),
    SittingState.OPEN: ("Writing", "orange"),
    SittingState.SUBMITTED: ("Submitted", "green"),
    SittingState.SEALED: ("In marking", "green"),
    SittingState.MISSED: ("No response", "grey"),
    SittingState.MOVED: ("Moved", "grey"),
}

EXTENSIONS: dict[DeadlineReason, str] = {
    DeadlineReason.PERSONAL: "Something personal",
    DeadlineReason.WORK: "Something at work",
    DeadlineReason.PUBLIC_DUTY: "A public duty, such as jury service",
    DeadlineReason.OTHER: "Another reason",
}

GAPS: dict[Gap, str] = {
    Gap.NO_PLACE: "Has no place",
    Gap.ON_A_BREAK: "Is taking a break",
    Gap.LEFT_THE_COURSE: "Has left the course: bring them back first",
    Gap.NO_COURSE: "Has no course yet",
    Gap.ATTEMPTS_USED: "Has used all attempts",
    Gap.RESULT_TO_COME: "Has a response in marking",
    Gap.CASE_KNOWN: "Knows the case already: another window with another case",
    Gap.CLOSED: "The window is over",
    Gap.CASE_RETIRED: "The case is retired: choose another before the window opens",
}


def missing(one: Missing) -> str:
    """What is missing of somebody."""
    if one.gap is Gap.STUDY:
        return f"{one.minutes} minutes of self-study are left to do"
    return GAPS.get(one.gap, "Is not ready")


REFUSALS: dict[StrEnum, str] = {
    WindowRefusal.NO_POLICY: "No rules for the assessment have been decided for that day",
    WindowRefusal.WINDOW_HAS_OPENED: "This window has opened, so it stays as it is",
    WindowRefusal.WINDOW_OPENS_TOO_LATE: "The first day must be after today",
    WindowRefusal.WINDOW_ENDS_BEFORE_IT_BEGINS: "The last day must be the same as or after the first day",
    WindowRefusal.WINDOWS_OVERLAP: "Another assessment window is open on some of those days",
    WindowRefusal.CLINIC_OUTSIDE_WINDOW: "The clinic must be while the window is open",
    WindowRefusal.CASE_IS_OF_ANOTHER_KIND: "Choose a case that was made for this kind of window",
    WindowRefusal.EXTENSION_TOO_LONG: "An extension can be up to {most} days after the window",
    WindowRefusal.DEADLINE_NOT_LATER: "The last day must be after their deadline",
    WindowRefusal.SITTING_OVER: "This window is over for them",
    RefusalCode.CASE_UNDER_EMBARGO: "This case cannot be set before {not_before}",
    RefusalCode.CASE_RETIRED: "This case is not to be set again",
}

KINDS_OF_CASES: dict[CaseKind, str] = {
    CaseKind.LIVE: "for an assessment",
    CaseKind.REHEARSAL: "for a rehearsal",
}
