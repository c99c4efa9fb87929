from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

from django.db.models import QuerySet

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.learning.kinds import PageKind
from npq.domain.learning.models import CoursePage, PageDone, Study, StudyPlan, UnitDone
from npq.domain.learning.queries.studying import Course, StudyRow, priorities_in, steered, study_row
from npq.domain.learning.queries.terms import terms_at
from npq.domain.learning.rules.plan import (
    Pace,
    Plan,
    UnitLeft,
    Week,
    is_in_school_hours,
    plan_from,
    weeks_ahead,
)
from npq.domain.learning.rules.progress import PageMinutes, UnitState, is_begun
from npq.domain.learning.rules.terms import Programme, TermDates, monday_of, programme
from npq.kernel.clock import LONDON, london_day, london_midnight
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class PlanRow:
    """What somebody said of when they study, or what is usual. `changed_at` is None where they said nothing yet."""

    minutes: int
    weekday: int
    starts_at: time
    weeks_off: tuple[date, ...]
    feed_made_at: datetime | None
    changed_at: datetime | None

    @property
    def ends_at(self) -> time:
        """When a whole week's studying ends; at midnight in the longest and latest."""
        return (datetime.combine(date.min, self.starts_at) + timedelta(minutes=self.minutes)).time()

    @property
    def in_school_hours(self) -> bool:
        return is_in_school_hours(self.weekday, self.starts_at)

    def session(self, week: Week) -> tuple[datetime, datetime]:
        """When a week's studying begins and ends, in London."""
        begins = datetime.combine(week.day, self.starts_at)
        ends = begins + timedelta(minutes=max(week.minutes, 1))
        return begins.replace(tzinfo=LONDON), ends.replace(tzinfo=LONDON)

    def over_at(self, monday: date) -> datetime:
        """When the time to study in a week is over, in London."""
        begins = datetime.combine(monday + timedelta(days=self.weekday), self.starts_at)
        return (begins + timedelta(minutes=self.minutes)).replace(tzinfo=LONDON)


@dataclass(frozen=True)
class StudyPlanned:
    """A study with its plan from today. `title` is that of the qualification, `cohort` the name of its cohort."""

    study: StudyRow
    qualification: str
    cohort: str
    programme: Programme
    row: PlanRow
    plan: Plan
    # Mondays of the weeks to study in, from this one to the end of the programme.
    ahead: tuple[date, ...]
    # Whose own terms it goes by; "" for the usual ones.
    terms_of: str


@dataclass(frozen=True)
class Feed:
    """A calendar of a plan: its weeks, and since when it says so. Nothing of whose it is."""

    planned: StudyPlanned
    stamp: datetime

    def uid(self, week: Week) -> str:
        """What a calendar program knows a week by: the same however often the plan is laid out anew."""
        return f"{uuid5(self.planned.study.id, week.monday.isoformat())}@npq"


def plan_of(viewer: Viewer, study_id: UUID, at: datetime, dates: TermDates) -> StudyPlanned:
    """The plan of one of the viewer's own studies. Raises NotFound. Five queries, however long the course."""
    study = _with_plan().filter(id=study_id, person_id=viewer.own_id).first()
    if study is None:
        raise NotFound(study_id)
    return _planned(study, at, dates)


def plan_of_course(viewer: Viewer, course: Course, at: datetime, dates: TermDates) -> StudyPlanned:
    """The same for a course that was loaded already: two queries. “Today’s piece” is its plan's week."""
    study = _with_plan().filter(id=course.study.id, person_id=viewer.own_id).first()
    if study is None:
        raise NotFound(course.study.id)
    done = set(_done_since(study, at).values_list("page", flat=True))
    every = (page for topic in course.topics for unit in topic.units for page in unit.pages)
    done_this_week = sum(page.minutes + page.task_minutes for page in every if page.id in done)
    units = [
        UnitLeft(
            unit.id,
            unit.title,
            sum(page.minutes + page.task_minutes for page in unit.pages if not page.done),
        )
        for unit in course.ahead
    ]
    return _laid_out(study, at, dates, units, done_this_week)


def feed_of(key: str, at: datetime, dates: TermDates) -> Feed:
    """The calendar a key opens. Raises NotFound for a key that was revoked or never was. Five queries."""
    study = _with_plan().filter(plan__feed_digest=digest_of(key)).first()
    if study is None:
        raise NotFound("calendar")
    planned = _planned(study, at, dates)
    monday = london_midnight(planned.plan.monday)
    since = [planned.row.changed_at, study.last_at, study.enrolment.training_changed_at, monday]
    if (over_at := planned.row.over_at(planned.plan.monday)) <= at:
        since.append(over_at)
    stamp = max(one for one in since if one is not None)
    return Feed(planned, stamp.astimezone(UTC).replace(microsecond=0))


