"""The demonstration's cohorts, wherever the clock stands: one under way, one open for registration, one to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from npq.domain.catalogue.kinds import CourseGroup, DeclarationType, FundingMode, Season
from npq.domain.catalogue.operations import publish_cohort
from npq.domain.catalogue.reference import CohortFacts, ScheduleFacts
from npq.domain.catalogue.rules import season_of
from npq.domain.funding.operations import publish_policy_period
from npq.kernel.clock import london_day, london_midnight
from npq.kernel.dates import month
from npq.kernel.period import Period
from npq.kernel.viewer import Viewer

SERIES = "demonstration"
SOURCE = "Invented for the demonstration"
AUTUMN_MONTH = 9


@dataclass(frozen=True)
class Cohorts:
    """The identifiers of the three, such as "2026a"."""

    under_way: str
    open: str
    to_come: str


def publish_cohorts(*, by: Viewer, at: datetime) -> Cohorts:
    """Publishes the cohorts as they stand at `at`, funded by the demonstration's own policy."""
    today = london_day(at)
    publish_policy_period(
        by=by,
        at=at,
        series=SERIES,
        name="Demonstration",
        policy="demonstration",
        period=Period(date(2020, 1, 1)),
        source=SOURCE,
    )
    return Cohorts(
        under_way=_publish(by, at, _first_of(today, -7), opened=today - timedelta(days=330), for_days=110),
        open=_publish(by, at, _first_of(today, 3), opened=today - timedelta(days=60), for_days=110),
        to_come=_publish(
            by,
            at,
            _first_of(today, 12),
            opened=today + timedelta(days=150),
            for_days=120,
            funding=FundingMode.CAPPED,
        ),
    )


def _publish(
    by: Viewer,
    at: datetime,
    starts_on: date,
    *,
    opened: date,
    for_days: int,
    funding: FundingMode = FundingMode.FULL,
) -> str:
    suffix = "b" if starts_on.month >= AUTUMN_MONTH else "a"
    facts = CohortFacts(
        start_year=starts_on.year,
        suffix=suffix,
        name=f"{month(starts_on)} (demonstration)",
        starts_on=starts_on,
        registration_opens_at=london_midnight(opened),
        registration_closes_at=london_midnight(opened + timedelta(days=for_days)),
        funding=funding,
        policy_series=SERIES,
        schedules=(_schedule(season_of(starts_on), starts_on),),
        source=SOURCE,
    )
    publish_cohort(by=by, at=at, cohort=facts)
    return facts.identifier


def _schedule(season: Season, starts_on: date) -> ScheduleFacts:
    return ScheduleFacts(
        identifier=f"npq-leadership-{season}",
        group=CourseGroup.LEADERSHIP,
        season=season,
        applies_from=starts_on,
        applies_to=starts_on + timedelta(days=31),
        declaration_types=tuple(DeclarationType),
    )


def _first_of(today: date, months: int) -> date:
    """The first day of the month so many months from this one."""
    years, index = divmod(today.month - 1 + months, 12)
    return date(today.year + years, index + 1, 1)
