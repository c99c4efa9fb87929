"""Words for codes, as somebody who studies reads them."""

from enum import StrEnum

from npq.domain.learning.kinds import HowFar, RefusalCode
from npq.domain.learning.queries.changes import Told
from npq.domain.learning.queries.plan import StudyPlanned
from npq.domain.learning.rules.plan import Piece, Plan, Week, WeekKind
from npq.domain.learning.rules.terms import A_DAY, A_WEEK
from npq.kernel import dates

HOW_FAR: dict[HowFar, str] = {
    HowFar.NEW: "New to me",
    HowFar.SOME: "I know some of it",
    HowFar.DOING: "I do this in my work",
    HowFar.LEADING: "I lead others in it",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ASSESSMENT_DAY, LAST_DAY = "your assessment day", "the last day of your programme"

NOTHING_THIS_WEEK: dict[WeekKind, str] = {
    WeekKind.STUDY: "you have studied the time you planned",
    WeekKind.HOLIDAY: "school holidays, nothing is planned",
    WeekKind.OFF: "a week off, nothing is planned",
    WeekKind.BEFORE: "your programme has not begun, nothing is planned yet",
    WeekKind.PAST: "your day to study is over, and the plan goes on next time",
    WeekKind.BREAK: "you are taking a break, nothing is planned",
}


def nothing_this_week(plan: Plan) -> str:
    """Why there is nothing to study this week."""
    return NOTHING_THIS_WEEK[plan.kind] if plan.weeks else "everything that is open is studied"


def this_week(plan: Plan) -> str:
    """Which week it is, and what it asks."""
    week = plan.this_week
    asks = f"{week.minutes} minutes to study" if week else nothing_this_week(plan)
    return f"This week, {dates.stretch(plan.monday, plan.monday + A_WEEK - A_DAY)}: {asks}"


def pieces(week: Week) -> str:
    """What falls into a week, unit by unit."""
    return "; ".join(piece_named(piece) for piece in week.pieces)


def piece_named(piece: Piece) -> str:
    """A unit, and which part of it falls into a week."""
    return f"“{piece.title}”" + _PARTS[piece.continued, piece.goes_on]


_PARTS = {
    (False, False): "",
    (False, True): " (first part)",
    (True, True): " (goes on)",
    (True, False): " (the rest)",
}


def hours(minutes: int) -> str:
    """A stretch of time, as 1 hour 30 minutes."""
    whole, rest = divmod(minutes, 60)
    parts = [_counted(whole, "{} hour{s}")] if whole else []
    parts += [_counted(rest, "{} minute{s}")] if rest or not whole else []
    return " ".join(parts)


def in_time(found: StudyPlanned) -> str:
    """Whether all that is open is finished in time, and when; nothing where nothing is left."""
    if found.plan.ends_on is None:
        return ""
    ends_on, by = dates.day(found.plan.ends_on), dates.day(found.programme.assessment)
    if found.plan.reaches:
        return (
            f"You still finish in time: what is open now by {ends_on}. {by_when(found).capitalize()} is {by}."
        )
    return f"You would finish what is open now on {ends_on}: after {by_when(found)}, {by}."


def by_when(found: StudyPlanned) -> str:
    """The day by which all is to be finished, in words."""
    return ASSESSMENT_DAY if found.programme.assessment != found.programme.last else LAST_DAY


def changed(told: Told) -> str:
    """What a change of the course changed, in one sentence or two."""
    counted = (
        (len(told.added), "{} page{s} {are} new"),
        (len(told.rewritten), "{} {are} rewritten or {take} another time"),
        (told.removed, "{} {are} gone"),
        (len(told.marked), "{} check{s} {judge} answers otherwise"),
    )
    parts = [_counted(number, words) for number, words in counted if number]
    said = f"{', '.join(parts) or 'its framework says some things otherwise'}."
    if not told.minutes:
        return said
    minutes = _counted(abs(told.minutes), "{} minute{s}")
    return f"{said} It takes {minutes} {'more' if told.minutes > 0 else 'fewer'} in all."


def _counted(number: int, words: str) -> str:
    one = number == 1
    forms = {"s": "", "are": "is", "take": "takes", "judge": "judges"} if one else _MANY
    return words.format(f"{number:,}", **forms)


_MANY = {"s": "s", "are": "are", "take": "take", "judge": "judge"}


REFUSALS: dict[StrEnum, str] = {
    RefusalCode.STUDY_ENDED: "You have left this course. You can read it, and what you wrote, but nothing can be studied or changed any more",
    RefusalCode.PAGE_NOT_FINISHED: "There is still something to decide or to answer on this page",
    RefusalCode.PLAN_OUT_OF_BOUNDS: "Give from {least} to {most} minutes a week, and begin between 6am and 10pm",
    RefusalCode.WEEK_OUTSIDE_PROGRAMME: "Choose a week of the programme",
    RefusalCode.ENTRY_CHANGED_ELSEWHERE: "What you wrote here was changed in another window or on another device since you opened this page. Both texts are shown: nothing is lost",
    RefusalCode.ENTRY_TOO_LONG: "What you write must be {most} characters or fewer. Shorten it here: it is not saved yet",
    RefusalCode.ENTRY_NOT_TEXT: "What you write must not include control characters",
    RefusalCode.LOG_TOO_LONG_FOR_PDF: "Your log is longer than one PDF can hold here ({most} characters). Take it along as Markdown or JSON: both hold all of it",
    RefusalCode.COACH_IS_YOU: "This is your own address. Enter the address of your coach",
    RefusalCode.COACH_IS_SPONSOR: "This is the address of somebody you named as your sponsor. Your log is never shared with your employer, so an entry cannot go there",
    RefusalCode.COACH_IS_STAFF: "This address belongs to somebody who works for a provider or for the department. Your log is never shared with them, so an entry cannot go there",
    RefusalCode.COACH_WANTS_NO_MAIL: "Whoever uses this address has asked us not to write to them",
    RefusalCode.TOO_MANY_SHARED: "You have shared {most} entries within 24 hours, which is as many as can be. Try again tomorrow",
    RefusalCode.AUDIT_EMPTY: "Select how far you are in one topic or more",
    RefusalCode.PRIORITIES_NOT_THREE: "Choose three topics that differ",
}
