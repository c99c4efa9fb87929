"""Which schedule a place follows, whether a cohort is open, which cohort a visitor means: facts in, decision out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Protocol, TypeVar

from npq.domain.catalogue.kinds import Phase, Season
from npq.kernel.months import months_after
from npq.kernel.period import Period

# The day of the year on which acceptance begins to mean the next season's start.
SPRING_BEGINS = (12, 26)
AUTUMN_BEGINS = (4, 3)

WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12


class Seasonal(Protocol):
    """What the choice of a schedule looks at."""

    @property
    def season(self) -> Season: ...
    @property
    def accepted_from(self) -> date | None: ...
    @property
    def accepted_before(self) -> date | None: ...


class Dated(Protocol):
    """What is asked about a cohort's registration."""

    @property
    def starts_on(self) -> date: ...
    @property
    def registration_opens_at(self) -> datetime: ...
    @property
    def registration_closes_at(self) -> datetime | None: ...


S = TypeVar("S", bound=Seasonal)
D = TypeVar("D", bound=Dated)


def last_day(starts_on: date, months: int) -> date:
    """The last day of a programme of so many months: the day before the same day of its last month."""
    return months_after(starts_on, months) - timedelta(days=1)


def season_of(day: date) -> Season:
    """Acceptance from 26 December to 2 April is for spring, from 3 April to 25 December for autumn."""
    return Season.AUTUMN if AUTUMN_BEGINS <= (day.month, day.day) < SPRING_BEGINS else Season.SPRING


def schedule_for(schedules: Sequence[S], accepted_on: date) -> S | None:
    """The schedule a place accepted on a London day follows, of those its cohort has for its group of courses.

    A cohort with one schedule leaves no choice. Where a schedule says which days of acceptance are its own, they
    are; any other day goes by its season. None where the cohort has no schedule for that season.
    """
    if len(schedules) == 1:
        return schedules[0]
    own = [schedule for schedule in schedules if _is_own_day(schedule, accepted_on)]
    return next(iter(own or [s for s in schedules if s.season == season_of(accepted_on)]), None)


def _is_own_day(schedule: Seasonal, day: date) -> bool:
    period = acceptance_period(schedule)
    return period is not None and day in period


def acceptance_period(schedule: Seasonal) -> Period | None:
    """The days of acceptance a schedule claims for itself, if any."""
    if schedule.accepted_from is None:
        return None
    return Period(schedule.accepted_from, schedule.accepted_before)


def claim_one_day_twice(schedules: Iterable[Seasonal]) -> bool:
    """Whether two of a cohort's schedules for one group of courses claim the same day of acceptance."""
    periods = [period for period in map(acceptance_period, schedules) if period is not None]
    return any(one.overlaps(other) for one, other in combinations(periods, 2))


def phase_of(cohort: Dated, at: datetime) -> Phase:
    """Whether a cohort takes registrations at an instant: from its opening on, until its closing if it has one."""
    if at < cohort.registration_opens_at:
        return Phase.COMING
    closes_at = cohort.registration_closes_at
    return Phase.OPEN if closes_at is None or at < closes_at else Phase.CLOSED


def featured(cohorts: Sequence[D], at: datetime) -> D | None:
    """The cohort a visitor means who names none: the next that is open, else the next to open, else the latest."""
    in_order = sorted(cohorts, key=lambda cohort: cohort.starts_on)
    for phase in (Phase.OPEN, Phase.COMING):
        of_phase = [cohort for cohort in in_order if phase_of(cohort, at) is phase]
        ahead = [cohort for cohort in of_phase if cohort.starts_on > at.date()]
        if of_phase:
            return (ahead or of_phase)[0]
    return in_order[-1] if in_order else None


def representative_instant(cohort: Dated, at: datetime) -> datetime:
    """The instant inside a cohort's registration nearest to `at`: what is said of a cohort is what held then."""
    if phase_of(cohort, at) is Phase.COMING:
        return cohort.registration_opens_at
    closes_at = cohort.registration_closes_at
    if closes_at is None or at < closes_at:
        return at
    return closes_at - datetime.resolution


def study_hours(months: int, weekly_low: int, weekly_high: int) -> tuple[int, int]:
    """Least and most hours of study over a whole course, reckoned by calendar weeks."""
    weeks = months * WEEKS_A_YEAR // MONTHS_A_YEAR
    return weeks * weekly_low, weeks * weekly_high
