"""How far a lead provider's participants are: minutes and days of each, never what anybody wrote or answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, NullIf

from npq.domain.catalogue.models import Cohort
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.kinds import ProgressOrder, Share, Silence
from npq.domain.learning.models import CoursePage, CourseUnit, CourseVersion, Study
from npq.domain.learning.queries.groups import SHARES, SILENCES, WAITED_FOR, share_of, silence_of
from npq.domain.learning.rules.progress import weeks_silent, whole_percent
from npq.kernel.clock import london_day
from npq.kernel.viewer import RoleKind, Viewer

NOT_BEGUN = "-"
"""Stands for a unit in the filters, of those who have reached none; no unit can be called so."""
SILENT_WEEKS = 4
AT_ONCE = 2000


@dataclass(frozen=True)
class ProgressFilters:
    """What a list is narrowed to; None does not narrow."""

    cohort: UUID | None = None
    unit: str | None = None
    share: Share | None = None
    silence: Silence | None = None


@dataclass(frozen=True)
class ProgressRow:
    """One participant's study. `weeks_silent` is None on a break, before their cohort has begun, and once they have
    studied everything."""

    registration: UUID
    person: UUID
    full_name: str
    course: str
    cohort: str
    minutes_done: int
    minutes: int
    last_on: date | None
    weeks_silent: int | None
    unit: str
    """The unit of the page they studied last; "" where they have not begun."""
    training: TrainingStatus = TrainingStatus.ACTIVE
    returns_on: date | None = None

    @property
    def percent(self) -> int:
        return whole_percent(self.minutes_done, self.minutes)


@dataclass(frozen=True)
class ProgressTotals:
    """Figures of all that fit. `silent`: for four weeks or longer. Of the cohort, besides them: `waiting` have a place
    without a course so far, `left` have left the course.

    `shares` and `silences` divide all that fit the other filters, so that a part that is not shown just now is
    counted too.
    """

    people: int
    begun: int
    silent: int
    minutes_done: int
    minutes: int
    waiting: int
    left: int
    shares: dict[Share, int]
    silences: dict[Silence, int]

    @property
    def percent(self) -> int:
        return whole_percent(self.minutes_done, self.minutes)


@dataclass(frozen=True)
class Groups:
    """Cohorts (id, name, first day), the latest start first, and units by id, in course order."""

    cohorts: tuple[tuple[UUID, str, date], ...]
    units: dict[str, str]


def progress_totals(viewer: Viewer, filters: ProgressFilters, at: datetime) -> ProgressTotals:
    """The figures above a list. Two queries."""
    long_ago = at - timedelta(weeks=SILENT_WEEKS)
    whole = narrowed(studying_with(viewer), replace(filters, share=None, silence=None), at)
    parts = list(
        whole.values(in_share=F("share"), in_silence=F("silence")).annotate(
            people=Count("id"),
            begun=Count("last_at"),
            silent=Count("id", filter=WAITED_FOR & Q(silent_since__lte=long_ago)),
            done=Sum("minutes_done"),
            of=Sum("minutes"),
        )
    )
    of_share = [part for part in parts if not filters.share or part["in_share"] == SHARES[filters.share]]
    of_silence = [
        part for part in parts if not filters.silence or part["in_silence"] == SILENCES[filters.silence]
    ]
    fits = [part for part in of_share if part in of_silence]
    return ProgressTotals(
        people=_sum(fits, "people"),
        begun=_sum(fits, "begun"),
        silent=_sum(fits, "silent"),
        minutes_done=_sum(fits, "done"),
        minutes=_sum(fits, "of"),
        **_others(viewer, filters.cohort),
        shares={one: _sum(of_silence, "people", in_share=number) for one, number in SHARES.items()},
        silences={one: _sum(of_share, "people", in_silence=number) for one, number in SILENCES.items()},
    )


def progress_with(
    viewer: Viewer, filters: ProgressFilters, order: ProgressOrder, at: datetime, offset: int, size: int
) -> list[ProgressRow]:
    """A page of the participants who study, or are on a break, in the order asked for.

    Two queries: which they are, and what stands in their rows.
    """
    found = narrowed(studying_with(viewer), filters, at).order_by(*_ORDERS[order], "id")
    ids = list(found.values_list("id", flat=True)[offset : offset + size])
    rows = {row["id"]: row for row in _values(studied_with(viewer).filter(id__in=ids))}
    return [_row(rows[id], at) for id in ids if id in rows]


def all_progress(
    viewer: Viewer, filters: ProgressFilters, order: ProgressOrder, at: datetime
) -> Iterator[ProgressRow]:
    """Every row of the same list, one after another as the database gives them. One query."""
    rows = _values(narrowed(studying_with(viewer), filters, at)).order_by(*_ORDERS[order], "id")
    return (_row(row, at) for row in rows.iterator(AT_ONCE))


def groups_studying(viewer: Viewer) -> Groups:
    """What the viewer's participants study, and in which cohorts: what filters offer. Two queries.

    Each asks whether there is anybody, so that nobody waits for all of them to be read.
    """
    studied = studied_with(viewer)
    cohorts = Cohort.objects.filter(Exists(studied.filter(enrolment__registration__cohort=OuterRef("pk"))))
    versions = CourseVersion.objects.filter(Exists(studied.filter(version=OuterRef("pk"))))
    units = CourseUnit.objects.filter(version__in=versions).order_by("version__published_at", "position")
    return Groups(
        cohorts=tuple(cohorts.order_by("-starts_on", "name").values_list("id", "name", "starts_on")),
        units=dict(units.values_list("identifier", "title")),
    )


def studied_with(viewer: Viewer) -> QuerySet[Study]:
    """Studies in places that stand with the viewer's providers: every query here starts from this one."""
    # Nobody is silent before their cohort has begun, whatever they studied before.
    starts = Cast("enrolment__registration__cohort__starts_on", DateTimeField())
    return Study.objects.filter(
        enrolment__taken_back_at=None,
        enrolment__registration__lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER),
    ).alias(
        silent_since=Greatest(Coalesce("last_at", "opened_at"), starts), hundredfold=F("minutes_done") * 100
    )


