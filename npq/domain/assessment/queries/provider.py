"""Windows as a lead provider's staff see them: theirs, who sits in one, who is not ready and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from npq.domain.assessment.kinds import CaseKind, SittingState
from npq.domain.assessment.models import CaseVersion, Policy, Sitting, Window
from npq.domain.assessment.queries.policies import policy_for, terms_of
from npq.domain.assessment.queries.sittings import WindowRow, window_row
from npq.domain.assessment.queries.standing import gate_facts
from npq.domain.assessment.rules.gate import Missing, missing_to_enter
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.enrolment.models import Enrolment
from npq.domain.organisations.models import LeadProvider
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A window in a list: whose, and how many sit in it and have a response in."""

    row: WindowRow
    provider: str
    qualification: str
    cohort: str
    sitting: int
    submitted: int


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody in a window. Nothing of what is agreed with them stands here: their deadline does."""

    sitting: UUID
    registration: UUID
    name: str
    state: SittingState
    deadline_at: datetime


@dataclass(frozen=True, slots=True)
class NotReady:
    """Somebody a window is for who is not in it, and what is missing; nothing where they may still be entered."""

    registration: UUID
    name: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case by what it is called, for staff to set."""

    id: UUID
    title: str
    variant: str
    kind: CaseKind


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """What holds at a provider for one qualification. `is_default`: it is this service's own and not the provider's."""

    qualification: str
    terms: PolicyTerms
    note: str
    is_default: bool


def windows_with(viewer: Viewer) -> list[WindowLine]:
    """The windows of the viewer's providers, latest first. One query."""
    standing_in = Q(sittings__state=SittingState.SUBMITTED.value) | Q(
        sittings__state=SittingState.SEALED.value
    )
    windows = (
        Window.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
        .select_related("lead_provider", "qualification", "cohort")
        .defer("qualification__words")
        .annotate(
            sitting=Count("sittings", filter=~Q(sittings__state=SittingState.MOVED.value)),
            submitted=Count("sittings", filter=standing_in),
        )
        .order_by("-opens_at")
    )
    return [_line(window) for window in windows]


def window_with(viewer: Viewer, window_id: UUID) -> WindowLine:
    """One window of the viewer's providers. Raises NotFound."""
    found = next((line for line in windows_with(viewer) if line.row.id == window_id), None)
    if found is None:
        raise NotFound(window_id)
    return found


def who_sits(viewer: Viewer, window_id: UUID) -> list[Sitter]:
    """Everybody who is or was in a window, by name. Raises NotFound. Two queries."""
    window = _window(viewer, window_id)
    sittings = Sitting.objects.filter(window=window).select_related("registration__person")
    return [
        Sitter(
            sitting=one.id,
            registration=one.registration_id,
            name=one.registration.person.full_name,
            state=SittingState(one.state),
            deadline_at=one.deadline_at,
        )
        for one in sittings.order_by("registration__person__full_name", "id")
    ]


def who_is_not_in(viewer: Viewer, window_id: UUID, at: datetime, most: int) -> tuple[list[NotReady], int]:
    """Whom a window is for and who is not in it, by name, with what is missing, and how many. Raises NotFound."""
    window = _window(viewer, window_id)
    places = (
        Enrolment.objects.filter(
            registration__lead_provider=window.lead_provider_id,
            registration__qualification=window.qualification_id,
            taken_back_at=None,
        )
        .exclude(registration__in=Sitting.objects.filter(window=window).values("registration"))
        .select_related("registration__person")
        .order_by("registration__person__full_name", "pk")
    )
    if window.cohort_id is not None:
        places = places.filter(registration__cohort=window.cohort_id)
    shown = list(places[:most])
    facts = gate_facts([place.pk for place in shown], window, window.policy)
    rows = [
        NotReady(place.pk, place.registration.person.full_name, missing_to_enter(facts[place.pk], at))
        for place in shown
    ]
    return rows, places.count()


def cases_to_set(viewer: Viewer, lead_provider_id: UUID) -> list[CaseLine]:
    """The cases a provider of the viewer's may set: its own and the department's, without what they say."""
    if lead_provider_id not in viewer.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)
    cases = CaseVersion.objects.filter(
        Q(set_by=None) | Q(set_by=lead_provider_id), retirement__isnull=True
    ).order_by("kind", "title", "-published_at")
    return [
        CaseLine(case.id, case.title, case.variant, CaseKind(case.kind))
        for case in cases.defer("content", "for_markers")
    ]


def providers_of(viewer: Viewer) -> dict[UUID, str]:
    """The names of the providers the viewer acts for, by id, by name."""
    found = LeadProvider.objects.filter(id__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return dict(found.order_by("name").values_list("id", "name"))


def assessment_shown(lead_provider_id: UUID, at: datetime) -> tuple[str, list[ShownPolicy]]:
    """A provider's name and what holds there today for each qualification that has an assessment; for everybody.
    Raises NotFound for a provider that is none."""
    provider = LeadProvider.objects.filter(id=lead_provider_id).first()
    if provider is None:
        raise NotFound(lead_provider_id)
    day = london_day(at)
    names = dict(
        Policy.objects.filter(Q(lead_provider=None) | Q(lead_provider=provider), decides_from__lte=day)
        .order_by("qualification__position")
        .values_list("qualification", "qualification__name")
    )
    shown = []
    for qualification, name in names.items():
        policy = policy_for(lead_provider_id, qualification, day)
        if policy is not None:
            own = policy.lead_provider_id is not None
            shown.append(ShownPolicy(name, terms_of(policy), policy.rubric.note, not own))
    return provider.name, shown


def _line(window: Window) -> WindowLine:
    # `sitting` and `submitted` were counted by the query that found it, which types do not know.
    return WindowLine(
        row=window_row(window),
        provider=window.lead_provider.name,
        qualification=window.qualification.name,
        cohort=window.cohort.name if window.cohort else "",
        sitting=window.sitting,  # type: ignore[attr-defined]
        submitted=window.submitted,  # type: ignore[attr-defined]
    )


def _window(viewer: Viewer, window_id: UUID) -> Window:
    window = (
        Window.objects.filter(id=window_id, lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
        .select_related("case", "policy")
        .defer("case__content", "case__for_markers")
        .first()
    )
    if window is None:
        raise NotFound(window_id)
    return window
