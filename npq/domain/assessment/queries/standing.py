"""What the gate and a deadline rest on, for many at once. For no eyes: who asks has looked whose it is."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import (
    DeadlineKind,
    DeadlineReason,
    SittingState,
    WindowKind,
)
from npq.domain.assessment.models import AccessArrangement, DeadlineRow, Policy, Sitting, Window
from npq.domain.assessment.queries.setting import is_retired
from npq.domain.assessment.rules.deadlines import (
    Arranged,
    Deadline,
    DeadlineFacts,
    Moved,
    effective_deadline,
)
from npq.domain.assessment.rules.gate import GateFacts, StudyDone, WindowFacts
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.models import CourseUnit, PageDone, Study, UnitDone
from npq.domain.learning.rules.progress import SELF_STUDY_PERCENT
from npq.kernel.clock import london_day


def gate_facts(
    registration_ids: Collection[UUID], window: Window | None, policy: Policy | None
) -> dict[UUID, GateFacts]:
    """What decides whether each of several may sit in a window. Five queries, however many they are."""
    places = Enrolment.objects.filter(registration__in=registration_ids, taken_back_at=None)
    training = {place.pk: TrainingStatus(place.training_status) for place in places}
    studies = {s.enrolment_id: s for s in Study.objects.filter(enrolment__in=registration_ids)}
    before: dict[UUID, list[Sitting]] = {}
    sat = Sitting.objects.filter(registration__in=registration_ids).select_related("window__case")
    for sitting in sat.defer("window__case__content", "window__case__for_markers"):
        before.setdefault(sitting.registration_id, []).append(sitting)
    retired = window is not None and is_retired(window.case)
    return {
        registration: GateFacts(
            training=training.get(registration),
            study=_study(studies.get(registration)),
            attempts_used=attempts_used(before.get(registration, ()), policy),
            attempts=policy.attempts if policy else 1,
            window=_window(window, before.get(registration, ()), retired) if window else None,
            result_to_come=any(
                one.kind == WindowKind.LIVE and one.state == SittingState.SEALED
                for one in before.get(registration, ())
            ),
        )
        for registration in registration_ids
    }


def attempts_used(sittings: Iterable[Sitting], policy: Policy | None) -> int:
    """How many attempts somebody's sittings used. To move uses none; to miss a window does where the policy says so."""
    counting = {SittingState.SEALED.value}
    if policy is not None and policy.missed_counts:
        counting.add(SittingState.MISSED.value)
    return sum(one.kind == WindowKind.LIVE and one.state in counting for one in sittings)


def units_left(study: Study) -> tuple[int, ...]:
    """The minutes that are left of each unit somebody has not finished, in the order of the course. Three queries."""
    finished = set(UnitDone.objects.filter(study=study).values_list("unit", flat=True))
    done = set(PageDone.objects.filter(study=study).values_list("page", flat=True))
    units = CourseUnit.objects.filter(version=study.version_id).prefetch_related("pages").order_by("position")
    return tuple(
        sum(
            page.screen_minutes + page.task_minutes
            for page in unit.pages.all()
            if page.identifier not in done
        )
        for unit in units
        if unit.identifier not in finished
    )


def deadline_of(sitting: Sitting, window: Window, grace_minutes: int) -> Deadline:
    """When somebody's writing ends, and why then. Two queries."""
    rows = DeadlineRow.objects.filter(sitting=sitting).order_by("made_at", "id")
    return effective_deadline(
        DeadlineFacts(
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            grace_minutes=grace_minutes,
            moved=[
                Moved(DeadlineKind(row.kind), DeadlineReason(row.reason), row.until, row.minutes)
                for row in rows
            ],
            arranged=arranged_in(sitting.registration.person_id, window.opens_at, window.closes_at),
        )
    )


def incidents_in(
    window_id: UUID, sitting_id: UUID | None = None
) -> list[tuple[datetime, int, DeadlineReason]]:
    """When it was noted that something failed in a window, or for one who sits in it, with the minutes that it took and
    why; what was noted last stands first."""
    rows = DeadlineRow.objects.filter(sitting__window=window_id, kind=DeadlineKind.INCIDENT.value)
    if sitting_id is not None:
        rows = rows.filter(sitting=sitting_id)
    noted = rows.order_by("-made_at").values_list("made_at", "minutes", "reason").distinct()
    return [(made_at, minutes or 0, DeadlineReason(reason)) for made_at, minutes, reason in noted]


def arranged_in(person_id: UUID, opens_at: datetime, closes_at: datetime) -> list[Arranged]:
    """What gives somebody time in a window: every arrangement in force at any moment of it, so that one that ends in
    its midst takes nothing back."""
    first: date = london_day(opens_at)
    rows = AccessArrangement.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=opens_at),
        Q(ends_on=None) | Q(ends_on__gte=first),
        person=person_id,
        agreed_at__lt=closes_at,
    )
    return [Arranged(row.extra_time_percent, row.rest_minutes_a_day, row.more_days) for row in rows]


def _study(study: Study | None) -> StudyDone | None:
    if study is None:
        return None
    return StudyDone(study.minutes, study.minutes_done, SELF_STUDY_PERCENT, study.enough_at is not None)


def _window(window: Window, before: Iterable[Sitting], retired: bool) -> WindowFacts:
    here = next((one for one in before if one.window_id == window.id), None)
    return WindowFacts(
        kind=WindowKind(window.kind),
        opens_at=window.opens_at,
        deadline_at=here.deadline_at if here else window.closes_at,
        case_not_before=window.case.not_before,
        case_retired=retired,
        case_known=any(
            one.opened_at is not None
            and one.window_id != window.id
            and one.window.case.family == window.case.family
            for one in before
        ),
    )
