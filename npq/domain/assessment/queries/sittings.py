"""Windows and sittings: for who sits, and for letters to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.assessment.kinds import SittingState, WindowKind
from npq.domain.assessment.models import Policy, Sitting, Window
from npq.domain.assessment.queries.policies import policy_for, terms_of
from npq.domain.assessment.queries.standing import deadline_of, gate_facts, units_left
from npq.domain.assessment.rules.deadlines import Deadline
from npq.domain.assessment.rules.gate import Missing, missing_to_enter, missing_to_open
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.learning.models import Study
from npq.domain.registration.kinds import Status
from npq.domain.registration.models import Registration
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window as those see it whom it is for."""

    id: UUID
    kind: WindowKind
    name: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class SittingRow:
    """Somebody's sitting. `opened`: they opened its case, so there is a response to look at.

    The clinic's address is there while they may still write, and for nobody else.
    """

    id: UUID
    registration: UUID
    window: WindowRow
    state: SittingState
    opened: bool
    attempt: int
    deadline_at: datetime
    # Until then what arrives still counts, as late.
    grace_until: datetime
    clinic_at: datetime | None
    clinic_link: str

    @property
    def stands(self) -> bool:
        return self.state in SittingState.standing()


@dataclass(frozen=True, slots=True)
class SittingShown:
    """One sitting with its deadline and why it is then, and what keeps its case closed."""

    row: SittingRow
    deadline: Deadline
    missing: tuple[Missing, ...]
    terms: PolicyTerms
    provider: str
    onward: WindowRow | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A window that somebody is in no sitting for, and what is missing for it; nothing where they may enter."""

    window: WindowRow
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class AssessmentOf:
    """The assessment of one place: what holds, one's sittings, and the windows ahead."""

    registration: UUID
    study: UUID | None
    qualification: str
    provider: str
    provider_id: UUID
    terms: PolicyTerms | None
    sittings: tuple[SittingRow, ...]
    ahead: tuple[Ahead, ...]
    missing: tuple[Missing, ...]
    """What is missing for the assessment at all, whatever the window."""


def assessments_of(viewer: Viewer, at: datetime) -> list[AssessmentOf]:
    """The assessment of every place that the viewer has, newest first."""
    places = (
        Registration.objects.filter(person=viewer.own_id, status=Status.ACCEPTED.value)
        .select_related("qualification", "lead_provider")
        .defer("qualification__words")
        .order_by("-submitted_at")
    )
    return [_assessment(place, at) for place in places]


def sitting_of(viewer: Viewer, sitting_id: UUID, at: datetime) -> SittingShown:
    """One of the viewer's own sittings. Raises NotFound."""
    sitting = _sittings().filter(id=sitting_id, registration__person=viewer.own_id).first()
    if sitting is None:
        raise NotFound(sitting_id)
    window, policy = sitting.window, sitting.window.policy
    facts = gate_facts([sitting.registration_id], window, policy)[sitting.registration_id]
    return SittingShown(
        row=sitting_row(sitting),
        deadline=deadline_of(sitting, window, policy.grace_minutes),
        missing=missing_to_open(facts, at) if sitting.state == SittingState.ENTERED else (),
        terms=terms_of(policy),
        provider=window.lead_provider.name,
        onward=_row_or_none(window_after(sitting, at)),
    )


def sittings_to_hand_in(viewer: Viewer, at: datetime) -> list[SittingRow]:
    """The viewer's sittings whose response is still to be handed in before their deadline, the next one first."""
    found = _sittings().filter(
        registration__person=viewer.own_id,
        state__in=[SittingState.ENTERED.value, SittingState.OPEN.value],
        deadline_at__gte=at,
    )
    return [sitting_row(sitting) for sitting in found.order_by("deadline_at")]


def window_after(sitting: Sitting, at: datetime) -> Window | None:
    """The window after a sitting's that they could sit in instead: not one whose case they know by now."""
    window, registration = sitting.window, sitting.registration
    later = (
        Window.objects.filter(
            Q(cohort=None) | Q(cohort=registration.cohort_id),
            lead_provider=window.lead_provider_id,
            qualification=window.qualification_id,
            kind=window.kind,
            opens_at__gt=max(window.opens_at, at),
        )
        .exclude(sittings__registration=registration)
        .select_related("case", "policy")
        .order_by("opens_at")
    )
    if sitting.opened_at is not None:
        later = later.exclude(case__family=window.case.family)
    return later.first()


def sitting_row(sitting: Sitting) -> SittingRow:
    """A row from a sitting whose window was loaded with it."""
    window, state = sitting.window, SittingState(sitting.state)
    inside = state in SittingState.standing()
    return SittingRow(
        id=sitting.id,
        registration=sitting.registration_id,
        window=window_row(window),
        state=state,
        opened=sitting.opened_at is not None,
        attempt=sitting.attempt,
        deadline_at=sitting.deadline_at,
        grace_until=sitting.grace_until,
        clinic_at=window.clinic_at if inside else None,
        clinic_link=window.clinic_link if inside else "",
    )


def window_row(window: Window) -> WindowRow:
    return WindowRow(window.id, WindowKind(window.kind), window.name, window.opens_at, window.closes_at)


def _row_or_none(window: Window | None) -> WindowRow | None:
    return window_row(window) if window else None


def _sittings() -> QuerySet[Sitting]:
    return Sitting.objects.select_related(
        "registration", "window__policy", "window__case", "window__lead_provider"
    ).defer("window__case__content", "window__case__for_markers")


def _assessment(place: Registration, at: datetime) -> AssessmentOf:
    sittings = list(_sittings().filter(registration=place).order_by("-window__opens_at"))
    policy = policy_for(place.lead_provider_id, place.qualification_id, london_day(at))
    study = Study.objects.filter(enrolment=place.id).first()
    taken = {sitting.window_id for sitting in sittings}
    standing = {sitting.kind for sitting in sittings if sitting.state in SittingState.standing()}
    ahead = [
        Ahead(window_row(window), _missing(place, study, window, window.policy, at))
        for window in _windows_for(place, at)
        if window.id not in taken and window.kind not in standing
    ]
    return AssessmentOf(
        registration=place.id,
        study=study.id if study else None,
        qualification=place.qualification.name,
        provider=place.lead_provider.name,
        provider_id=place.lead_provider_id,
        terms=terms_of(policy) if policy else None,
        sittings=tuple(sitting_row(sitting) for sitting in sittings),
        ahead=tuple(ahead),
        missing=() if standing or ahead else _missing(place, study, None, policy, at),
    )


def _windows_for(place: Registration, at: datetime) -> Iterable[Window]:
    """The windows of a place that are not over."""
    return (
        Window.objects.filter(
            Q(cohort=None) | Q(cohort=place.cohort_id),
            lead_provider=place.lead_provider_id,
            qualification=place.qualification_id,
            closes_at__gt=at,
        )
        .select_related("policy", "case")
        .defer("case__content", "case__for_markers")
        .order_by("opens_at")
    )


def _missing(
    place: Registration, study: Study | None, window: Window | None, policy: Policy | None, at: datetime
) -> tuple[Missing, ...]:
    facts = gate_facts([place.id], window, policy)[place.id]
    if facts.study is not None and not facts.study.enough and study is not None:
        facts = replace(facts, study=replace(facts.study, units_left=units_left(study)))
    return missing_to_enter(facts, at)
