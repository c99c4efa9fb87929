"""Cases as those see them who set them. What a case says is read by an opening that was written down before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from npq.domain.assessment.kinds import (
    OPENING_HOURS,
    CaseKind,
    OpeningPurpose,
    RetirementReason,
    SittingState,
)
from npq.domain.assessment.models import CaseOpening, CaseRetirement, CaseVersion, Window
from npq.domain.assessment.packs.pack import CasePaper, ForMarkers
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer

WHOLE_FAMILY = [reason.value for reason in RetirementReason if reason.of_whole_family]
STANDING = [state.value for state in SittingState.standing()]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case without what it says. `windows` is in how many windows candidates came to know it."""

    id: UUID
    qualification: str
    identifier: str
    family: str
    variant: str
    kind: CaseKind
    digest: str
    not_before: datetime | None
    published_at: datetime
    windows: int
    retired: bool


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Who opened a case, when and what for."""

    id: UUID
    by: UUID
    name: str
    purpose: OpeningPurpose
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Retirement:
    """Since when a case is not to be set, and why."""

    retired_at: datetime
    reason: RetirementReason


@dataclass(frozen=True, slots=True)
class WindowOfCase:
    """A window that has a case, or a variant of the same family: whose, when, and how many came to know it there.
    `writing_until` is its end, or the last deadline of somebody who can still write."""

    provider: str
    name: str
    identifier: str
    variant: str
    is_same_case: bool
    opens_at: datetime
    closes_at: datetime
    writing_until: datetime
    entered: int
    opened: int


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as somebody of staff reads it, until their opening ends."""

    id: UUID
    paper: CasePaper
    for_markers: ForMarkers
    purpose: OpeningPurpose
    until: datetime


def cases_set(viewer: Viewer, qualification: str = "") -> list[CaseRow]:
    """The cases that the viewer's side sets, of one qualification or of all in their order, newest first. Nothing of
    what they say. One query."""
    cases = _set_by(viewer)
    return _rows(cases.filter(qualification__identifier=qualification) if qualification else cases)


def case_row(viewer: Viewer, case_id: UUID) -> CaseRow:
    """One case that the viewer's side sets. Raises NotFound for everybody else."""
    rows = _rows(_set_by(viewer).filter(id=case_id))
    if not rows:
        raise NotFound(case_id)
    return rows[0]


def windows_of_case(viewer: Viewer, case_id: UUID) -> list[WindowOfCase]:
    """The windows of whatever provider that have a case or another of its family, latest first, for those who set it.
    Raises NotFound for everybody else."""
    case = case_to_set(viewer, case_id)
    windows = (
        Window.objects.filter(case__family=case.family, case__qualification=case.qualification_id)
        .select_related("lead_provider", "case")
        .defer("case__content", "case__for_markers")
        .annotate(
            entered=Count("sittings", filter=~Q(sittings__state=SittingState.MOVED.value)),
            opened=Count("sittings", filter=Q(sittings__opened_at__isnull=False)),
            last_deadline=Max("sittings__deadline_at", filter=Q(sittings__state__in=STANDING)),
        )
        .order_by("-opens_at", "lead_provider__name")
    )
    return [
        WindowOfCase(
            provider=window.lead_provider.name,
            name=window.name,
            identifier=window.case.identifier,
            variant=window.case.variant,
            is_same_case=window.case_id == case.id,
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            writing_until=max(window.closes_at, window.last_deadline or window.closes_at),
            entered=window.entered,
            opened=window.opened,
        )
        for window in windows
    ]


def case_to_set(viewer: Viewer, case_id: UUID) -> CaseVersion:
    """A case that the viewer's side sets, without what it says. Raises NotFound for everybody else."""
    case = _set_by(viewer).filter(id=case_id).defer("content", "for_markers").first()
    if case is None:
        raise NotFound(case_id)
    return case


