"""The windows of a lead provider: made, and changed until they open."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import JournalKind, SittingState, Task, WindowKind, WindowRefusal
from npq.domain.assessment.models import CaseVersion, Sitting, Window
from npq.domain.assessment.operations.case_log import require_may_be_set
from npq.domain.assessment.operations.deadlines import settle_deadline
from npq.domain.assessment.operations.holding import held_window
from npq.domain.assessment.queries.policies import policy_for
from npq.domain.assessment.queries.provider import mark_of
from npq.domain.assessment.rules.deadlines import end_of_day
from npq.domain.catalogue.models import Qualification
from npq.domain.learning.operations.upgrading import note_assessment_period
from npq.domain.organisations.models import LeadProvider
from npq.kernel import journal
from npq.kernel.clock import LONDON, london_midnight
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True, kw_only=True)
class WindowPlan:
    """A window as staff plan it: whole London days, the first and the last, and a talk within them."""

    name: str
    opens_on: date
    closes_on: date
    case_id: UUID
    cohort_id: UUID | None = None
    clinic_at: datetime | None = None
    clinic_link: str = ""

    @property
    def opens_at(self) -> datetime:
        return london_midnight(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        return end_of_day(self.closes_on)


@operation
def make_window(
    *,
    by: Viewer,
    at: datetime,
    lead_provider_id: UUID,
    qualification: str,
    kind: WindowKind,
    plan: WindowPlan,
) -> UUID:
    """A lead provider makes a window; gives its id. One of the same kind and days for the same people is the same one.

    Raises NotFound where the viewer does not act for the provider or there is no such qualification or case, and
    Refusal: WINDOW_OPENS_TOO_LATE where its first day has begun, WINDOW_ENDS_BEFORE_IT_BEGINS, CLINIC_OUTSIDE_WINDOW,
    WINDOWS_OVERLAP, NO_POLICY, CASE_IS_OF_ANOTHER_KIND, CASE_RETIRED, CASE_UNDER_EMBARGO (not_before).
    """
    if lead_provider_id not in by.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)
    # Two windows made at once wait for each other, so that an overlap is an answer.
    LeadProvider.objects.select_for_update(no_key=True).get(id=lead_provider_id)
    if not Qualification.objects.filter(identifier=qualification).exists():
        raise NotFound(qualification)
    same = Window.objects.filter(
        lead_provider=lead_provider_id,
        qualification=qualification,
        kind=kind.value,
        cohort=plan.cohort_id,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
    ).first()
    if same is not None:
        return same.id
    if at >= plan.opens_at:
        raise Refusal(WindowRefusal.WINDOW_OPENS_TOO_LATE)
    policy = policy_for(lead_provider_id, qualification, plan.opens_on)
    if policy is None:
        raise Refusal(WindowRefusal.NO_POLICY)
    window = Window(
        lead_provider_id=lead_provider_id,
        qualification_id=qualification,
        kind=kind.value,
        policy=policy,
        made_at=at,
    )
    _plan(window, plan)
    window.save(force_insert=True)
    _record(JournalKind.WINDOW_MADE, window, by, at)
    return window.id


@operation
def change_window(
    *, by: Viewer, at: datetime, window_id: UUID, plan: WindowPlan, seen: str | None = None
) -> None:
    """A window gets other days, another case or another talk, until it opens; everybody's deadline follows, and they
    are told of it.

    What was decided for it when it was made goes on holding. The same plan again changes nothing. `seen` is the mark of
    the window as whoever changes it saw it; None where nobody looked. Raises NotFound where it is not with the viewer's
    provider, and Refusal: WINDOW_HAS_OPENED, WINDOW_CHANGED_MEANWHILE, and as above.
    """
    window = held_window(by, window_id)
    LeadProvider.objects.select_for_update(no_key=True).get(id=window.lead_provider_id)
    if _says(window) == plan:
        return
    if at >= window.opens_at:
        raise Refusal(WindowRefusal.WINDOW_HAS_OPENED)
    _require_seen(window, seen)
    if at >= plan.opens_at:
        raise Refusal(WindowRefusal.WINDOW_OPENS_TOO_LATE)
    opened = window.opens_at
    _plan(window, plan)
    window.save()
    sittings = Sitting.objects.filter(window=window).select_related("registration")
    for sitting in sittings.order_by("registration__person").select_for_update(of=("self",), no_key=True):
        sitting.window = window
        # One letter says both where both days are others.
        opens_otherwise = window.opens_at != opened
        settle_deadline(by=by, at=at, sitting=sitting, tells=not opens_otherwise)
        if opens_otherwise:
            _tell(Task.TELL_DAYS, sitting.id, window, at)
    _record(JournalKind.WINDOW_CHANGED, window, by, at)


@operation
def move_clinic(
    *,
    by: Viewer,
    at: datetime,
    window_id: UUID,
    clinic_at: datetime | None,
    clinic_link: str,
    seen: str | None = None,
) -> None:
    """The talk of a window gets another time or address, or is none any more, until the window closes; whoever sits in
    it is told. The same again changes nothing.

    Raises NotFound where the window is not with the viewer's provider, and Refusal: WINDOW_IS_OVER,
    WINDOW_CHANGED_MEANWHILE, CLINIC_OUTSIDE_WINDOW.
    """
    window = held_window(by, window_id)
    if (window.clinic_at, window.clinic_link) == (clinic_at, clinic_link):
        return
    if at > window.closes_at:
        raise Refusal(WindowRefusal.WINDOW_IS_OVER)
    _require_seen(window, seen)
    if clinic_at and not window.opens_at <= clinic_at <= window.closes_at:
        raise Refusal(WindowRefusal.CLINIC_OUTSIDE_WINDOW)
    window.clinic_at, window.clinic_link = clinic_at, clinic_link
    window.save(update_fields=["clinic_at", "clinic_link"])
    journal.record(JournalKind.CLINIC_MOVED, by=by, at=at, subject=("window", window.id))
    sits = Sitting.objects.filter(window=window, state__in=[one.value for one in SittingState.standing()])
    for sitting_id in sits.values_list("id", flat=True):
        _tell(Task.TELL_CLINIC, sitting_id, window, at)


@step
def _tell(task: Task, sitting_id: UUID, window: Window, at: datetime) -> None:
    """Queues a letter about a window as it is planned now."""
    defer(task, at=at, key=f"{task}/{sitting_id}/{mark_of(window)}/{at.isoformat()}", sitting_id=sitting_id)


def _require_seen(window: Window, seen: str | None) -> None:
    if seen is not None and seen != mark_of(window):
        raise Refusal(WindowRefusal.WINDOW_CHANGED_MEANWHILE)


@step
def _record(kind: JournalKind, window: Window, by: Viewer, at: datetime) -> None:
    journal.record(
        kind,
        by=by,
        at=at,
        subject=("window", window.id),
        lead_provider=window.lead_provider_id,
        case=window.case_id,
        opens_at=window.opens_at.isoformat(),
        closes_at=window.closes_at.isoformat(),
    )
    if window.kind == WindowKind.LIVE:
        note_assessment_period(
            by=by,
            at=at,
            qualification=window.qualification_id,
            key=f"window/{window.id}",
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            cohort_id=window.cohort_id,
        )


def _plan(window: Window, plan: WindowPlan) -> None:
    """Puts a plan into a window. Raises Refusal where it cannot be."""
    if plan.closes_at <= plan.opens_at:
        raise Refusal(WindowRefusal.WINDOW_ENDS_BEFORE_IT_BEGINS)
    if plan.clinic_at and not plan.opens_at <= plan.clinic_at <= plan.closes_at:
        raise Refusal(WindowRefusal.CLINIC_OUTSIDE_WINDOW)
    window.name, window.cohort_id = plan.name, plan.cohort_id
    window.opens_at, window.closes_at = plan.opens_at, plan.closes_at
    window.clinic_at, window.clinic_link = plan.clinic_at, plan.clinic_link
    window.case = _case(window, plan.case_id)
    require_may_be_set(case=window.case, opens_at=window.opens_at)
    beside = Window.objects.filter(
        lead_provider=window.lead_provider_id,
        qualification=window.qualification_id,
        kind=WindowKind.LIVE.value,
        opens_at__lte=window.closes_at,
        closes_at__gte=window.opens_at,
    ).exclude(id=window.id)
    if window.kind == WindowKind.LIVE and beside.exists():
        raise Refusal(WindowRefusal.WINDOWS_OVERLAP)


def _case(window: Window, case_id: UUID) -> CaseVersion:
    """A case that the window's provider may set: its own, or the department's."""
    case = CaseVersion.objects.filter(
        Q(set_by=None) | Q(set_by=window.lead_provider_id),
        id=case_id,
        qualification=window.qualification_id,
    ).first()
    if case is None:
        raise NotFound(case_id)
    if case.kind != window.kind:
        raise Refusal(WindowRefusal.CASE_IS_OF_ANOTHER_KIND)
    return case


def _says(window: Window) -> WindowPlan:
    return WindowPlan(
        name=window.name,
        opens_on=window.opens_at.astimezone(LONDON).date(),
        closes_on=window.closes_at.astimezone(LONDON).date(),
        case_id=window.case_id,
        cohort_id=window.cohort_id,
        clinic_at=window.clinic_at,
        clinic_link=window.clinic_link,
    )
