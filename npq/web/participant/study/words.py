"""Words for codes, as somebody who studies reads them."""

from enum import StrEnum

from npq.domain.learning.kinds import HowFar, HowSure, PageKind, RefusalCode, SourceKind
from npq.domain.learning.rules.plan import Plan, Week, WeekKind

PAGE_KINDS: dict[PageKind, str] = {
    PageKind.OPENING: "The problem",
    PageKind.READING: "What is known",
    PageKind.CASE: "A case",
    PageKind.CHECK: "Check what you know",
    PageKind.REFLECTION: "Reflect",
    PageKind.TASK: "Try it in your trust",
    PageKind.RECAP: "To keep",
    PageKind.SOURCES: "Sources",
}

HOW_SURE: dict[HowSure, str] = {
    HowSure.NOT_YET: "Not yet",
    HowSure.SOMEWHAT: "Somewhat",
    HowSure.FAIRLY: "Fairly",
    HowSure.VERY: "Very",
}

HOW_FAR: dict[HowFar, str] = {
    HowFar.NEW: "New to me",
    HowFar.SOME: "I know some of it",
    HowFar.DOING: "I do this in my work",
    HowFar.LEADING: "I lead others in it",
}

SOURCE_KINDS: dict[SourceKind, str] = {
    SourceKind.BOOK: "Book",
    SourceKind.RESEARCH: "Research",
    SourceKind.REVIEW: "Review of research",
    SourceKind.GUIDANCE: "Guidance",
    SourceKind.LAW: "Law",
    SourceKind.REPORT: "Report",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ASSESSMENT_DAY, LAST_DAY = "your assessment day", "the last day of your programme"

NOTHING_THIS_WEEK: dict[WeekKind, str] = {
    WeekKind.STUDY: "you have studied the time you planned",
    WeekKind.HOLIDAY: "school holidays, nothing is planned",
    WeekKind.OFF: "a week off, nothing is planned",
    WeekKind.BEFORE: "your programme has not begun, nothing is planned yet",
}


def nothing_this_week(plan: Plan) -> str:
    """Why there is nothing to study this week."""
    return NOTHING_THIS_WEEK[plan.kind] if plan.weeks else "everything that is open is studied"


def pieces(week: Week) -> str:
    """What falls into a week, unit by unit."""
    return "; ".join(piece.title + _PARTS[piece.continued, piece.goes_on] for piece in week.pieces)


_PARTS = {
    (False, False): "",
    (False, True): " (first part)",
    (True, True): " (goes on)",
    (True, False): " (the rest)",
}


def hours(minutes: int) -> str:
    """A stretch of time, as 1 hour 30 minutes."""
    whole, rest = divmod(minutes, 60)
    said = f"{whole} hour{'' if whole == 1 else 's'}"
    return f"{said} {rest} minutes" if rest else said


REFUSALS: dict[StrEnum, str] = {
    RefusalCode.PAGE_NOT_FINISHED: "There is still something to decide or to answer on this page",
    RefusalCode.PLAN_OUT_OF_BOUNDS: "Give from {least} to {most} minutes a week, and begin between 6am and 10pm",
    RefusalCode.WEEK_OUTSIDE_PROGRAMME: "Choose a week of the programme",
    RefusalCode.ENTRY_CHANGED_ELSEWHERE: "What you wrote here was changed in another window or on another device since you opened this page. Both texts are shown: nothing is lost",
    RefusalCode.ENTRY_TOO_LONG: "What you write must be {most} characters or fewer. Shorten it here: it is not saved yet",
    RefusalCode.ENTRY_NOT_TEXT: "What you write must not include control characters",
    RefusalCode.AUDIT_INCOMPLETE: "Select how far you are in every topic",
    RefusalCode.PRIORITIES_NOT_THREE: "Choose three topics that differ",
}
