"""Words for codes of windows, as a lead provider's staff read them."""

from datetime import datetime
from enum import StrEnum

from npq.domain.assessment.kinds import (
    DeadlineReason,
    Gap,
    Ground,
    JournalKind,
    Letter,
    MoveReason,
    OverLimit,
    RefusalCode,
    SittingState,
    WindowKind,
    WindowRefusal,
)
from npq.domain.assessment.queries.provider import CaseLine
from npq.domain.assessment.rules.gate import Missing
from npq.kernel import dates
from npq.kernel.models import Entry
from npq.web.shared.fields import Choice

KINDS: dict[WindowKind, str] = {WindowKind.LIVE: "Assessment", WindowKind.REHEARSAL: "Rehearsal"}

NEW_KINDS: dict[WindowKind, str | Choice] = {
    WindowKind.LIVE: Choice("The assessment", "Participants who have studied enough are entered for it"),
    WindowKind.REHEARSAL: Choice(
        "A rehearsal", "Everybody with a place can try everything out. Nothing of it is marked"
    ),
}

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

FAILURES: dict[DeadlineReason, str] = {
    DeadlineReason.SERVICE_FAILED: "This service",
    DeadlineReason.CONNECTION_FAILED: "The connection to it",
}

REASONS: dict[DeadlineReason, str] = {
    **EXTENSIONS,
    DeadlineReason.SERVICE_FAILED: "This service failed",
    DeadlineReason.CONNECTION_FAILED: "The connection failed",
}

MOVES: dict[MoveReason, str] = {
    MoveReason.NOT_READY: "They are not ready yet",
    MoveReason.WORK: "Something at work",
    MoveReason.PERSONAL: "Something personal",
    MoveReason.OTHER: "Another reason",
}

GROUNDS: dict[Ground, str] = {
    Ground.WINDOW: "The window ends",
    Ground.EXTENSION: "With an extension",
    Ground.ARRANGEMENT: "With the time that is agreed with them",
    Ground.INCIDENT: "With the time that was lost",
}

LETTERS: dict[Letter, str] = {
    Letter.THREE_WEEKS: "It is coming, and they are entered",
    Letter.ONE_WEEK: "It opens soon",
    Letter.FIRST_MORNING: "It is open, and nothing is wrong",
    Letter.TWO_DAYS_LEFT: "Two days are left",
    Letter.THREE_HOURS_LEFT: "Three hours are left",
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

SHORT_GAPS: dict[Gap, str] = {
    Gap.STUDY: "Study left to do",
    Gap.ON_A_BREAK: "On a break",
    Gap.LEFT_THE_COURSE: "Left the course",
    Gap.NO_COURSE: "No course yet",
    Gap.ATTEMPTS_USED: "All attempts used",
    Gap.RESULT_TO_COME: "In marking",
    Gap.CASE_KNOWN: "Knows the case",
}


def missing(one: Missing) -> str:
    """What is missing of somebody."""
    if one.gap is Gap.STUDY:
        return f"{one.minutes:,} minutes of self-study are left to do"
    return GAPS.get(one.gap, "Is not ready")


def case(line: CaseLine) -> str:
    """What a case is called."""
    return f"{line.title}, variant {line.variant}"


def case_hint(line: CaseLine) -> str:
    """From when it can be set, and whether candidates know it."""
    day = f"From {dates.day(line.not_before)} on. " if line.not_before else ""
    times = "1 window" if line.known_from == 1 else f"{line.known_from:,} windows"
    return day + (f"Candidates of {times} know it" if line.known_from else "No candidate knows it yet")


def happened(entry: Entry) -> str:
    """What an entry of somebody's sitting tells; nothing where it is none of the provider's."""
    match entry.kind:
        case JournalKind.SITTING_REMINDED:
            return f"Letter: “{LETTERS[Letter(entry.facts['letter'])]}”"
        case JournalKind.DEADLINE_MOVED:
            moved_to = datetime.fromisoformat(str(entry.facts["deadline_at"]))
            why = GROUNDS[Ground(entry.facts["ground"])]
            return f"Deadline moved to {dates.moment(moved_to)}. {why}. They were written to"
        case JournalKind.SITTING_MOVED:
            return f"Moved to a later window. {MOVES_TOLD[MoveReason(entry.facts['reason'])]}. They were written to"
    return EVENTS.get(entry.kind, "")


MOVES_TOLD: dict[MoveReason, str] = {**MOVES, MoveReason.NOT_READY: "Not ready yet"}

EVENTS: dict[str, str] = {
    JournalKind.SITTING_ENTERED: "Entered",
    JournalKind.SITTING_OPENED: "Opened the case",
    JournalKind.SITTING_MISSED: "The window ended without a response. They were written to",
    JournalKind.SCRIPT_SUBMITTED: "Submitted, and given a receipt",
    JournalKind.SUBMISSION_WITHDRAWN: "Took the response back to write on",
}

OVER_LIMIT: dict[OverLimit, str] = {
    OverLimit.READ_TO_LIMIT: "Whoever marks it stops reading at the limit, and the writer sees where that is",
    OverLimit.REFUSE: "A longer response cannot be submitted",
    OverLimit.WARN: "The writer is told, and can still submit",
}

REFUSALS: dict[StrEnum, str] = {
    WindowRefusal.NO_POLICY: "No rules for the assessment have been decided for that day",
    WindowRefusal.POLICY_IS_PAST: "The first day must be today or later",
    WindowRefusal.POLICY_OUT_OF_BOUNDS: "One of the numbers is too small or too large",
    WindowRefusal.POLICY_CHANGED_MEANWHILE: "A colleague has decided other rules since you opened the page, and nothing was changed now. Look at what holds before you go on",
    WindowRefusal.WINDOW_CHANGED_MEANWHILE: "A colleague has changed this window since you opened the page, and nothing was changed now. Look at how it stands before you go on",
    WindowRefusal.INCIDENT_NOTED_MEANWHILE: "A colleague has noted a failure since you opened the page, and nothing was changed now. Look at the deadlines before you go on",
    WindowRefusal.WINDOW_IS_OVER: "This window is over, so it stays as it is",
    WindowRefusal.WINDOW_HAS_OPENED: "This window has opened, so it stays as it is",
    WindowRefusal.WINDOW_OPENS_TOO_LATE: "The first day must be after today",
    WindowRefusal.WINDOW_ENDS_BEFORE_IT_BEGINS: "The last day must be the same as or after the first day",
    WindowRefusal.WINDOWS_OVERLAP: "Another assessment window is open on some of those days",
    WindowRefusal.CLINIC_OUTSIDE_WINDOW: "Your question time must be while the window is open",
    WindowRefusal.CASE_IS_OF_ANOTHER_KIND: "Choose a case that was made for this kind of window",
    WindowRefusal.EXTENSION_TOO_LONG: "An extension can be up to {most} days after the window",
    WindowRefusal.DEADLINE_NOT_LATER: "The last day must be after their deadline",
    WindowRefusal.SITTING_OVER: "This window is over for them",
    WindowRefusal.NO_LATER_WINDOW: "There is no later window that they could sit in. Make one first",
    WindowRefusal.NOT_READY_TO_SIT: "They cannot sit in the next window as things stand",
    RefusalCode.CASE_UNDER_EMBARGO: "This case cannot be set before {not_before}",
    RefusalCode.CASE_RETIRED: "This case is not to be set again",
}
