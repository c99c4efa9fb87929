"""When somebody's writing ends, and why then: facts in, one deadline out. Everything that asks, asks here.

Nothing that is added ever makes it earlier. Days and shares of a window are counted as the clock on a London wall
counts them, so that what ends before midnight still does after the clocks were changed; minutes are minutes.

The minute that is named is the last one: who is told 11:59pm has until that minute is over. So every deadline is the
last instant of its minute, and shows on any clock as that minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from npq.domain.assessment.kinds import DeadlineKind, DeadlineReason, Ground

LONDON = ZoneInfo("Europe/London")

A_MINUTE = timedelta(minutes=1)
MINUTES_A_DAY = 24 * 60
CLOCKS_GO_FORWARD = time(1, tzinfo=UTC)
"""The hour after it has no place on a London wall, on one day of the year."""


def through_minute(at: datetime) -> datetime:
    """The last instant of the minute that a clock shows."""
    return at.replace(second=59, microsecond=999_999)


def end_of_day(day: date) -> datetime:
    """When what lasts until the end of a London day ends: with 11:59pm, which nobody takes for another day's."""
    return datetime.combine(day, time.max, tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Arranged:
    """What was agreed for somebody, as far as it gives time."""

    extra_time_percent: int = 0
    rest_minutes_a_day: int = 0
    more_days: int = 0


@dataclass(frozen=True)
class Moved:
    """One row that moves a deadline: to an instant, or by minutes."""

    kind: DeadlineKind
    reason: DeadlineReason
    until: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class DeadlineFacts:
    """A window's times, and all that moves them for one person. `arranged`: what was in force at any time in it."""

    opens_at: datetime
    closes_at: datetime
    grace_minutes: int = 0
    moved: Sequence[Moved] = ()
    arranged: Sequence[Arranged] = ()


@dataclass(frozen=True)
class Cause:
    """One thing that a deadline rests on, and the instant it leads to."""

    ground: Ground
    at: datetime
    reason: DeadlineReason | None = None


@dataclass(frozen=True)
class Deadline:
    """The instant, in UTC, and what led to it: the window, then what made it later, in the order of its weight.

    Until `grace_until` what arrives still counts, as late.
    """

    at: datetime
    grace_until: datetime
    causes: tuple[Cause, ...]

    @property
    def deciding(self) -> Cause:
        """What it rests on in the end."""
        return self.causes[-1]


def effective_deadline(facts: DeadlineFacts) -> Deadline:
    """The latest of what the window, extensions and arrangements give, and beyond it what failures on our side took."""
    base = _named(facts.closes_at)
    later = [Cause(Ground.ARRANGEMENT, _arranged(facts, one)) for one in facts.arranged]
    added = []
    for row in facts.moved:
        ground = Ground(row.kind.value)
        if row.until is not None:
            later.append(Cause(ground, _named(row.until), row.reason))
        elif row.kind is DeadlineKind.INCIDENT:
            added.append(row)
        else:
            later.append(Cause(ground, base + (row.minutes or 0) * A_MINUTE, row.reason))
    causes = [Cause(Ground.WINDOW, base)]
    for cause in sorted(later, key=lambda one: one.at):
        if cause.at > causes[-1].at:
            causes.append(cause)
    for row in added:
        causes.append(Cause(Ground.INCIDENT, causes[-1].at + (row.minutes or 0) * A_MINUTE, row.reason))
    causes = [replace(cause, at=through_minute(cause.at)) for cause in causes]
    at = causes[-1].at
    return Deadline(at, at + facts.grace_minutes * A_MINUTE, tuple(causes))


def wall_days(opens_at: datetime, closes_at: datetime) -> int:
    """On how many days of the London calendar a window is open."""
    return (closes_at.astimezone(LONDON).date() - opens_at.astimezone(LONDON).date()).days + 1


def _arranged(facts: DeadlineFacts, one: Arranged) -> datetime:
    opens, closes = _wall(_named(facts.opens_at)), _wall(_named(facts.closes_at))
    window = (closes - opens) // A_MINUTE + 1
    minutes = (
        one.more_days * MINUTES_A_DAY
        + -(-window * one.extra_time_percent // 100)
        + one.rest_minutes_a_day * wall_days(facts.opens_at, facts.closes_at)
    )
    return max(_instant(closes + minutes * A_MINUTE), _named(facts.closes_at))


def _named(at: datetime) -> datetime:
    """The minute that an instant lies in, as it begins."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _wall(at: datetime) -> datetime:
    """What the clock on a London wall shows."""
    return at.astimezone(LONDON).replace(tzinfo=None)


def _instant(wall: datetime) -> datetime:
    """When a London clock shows it: the second time where it does twice, the next instant where it never does."""
    first = wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
    if first > second:
        return datetime.combine(wall.date(), CLOCKS_GO_FORWARD)
    return second
