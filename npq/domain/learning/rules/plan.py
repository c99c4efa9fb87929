"""A study plan: which units fall into which week. Facts in, decision out.

It always begins today and lays out what is left, so there is nothing to be behind with. A week takes as many minutes
as somebody gives it; a unit that does not fit goes on in the next. One walk over the weeks and one over the units.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import takewhile

from npq.domain.learning.kinds import USUAL_MINUTES
from npq.domain.learning.rules.terms import A_DAY, A_WEEK, Programme, Terms, is_school_week, monday_of

STEP = 5
"""Minutes a week are advised in steps of so many."""

LAST_YEAR = 9000
"""Past any calendar: nothing is planned from here on."""

SCHOOL_BEGINS, SCHOOL_ENDS = time(8), time(16)
"""School hours, as far as a plan knows them: the day of pupils, with what stands around it."""
SATURDAY = 5


def starts_in_school_hours(starts_at: time) -> bool:
    """Whether a time to begin lies in school hours, on a day that has them."""
    return SCHOOL_BEGINS <= starts_at < SCHOOL_ENDS


def is_in_school_hours(weekday: int, starts_at: time) -> bool:
    """Whether whoever studies on a weekday (0 is Monday) from then on begins in school hours."""
    return weekday < SATURDAY and starts_in_school_hours(starts_at)


class WeekKind(StrEnum):
    """What a week is for. `PAST`: for study, on a day or at a time that is over."""

    STUDY = "study"
    HOLIDAY = "holiday"
    OFF = "off"
    BEFORE = "before"
    BREAK = "break"
    PAST = "past"


@dataclass(frozen=True)
class UnitLeft:
    """A unit that is not finished, and the minutes of it that are left, on screen and as a task."""

    unit: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Pace:
    """What somebody gives: minutes a week on a weekday (0 is Monday), and the Mondays of weeks they cannot study."""

    minutes: int = USUAL_MINUTES
    weekday: int = 2
    weeks_off: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Piece:
    """What of a unit falls into a week. `goes_on`: the rest of it follows in a later week."""

    unit: str
    title: str
    minutes: int
    continued: bool
    goes_on: bool


@dataclass(frozen=True)
class Week:
    """A week with something to study."""

    monday: date
    day: date
    pieces: tuple[Piece, ...]

    @property
    def minutes(self) -> int:
        return sum(piece.minutes for piece in self.pieces)


@dataclass(frozen=True)
class Plan:
    """All that is left, week by week.

    `monday` is that of this week and `kind` what it is for. `ends_on` is the day of the last piece, None where nothing
    is left. `needed` is how many minutes a week would be done by the assessment day, where this pace is not; None
    where no week is left for it.
    """

    monday: date
    kind: WeekKind
    done_this_week: int
    weeks: tuple[Week, ...]
    minutes_left: int
    ends_on: date | None
    reaches: bool
    needed: int | None

    @property
    def this_week(self) -> Week | None:
        return next((week for week in self.weeks[:1] if week.monday == self.monday), None)

    @property
    def next_week(self) -> Week | None:
        """The first week after this one with something to study."""
        return next((week for week in self.weeks[:2] if week.monday > self.monday), None)


def plan_from(
    today: date,
    units: Sequence[UnitLeft],
    pace: Pace,
    programme: Programme,
    terms: Terms,
    done_this_week: int = 0,
    not_before: date | None = None,
    *,
    today_is_over: bool = False,
) -> Plan:
    """Lays out the units that are left, in their order, from the week of today or of the programme's first day.

    Nothing is planned `not_before` a day, on which a break ends, nor for a day that is past: `today_is_over` once the
    time to study is. What was studied this week already is taken from what this week still has room for.
    """
    monday = monday_of(today)
    begins = _first_week(today, pace, programme, not_before, today_is_over)
    done = done_this_week if begins == monday else 0
    weeks = tuple(_laid_out(units, pace, _weeks(begins, pace, terms), monday, done))
    left = sum(unit.minutes for unit in units)
    ends_on = weeks[-1].day if weeks else None
    reaches = left == 0 or ends_on is None or ends_on <= programme.assessment
    return Plan(
        monday=monday,
        kind=_kind_of_this(today, begins, pace, programme, terms, not_before),
        done_this_week=done_this_week,
        weeks=weeks,
        minutes_left=left,
        ends_on=ends_on,
        reaches=reaches,
        needed=None if reaches else _needed(left, begins, pace, programme, terms, monday, done),
    )


def weeks_ahead(
    today: date,
    pace: Pace,
    programme: Programme,
    terms: Terms,
    not_before: date | None = None,
    *,
    today_is_over: bool = False,
) -> list[date]:
    """The Mondays of weeks to study in, from this one, the programme's first or a break's end to its last."""
    begins = _first_week(today, pace, programme, not_before, today_is_over)
    return list(takewhile(lambda monday: monday <= programme.last, _weeks(begins, pace, terms)))


def _first_week(
    today: date, pace: Pace, programme: Programme, not_before: date | None, today_is_over: bool
) -> date:
    """The Monday of the first week that anything can be planned for: its day to study is still to come."""
    earliest = max(today + A_DAY if today_is_over else today, not_before or today)
    monday = monday_of(earliest)
    first = monday if monday + A_DAY * pace.weekday >= earliest else monday + A_WEEK
    return max(first, monday_of(programme.first))


def _kind_of_this(
    today: date, begins: date, pace: Pace, programme: Programme, terms: Terms, not_before: date | None
) -> WeekKind:
    this = monday_of(today)
    if begins > this and not_before and not_before > today:
        return WeekKind.BREAK
    if this < monday_of(programme.first):
        return WeekKind.BEFORE
    kind = _kind(this, pace, terms)
    return WeekKind.PAST if kind is WeekKind.STUDY and begins > this else kind


def _kind(monday: date, pace: Pace, terms: Terms) -> WeekKind:
    if monday in pace.weeks_off:
        return WeekKind.OFF
    return WeekKind.STUDY if is_school_week(terms, monday, pace.weekday) else WeekKind.HOLIDAY


def _weeks(begins: date, pace: Pace, terms: Terms) -> Iterator[date]:
    """The Mondays of weeks to study in, without end as far as any calendar goes."""
    monday = begins
    while monday.year < LAST_YEAR:
        if _kind(monday, pace, terms) is WeekKind.STUDY:
            yield monday
        monday += A_WEEK


def _laid_out(
    units: Sequence[UnitLeft], pace: Pace, mondays: Iterator[date], this: date, done: int
) -> Iterator[Week]:
    monday, room, pieces = date.min, 0, list[Piece]()
    for unit in units:
        left, begun = unit.minutes, False
        # A unit without a minute has its place in a week all the same.
        while left > 0 or not begun:
            while room <= 0 and (left > 0 or not pieces):
                if pieces:
                    yield Week(monday, monday + A_DAY * pace.weekday, tuple(pieces))
                monday, pieces = next(mondays), []
                room = pace.minutes - (done if monday == this else 0)
            taken = min(left, room)
            pieces.append(Piece(unit.unit, unit.title, taken, continued=begun, goes_on=taken < left))
            left, room, begun = left - taken, room - taken, True
    if pieces:
        yield Week(monday, monday + A_DAY * pace.weekday, tuple(pieces))


def _needed(
    left: int, begins: date, pace: Pace, programme: Programme, terms: Terms, this: date, done: int
) -> int | None:
    """The minutes a week, in steps, with which all would be studied by the assessment day."""
    count, first = 0, False
    for monday in _weeks(begins, pace, terms):
        if monday + A_DAY * pace.weekday > programme.assessment:
            break
        count, first = count + 1, first or monday == this
    if count == 0:
        return None
    # What was studied this week already is a part of what this week needs, unless the others need less than it.
    every = -(-(left + (done if first else 0)) // count)
    if first and every < done:
        every = -(-left // (count - 1)) if count > 1 else every
    return -(-every // STEP) * STEP
