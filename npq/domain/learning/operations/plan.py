import secrets
from datetime import date, datetime, time
from uuid import UUID

from npq.domain.learning.kinds import LEAST_MINUTES, MOST_MINUTES, JournalKind, RefusalCode
from npq.domain.learning.models import Study, StudyPlan
from npq.domain.learning.models.plan import EARLIEST, LATEST
from npq.domain.learning.operations.going_on import require_going_on
from npq.domain.learning.queries.plan import digest_of, programme_of
from npq.domain.learning.rules.terms import monday_of
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

BYTES = 32
SUNDAY = 6


@operation
def set_plan(
    *, by: Viewer, at: datetime, study_id: UUID, minutes_a_week: int, weekday: int, starts_at: time
) -> None:
    """Somebody says how many minutes a week they give, on which weekday (0 is Monday), and from when, in London.

    The same again changes nothing. Raises NotFound, and Refusal(PLAN_OUT_OF_BOUNDS).
    """
    in_bounds = LEAST_MINUTES <= minutes_a_week <= MOST_MINUTES and EARLIEST <= starts_at <= LATEST
    if not in_bounds or not 0 <= weekday <= SUNDAY:
        raise Refusal(RefusalCode.PLAN_OUT_OF_BOUNDS, least=LEAST_MINUTES, most=MOST_MINUTES)
    plan = _held_plan(by, at, study_id)
    require_going_on(plan.study)
    given = (minutes_a_week, weekday, starts_at)
    if not plan._state.adding and given == (plan.minutes_a_week, plan.weekday, plan.starts_at):
        return
    plan.minutes_a_week, plan.weekday, plan.starts_at = given
    _keep(plan, by, at, JournalKind.STUDY_PLAN_SET, minutes=minutes_a_week, weekday=weekday)


@operation
def take_week_off(*, by: Viewer, at: datetime, study_id: UUID, week: date) -> None:
    """Nothing is planned for the week of a day. A repeat does nothing.

    Raises NotFound, and Refusal: WEEK_OUTSIDE_PROGRAMME.
    """
    plan = _held_plan(by, at, study_id)
    require_going_on(plan.study)
    monday = monday_of(week)
    programme = programme_of(plan.study)
    if not monday_of(programme.first) <= monday <= programme.last:
        raise Refusal(RefusalCode.WEEK_OUTSIDE_PROGRAMME)
    if monday in plan.weeks_off:
        return
    plan.weeks_off = sorted([*plan.weeks_off, monday])
    _keep(plan, by, at, JournalKind.STUDY_WEEK_TAKEN_OFF, week=monday.isoformat())


@operation
def give_week_back(*, by: Viewer, at: datetime, study_id: UUID, week: date) -> None:
    """The week of a day may be planned again. A repeat does nothing. Raises NotFound."""
    plan = _held_plan(by, at, study_id)
    require_going_on(plan.study)
    monday = monday_of(week)
    if monday not in plan.weeks_off:
        return
    plan.weeks_off = [one for one in plan.weeks_off if one != monday]
    _keep(plan, by, at, JournalKind.STUDY_WEEK_GIVEN_BACK, week=monday.isoformat())


@operation
def make_feed(*, by: Viewer, at: datetime, study_id: UUID) -> str | None:
    """Makes the key of a calendar of the plan and gives it, this once: only its digest is kept.

    None, and nothing changed, where there is a key already. Raises NotFound.
    """
    plan = _held_plan(by, at, study_id)
    require_going_on(plan.study)
    if plan.feed_digest is not None:
        return None
    key = secrets.token_urlsafe(BYTES)
    plan.feed_digest, plan.feed_made_at = digest_of(key), at
    _keep(plan, by, at, JournalKind.CALENDAR_FEED_MADE)
    return key


@operation
def revoke_feed(*, by: Viewer, at: datetime, study_id: UUID) -> None:
    """Makes the key of the calendar useless from now on. A repeat does nothing. Raises NotFound."""
    plan = _held_plan(by, at, study_id)
    if plan.feed_digest is None:
        return
    plan.feed_digest = plan.feed_made_at = None
    _keep(plan, by, at, JournalKind.CALENDAR_FEED_REVOKED)


@operation
def redact_plans(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Erases when one person studies, and with it their calendars; gives how many plans. A repeat does nothing."""
    return StudyPlan.objects.filter(study__person=person_id).delete()[0]


@step
def _held_plan(by: Viewer, at: datetime, study_id: UUID) -> StudyPlan:
    """The plan of a study of one's own, or the usual one, not stored yet, where nothing was said so far."""
    study = (
        Study.objects.select_for_update(of=("self",))
        .select_related("plan", "enrolment__registration__cohort", "enrolment__registration__qualification")
        .filter(id=study_id, person_id=by.own_id, enrolment__taken_back_at=None)
        .first()
    )
    if study is None:
        raise NotFound(study_id)
    return getattr(study, "plan", None) or StudyPlan(study=study, changed_at=at)


@step
def _keep(plan: StudyPlan, by: Viewer, at: datetime, kind: JournalKind, **facts: journal.Fact) -> None:
    plan.changed_at = at
    plan.save()
    journal.record(kind, by=by, at=at, subject=("study", plan.study_id), **facts)
