"""Cases as those see them who set them. What a case says is read by an opening that was written down before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from npq.domain.assessment.kinds import OPENING_HOURS, CaseKind, OpeningPurpose, RetirementReason
from npq.domain.assessment.models import CaseOpening, CaseRetirement, CaseVersion
from npq.domain.assessment.packs.pack import CasePaper, ForMarkers
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer

WHOLE_FAMILY = [reason.value for reason in RetirementReason if reason.of_whole_family]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case without what it says. `windows` is in how many windows candidates came to know it."""

    id: UUID
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

    by: UUID
    purpose: OpeningPurpose
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as somebody of staff reads it, until their opening ends."""

    id: UUID
    paper: CasePaper
    for_markers: ForMarkers
    until: datetime


def cases_set(viewer: Viewer, qualification: str) -> list[CaseRow]:
    """The cases of a qualification that the viewer's side sets, newest first. Nothing of what they say."""
    return _rows(_set_by(viewer).filter(qualification__identifier=qualification))


def cases_to_choose(viewer: Viewer, lead_provider_id: UUID, qualification: str) -> list[CaseRow]:
    """The cases that a lead provider may have in its windows: its own and the department's, without those that are not
    set again. Nothing of what they say. Raises NotFound for whoever does not act for the provider."""
    if lead_provider_id not in viewer.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)
    theirs = Q(set_by=lead_provider_id) | Q(set_by__isnull=True)
    rows = _rows(CaseVersion.objects.filter(theirs, qualification__identifier=qualification))
    return [row for row in rows if not row.retired]


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
        until=opening.opened_at + timedelta(hours=OPENING_HOURS),
    )


def openings_of(viewer: Viewer, case_id: UUID) -> list[OpeningRow]:
    """Who of staff opened a case, newest first, for those who set it. Raises NotFound for everybody else."""
    case = case_to_set(viewer, case_id)
    rows = CaseOpening.objects.filter(case=case).order_by("-opened_at")
    return [OpeningRow(row.opened_by_id, OpeningPurpose(row.purpose), row.opened_at) for row in rows]


def is_retired(case: CaseVersion) -> bool:
    """Whether a case is not to be set again: itself retired, or its family known."""
    return CaseVersion.objects.filter(id=case.id).filter(Exists(_retirements())).exists()


def _rows(cases: QuerySet[CaseVersion]) -> list[CaseRow]:
    rows = (
        cases.annotate(windows=Count("exposures", distinct=True), retired=Exists(_retirements()))
        .defer("content", "for_markers")
        .order_by("-published_at", "identifier")
    )
    return [
        CaseRow(
            id=row.id,
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


def _retirements() -> QuerySet[CaseRetirement]:
    """What retires the case of the query around it: its own retirement, or one that takes the whole family along."""
    same_family = Q(
        reason__in=WHOLE_FAMILY,
        case__family=OuterRef("family"),
        case__qualification=OuterRef("qualification"),
    )
    return CaseRetirement.objects.filter(Q(case=OuterRef("pk")) | same_family)


def _set_by(viewer: Viewer) -> QuerySet[CaseVersion]:
    """The cases that the viewer's side sets: the department's, and those of the providers they act for."""
    sets = Q(set_by__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    if viewer.has_role(RoleKind.DEPARTMENT):
        sets |= Q(set_by__isnull=True)
    return CaseVersion.objects.filter(sets)
