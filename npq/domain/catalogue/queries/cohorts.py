from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from npq.domain.catalogue.kinds import CourseGroup, DeclarationType, FundingMode, Phase, Season
from npq.domain.catalogue.models import Cohort, Offer, Schedule
from npq.domain.catalogue.rules import phase_of
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound


@dataclass(frozen=True)
class CohortRow:
    """People who start together. Registration opens at one instant (inclusive) and closes at another (exclusive)."""

    id: UUID
    identifier: str
    start_year: int
    name: str
    starts_on: date
    registration_opens_at: datetime
    registration_closes_at: datetime | None
    funding: FundingMode
    policy_series: str
    source: str
    verified_on: date | None

    @property
    def last_day(self) -> date | None:
        """The last day in London on which one can register, if registration closes."""
        closes_at = self.registration_closes_at
        return london_day(closes_at - datetime.resolution) if closes_at else None

    def phase(self, at: datetime) -> Phase:
        """Whether it takes registrations at an instant."""
        return phase_of(self, at)


@dataclass(frozen=True)
class ScheduleRow:
    """The calendar of a place, as `rules.schedule_for` chooses among them."""

    id: int
    identifier: str
    season: Season
    applies_from: date
    applies_to: date
    accepted_from: date | None
    accepted_before: date | None
    declaration_types: tuple[DeclarationType, ...]


def cohort_by_identifier(identifier: str) -> CohortRow:
    """The cohort called, for example, "2023a". Raises NotFound."""
    row = Cohort.objects.identified(identifier).first()
    if row is None:
        raise NotFound(f"cohort {identifier}")
    return _cohort_row(row)


def cohorts_of(qualification: str) -> list[CohortRow]:
    """The cohorts in which somebody offers a qualification, first start first."""
    offered = Exists(Offer.objects.filter(cohort=OuterRef("pk"), qualification=qualification))
    return [_cohort_row(row) for row in Cohort.objects.filter(offered).order_by("starts_on", "suffix")]


def open_cohorts(qualification: str, at: datetime) -> list[CohortRow]:
    """The cohorts one can register for at an instant: open, and with a lead provider that takes new participants."""
    offered = Exists(Offer.objects.taking_new().filter(cohort=OuterRef("pk"), qualification=qualification))
    rows = Cohort.objects.open_at(at).filter(offered).order_by("starts_on", "suffix")
    return [_cohort_row(row) for row in rows]


def open_by_qualification(at: datetime) -> dict[str, list[CohortRow]]:
    """As `open_cohorts`, for every qualification at once."""
    rows = {row.id: _cohort_row(row) for row in Cohort.objects.open_at(at)}
    offers = Offer.objects.taking_new().filter(cohort__in=rows).distinct()
    offered: dict[str, list[CohortRow]] = {}
    for qualification, cohort in offers.values_list("qualification", "cohort"):
        offered.setdefault(qualification, []).append(rows[cohort])
    return {
        of: sorted(cohorts, key=lambda row: (row.starts_on, row.identifier))
        for of, cohorts in offered.items()
    }


def schedules_for(cohort_id: UUID, group: CourseGroup) -> list[ScheduleRow]:
    """A cohort's schedules for one group of courses, first start first."""
    rows = Schedule.objects.filter(cohort=cohort_id, group=group).order_by("applies_from", "identifier")
    return [_schedule_row(row) for row in rows]


def _cohort_row(row: Cohort) -> CohortRow:
    return CohortRow(
        id=row.id,
        identifier=row.identifier,
        start_year=row.start_year,
        name=row.name,
        starts_on=row.starts_on,
        registration_opens_at=row.registration_opens_at,
        registration_closes_at=row.registration_closes_at,
        funding=FundingMode(row.funding),
        policy_series=row.policy_series,
        source=row.source,
        verified_on=row.verified_on,
    )


def _schedule_row(row: Schedule) -> ScheduleRow:
    return ScheduleRow(
        id=row.id,
        identifier=row.identifier,
        season=Season(row.season),
        applies_from=row.applies_from,
        applies_to=row.applies_to,
        accepted_from=row.accepted_from,
        accepted_before=row.accepted_before,
        declaration_types=tuple(DeclarationType(kind) for kind in row.declaration_types),
    )
