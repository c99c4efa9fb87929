"""Windows as a lead provider's staff see them: theirs, what each has, and what they can choose for one."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from npq.domain.assessment.kinds import CaseKind, SittingState, WindowKind
from npq.domain.assessment.models import CaseVersion, Window
from npq.domain.assessment.queries.policies import terms_of
from npq.domain.assessment.queries.setting import retirements
from npq.domain.assessment.queries.sittings import WindowRow, window_row
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.catalogue.models import Cohort, Offer
from npq.domain.organisations.models import LeadProvider
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A window in a list: whose, and how many sit in it and have a response in."""

    row: WindowRow
    provider: str
    provider_id: UUID
    qualification: str
    qualification_id: str
    cohort: str
    sitting: int
    submitted: int
    case_retired: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case by what it is called, for staff to set."""

    id: UUID
    title: str
    variant: str
    kind: CaseKind
    not_before: datetime | None
    # In how many windows candidates came to know it.
    known_from: int = 0


@dataclass(frozen=True, slots=True)
class WindowShown:
    """One window with all that was planned for it, and what holds in it, whatever was decided since it was made."""

    line: WindowLine
    case: CaseLine
    cohort_id: UUID | None
    clinic_at: datetime | None
    clinic_link: str
    terms: PolicyTerms
    # Of its plan: another plan, another mark.
    mark: str


@dataclass(frozen=True, slots=True)
class ToAssess:
    """A qualification that a provider holds windows of."""

    provider_id: UUID
    provider: str
    qualification_id: str
    qualification: str


def windows_with(viewer: Viewer) -> list[WindowLine]:
    """The windows of the viewer's providers, latest first. One query."""
    return [_line(window) for window in _windows(viewer).order_by("-opens_at")]


def window_with(viewer: Viewer, window_id: UUID) -> WindowLine:
    """One window of the viewer's providers. Raises NotFound."""
    found = _windows(viewer).filter(id=window_id).first()
    if found is None:
        raise NotFound(window_id)
    return _line(found)


def window_shown(viewer: Viewer, window_id: UUID) -> WindowShown:
    """One window of the viewer's providers with its plan. Raises NotFound."""
    found = (
        _windows(viewer)
        .filter(id=window_id)
        .select_related("lead_provider", "qualification", "cohort", "case", "policy")
        .defer("qualification__words", "case__content", "case__for_markers")
        .first()
    )
    if found is None:
        raise NotFound(window_id)
    return WindowShown(
        line=_line(found),
        case=_case_line(found.case),
        cohort_id=found.cohort_id,
        clinic_at=found.clinic_at,
        clinic_link=found.clinic_link,
        terms=terms_of(found.policy),
        mark=mark_of(found),
    )


def mark_of(window: Window) -> str:
    """What the plan of a window is known by, so that two who change it at once do not cross."""
    says = (
        window.name,
        window.opens_at.isoformat(),
        window.closes_at.isoformat(),
        window.case_id,
        window.cohort_id,
        window.clinic_at and window.clinic_at.isoformat(),
        window.clinic_link,
    )
    return hashlib.sha256("\n".join(map(str, says)).encode()).hexdigest()[:16]


def qualifications_to_assess(viewer: Viewer) -> list[ToAssess]:
    """What the viewer's providers offer and have a case to set for, by provider and in the order of qualifications."""
    providers = viewer.organisations(RoleKind.LEAD_PROVIDER)
    cases = CaseVersion.objects.filter(
        Q(set_by=None) | Q(set_by=OuterRef("lead_provider")), qualification=OuterRef("qualification")
    )
    offers = (
        Offer.objects.filter(Exists(cases), lead_provider__in=providers)
        .order_by("lead_provider__name", "qualification__position")
        .values_list("lead_provider", "lead_provider__name", "qualification", "qualification__name")
    )
    return [ToAssess(*row) for row in dict.fromkeys(offers)]


def cases_to_set(
    viewer: Viewer, lead_provider_id: UUID, qualification: str, kind: WindowKind
) -> list[CaseLine]:
    """The cases a provider of the viewer's may set in a kind of window: its own and the department's, without what they
    say and without those that are not set again. Raises NotFound."""
    if lead_provider_id not in viewer.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)
    cases = CaseVersion.objects.filter(
        Q(set_by=None) | Q(set_by=lead_provider_id),
        ~Exists(retirements()),
        qualification=qualification,
        kind=kind.value,
    ).order_by("title", "variant", "-published_at")
    counted = cases.annotate(known_from=Count("exposures")).defer("content", "for_markers")
    return [replace(_case_line(case), known_from=case.known_from) for case in counted]


def cohorts_to_set(viewer: Viewer, lead_provider_id: UUID, qualification: str) -> dict[UUID, str]:
    """The names of the cohorts in which a provider of the viewer's offers a qualification, by id, last start first.
    Raises NotFound."""
    if lead_provider_id not in viewer.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)
    offered = Offer.objects.filter(
        cohort=OuterRef("pk"), lead_provider=lead_provider_id, qualification=qualification
    )
    found = Cohort.objects.filter(Exists(offered)).order_by("-starts_on", "-suffix")
    return dict(found.values_list("id", "name"))


def providers_of(viewer: Viewer) -> dict[UUID, str]:
    """The names of the providers the viewer acts for, by id, by name."""
    found = LeadProvider.objects.filter(id__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return dict(found.order_by("name").values_list("id", "name"))


def _windows(viewer: Viewer) -> QuerySet[Window]:
    response_in = Q(sittings__state__in=[SittingState.SUBMITTED.value, SittingState.SEALED.value])
    return (
        Window.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
        .select_related("lead_provider", "qualification", "cohort")
        .defer("qualification__words")
        .annotate(
            sitting=Count("sittings", filter=~Q(sittings__state=SittingState.MOVED.value)),
            submitted=Count("sittings", filter=response_in),
            case_retired=Exists(retirements("case__")),
        )
    )


def _line(window: Window) -> WindowLine:
    # What the query that found it counted, types do not know.
    return WindowLine(
        row=window_row(window),
        provider=window.lead_provider.name,
        provider_id=window.lead_provider_id,
        qualification=window.qualification.name,
        qualification_id=window.qualification_id,
        cohort=window.cohort.name if window.cohort else "",
        sitting=window.sitting,  # type: ignore[attr-defined]
        submitted=window.submitted,  # type: ignore[attr-defined]
        case_retired=window.case_retired,  # type: ignore[attr-defined]
    )


def _case_line(case: CaseVersion) -> CaseLine:
    return CaseLine(case.id, case.title, case.variant, CaseKind(case.kind), case.not_before)