def programme_of(study: Study) -> Programme:
    """The days of the programme a study is in. The study's registration was loaded with cohort and qualification."""
    registration = study.enrolment.registration
    return programme(registration.cohort.starts_on, registration.qualification.months)


def digest_of(key: str) -> str:
    """What is kept of a calendar's key: 64 hexadecimal digits. The key is 32 random bytes: nothing slower is needed."""
    return sha256(key.encode()).hexdigest()


def _with_plan() -> QuerySet[Study]:
    return (
        Study.objects.filter(enrolment__taken_back_at=None)
        .select_related(
            "plan",
            "version",
            "enrolment__registration__cohort",
            "enrolment__registration__qualification",
        )
        .defer("version__statements", "version__sources", "enrolment__registration__qualification__words")
    )


def _done_since(study: Study, at: datetime) -> QuerySet[PageDone]:
    """What was studied this week."""
    since = london_midnight(monday_of(london_day(at)))
    return PageDone.objects.filter(study=study, done_at__gte=since)


def _planned(study: Study, at: datetime, dates: TermDates) -> StudyPlanned:
    finished = set(UnitDone.objects.filter(study=study).values_list("unit", flat=True))
    done = dict(PageDone.objects.filter(study=study).values_list("page", "done_at"))
    since = london_midnight(monday_of(london_day(at)))
    left: dict[str, UnitLeft] = {}
    states: dict[str, UnitState] = {}
    first_done: dict[str, bool] = {}
    studied: Counter[str] = Counter()
    more_than_task: set[str] = set()
    pages: list[PageMinutes] = []
    done_this_week = 0
    of_page = ("identifier", "unit__identifier", "unit__title", "unit__topic__identifier", "kind")
    of_minutes = ("screen_minutes", "task_minutes")
    rows = CoursePage.objects.filter(version=study.version_id).order_by("position")
    for page, unit, title, topic, kind, screen, task in rows.values_list(*of_page, *of_minutes):
        minutes = screen + task
        pages.append(PageMinutes(page, unit, minutes))
        if page in done and done[page] >= since:
            done_this_week += minutes
        studied[unit] += page in done
        begun = is_begun(first_done.setdefault(unit, page in done), studied[unit])
        if page not in done and kind != PageKind.TASK:
            more_than_task.add(unit)
        waits = studied[unit] > 0 and unit not in more_than_task
        states[unit] = UnitState(unit, topic, begun, unit in finished, waits)
        before = left[unit].minutes if unit in left else 0
        left[unit] = UnitLeft(unit, title, before + (0 if page in done else minutes))
    order = steered(list(states.values()), pages, study.last_page, priorities_in(study.id))
    return _laid_out(study, at, dates, [left[unit] for unit in order], done_this_week)


def _laid_out(
    study: Study, at: datetime, dates: TermDates, units: Sequence[UnitLeft], done_this_week: int
) -> StudyPlanned:
    row = _row(study)
    pace = Pace(row.minutes, row.weekday, frozenset(row.weeks_off))
    days = programme_of(study)
    registration = study.enrolment.registration
    terms = terms_at(dates, registration.workplace_id)
    today, returns_on = london_day(at), study.enrolment.returns_on
    over = today.weekday() == row.weekday and row.over_at(monday_of(today)) <= at
    if study.enrolment.training_status == TrainingStatus.WITHDRAWN:
        # Who has left the course has nothing to plan, and nothing in their calendar.
        units = []
    return StudyPlanned(
        study=study_row(study),
        qualification=registration.qualification.name,
        cohort=registration.cohort.name,
        programme=days,
        row=row,
        plan=plan_from(today, units, pace, days, terms, done_this_week, returns_on, today_is_over=over),
        ahead=tuple(weeks_ahead(today, pace, days, terms, returns_on, today_is_over=over)),
        terms_of=terms.whose,
    )


def _row(study: Study) -> PlanRow:
    said: StudyPlan | None = getattr(study, "plan", None)
    plan = said or StudyPlan()
    return PlanRow(
        minutes=plan.minutes_a_week,
        weekday=plan.weekday,
        starts_at=plan.starts_at,
        weeks_off=tuple(plan.weeks_off),
        feed_made_at=plan.feed_made_at,
        changed_at=said.changed_at if said else None,
    )