def studying_with(viewer: Viewer) -> QuerySet[Study]:
    """Those of them whose people have not left the course."""
    return studied_with(viewer).exclude(enrolment__training_status=TrainingStatus.WITHDRAWN)


def narrowed(found: QuerySet[Study], filters: ProgressFilters, at: datetime) -> QuerySet[Study]:
    """Narrowed by everything the filters ask for."""
    if filters.cohort is not None:
        found = found.filter(enrolment__registration__cohort=filters.cohort)
    if filters.unit == NOT_BEGUN:
        found = found.filter(last_at=None)
    elif filters.unit is not None:
        found = found.filter(Exists(_last_page().filter(unit__identifier=filters.unit)))
    found = found.alias(share=share_of(), silence=silence_of(at))
    if filters.share is not None:
        found = found.filter(share=SHARES[filters.share])
    if filters.silence is not None:
        found = found.filter(silence=SILENCES[filters.silence])
    return found


def _last_page() -> QuerySet[CoursePage]:
    return CoursePage.objects.filter(version=OuterRef("version"), identifier=OuterRef("last_page"))


def _values(found: QuerySet[Study]) -> QuerySet[Study, Any]:
    return found.values(
        "id",
        "enrolment_id",
        "person_id",
        "minutes",
        "minutes_done",
        "last_at",
        full_name=F("person__full_name"),
        course=F("enrolment__registration__qualification__name"),
        cohort=F("enrolment__registration__cohort__name"),
        since=F("silent_since"),
        training=F("enrolment__training_status"),
        returns_on=F("enrolment__returns_on"),
        unit=Subquery(_last_page().values("unit__title")[:1]),
    )


def _others(viewer: Viewer, cohort: UUID | None) -> dict[str, int]:
    """Of the viewer's providers, in a cohort or in all: `waiting` and `left`, as in the totals. One query."""
    places = Enrolment.objects.filter(
        taken_back_at=None,
        registration__lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER),
    )
    if cohort is not None:
        places = places.filter(registration__cohort=cohort)
    gone = Q(training_status=TrainingStatus.WITHDRAWN)
    without_course = ~Exists(Study.objects.filter(enrolment=OuterRef("pk")))
    return places.filter(gone | without_course).aggregate(
        waiting=Count("pk", filter=~gone), left=Count("pk", filter=gone)
    )


def _sum(parts: Iterable[Mapping[str, Any]], figure: str, **of: int) -> int:
    """A figure of all parts together, or of those that are of a kind."""
    return sum(part[figure] for part in parts if all(part[name] == kind for name, kind in of.items()))


_SHARE = Cast("minutes_done", FloatField()) / NullIf("minutes", 0)
_WAITED_FOR_FIRST = Case(When(WAITED_FOR, then=0), default=1)
_ORDERS: dict[ProgressOrder, tuple[Any, ...]] = {
    ProgressOrder.SILENT: (_WAITED_FOR_FIRST, "silent_since", "person__full_name"),
    ProgressOrder.LEAST: (_SHARE.asc(nulls_last=True), "person__full_name"),
    ProgressOrder.MOST: (_SHARE.desc(nulls_last=True), "person__full_name"),
    ProgressOrder.NAME: ("person__full_name",),
}


def _row(row: dict[str, Any], at: datetime) -> ProgressRow:
    begun = row["since"] <= at
    waited_for = begun and row["minutes_done"] < row["minutes"] and row["training"] == TrainingStatus.ACTIVE
    return ProgressRow(
        registration=row["enrolment_id"],
        person=row["person_id"],
        full_name=row["full_name"],
        course=row["course"],
        cohort=row["cohort"],
        minutes_done=row["minutes_done"],
        minutes=row["minutes"],
        last_on=london_day(row["last_at"]) if row["last_at"] else None,
        weeks_silent=weeks_silent(row["since"], at) if waited_for else None,
        unit=row["unit"] or "",
        training=TrainingStatus(row["training"]),
        returns_on=row["returns_on"],
    )