def opened_case(viewer: Viewer, opening_id: UUID, at: datetime) -> OpenedCase:
    """A case by the viewer's own opening of it. Raises NotFound for another's, and once it has ended."""
    opening = CaseOpening.objects.filter(
        id=opening_id,
        opened_by=viewer.own_id,
        opened_at__lte=at,
        opened_at__gt=at - timedelta(hours=OPENING_HOURS),
        case__in=_set_by(viewer),  # who has left the setting body has no case open any more
    ).first()
    if opening is None:
        raise NotFound(opening_id)
    case = CaseVersion.objects.get(id=opening.case_id)
    return OpenedCase(
        id=case.id,
        paper=msgspec.convert(case.content, CasePaper),
        for_markers=msgspec.convert(case.for_markers, ForMarkers),
        purpose=OpeningPurpose(opening.purpose),
        until=opening.opened_at + timedelta(hours=OPENING_HOURS),
    )


def openings_of(viewer: Viewer, case_id: UUID) -> list[OpeningRow]:
    """Who of staff opened a case, newest first, for those who set it. Raises NotFound for everybody else."""
    case = case_to_set(viewer, case_id)
    rows = CaseOpening.objects.filter(case=case).select_related("opened_by").order_by("-opened_at")
    return [
        OpeningRow(
            row.id, row.opened_by_id, row.opened_by.full_name, OpeningPurpose(row.purpose), row.opened_at
        )
        for row in rows
    ]


def own_opening(viewer: Viewer, openings: list[OpeningRow], at: datetime) -> OpeningRow | None:
    """The viewer's newest opening of a case, while it lasts."""
    since = at - timedelta(hours=OPENING_HOURS)
    return next((row for row in openings if row.by == viewer.own_id and row.opened_at > since), None)


def retirement_of(viewer: Viewer, case_id: UUID) -> Retirement | None:
    """What retired a case first: its own retirement or that of its family, for those who set it. None while it can be
    set. Raises NotFound for everybody else."""
    case = case_to_set(viewer, case_id)
    same_family = Q(
        reason__in=WHOLE_FAMILY, case__family=case.family, case__qualification=case.qualification_id
    )
    first = CaseRetirement.objects.filter(Q(case=case) | same_family).order_by("retired_at").first()
    return Retirement(first.retired_at, RetirementReason(first.reason)) if first else None


def is_retired(case: CaseVersion) -> bool:
    """Whether a case is not to be set again: itself retired, or its family known."""
    return CaseVersion.objects.filter(id=case.id).filter(Exists(retirements())).exists()


def _rows(cases: QuerySet[CaseVersion]) -> list[CaseRow]:
    rows = (
        cases.annotate(windows=Count("exposures", distinct=True), retired=Exists(retirements()))
        .select_related("qualification")
        .defer("content", "for_markers", "qualification__words")
        .order_by("qualification__position", "-published_at", "identifier")
    )
    return [
        CaseRow(
            id=row.id,
            qualification=row.qualification.name,
            identifier=row.identifier,
            family=row.family,
            variant=row.variant,
            kind=CaseKind(row.kind),
            digest=row.digest,
            not_before=row.not_before,
            published_at=row.published_at,
            windows=row.windows,
            retired=row.retired,
        )
        for row in rows
    ]


def retirements(to_case: str = "") -> QuerySet[CaseRetirement]:
    """What retires the case of the query around it: its own retirement, or one that takes the whole family along.
    `to_case` leads from that query's rows to their case, as "case__"; nothing where they are cases."""
    same_family = Q(
        reason__in=WHOLE_FAMILY,
        case__family=OuterRef(f"{to_case}family"),
        case__qualification=OuterRef(f"{to_case}qualification"),
    )
    return CaseRetirement.objects.filter(Q(case=OuterRef(f"{to_case}pk")) | same_family)


def _set_by(viewer: Viewer) -> QuerySet[CaseVersion]:
    """The cases that the viewer's side sets: the department's, and those of the providers they act for."""
    sets = Q(set_by__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    if viewer.has_role(RoleKind.DEPARTMENT):
        sets |= Q(set_by__isnull=True)
    return CaseVersion.objects.filter(sets)
