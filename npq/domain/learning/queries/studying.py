from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.learning.kinds import Opening, PageKind
from npq.domain.learning.models import (
    Audit,
    CoursePage,
    CourseTopic,
    CourseUnit,
    PageDone,
    Study,
    UnitDone,
)
from npq.domain.learning.packs.shapes import OutlineUnit
from npq.domain.learning.rules.progress import (
    PageMinutes,
    UnitState,
    from_last,
    in_order,
    is_begun,
    next_page,
)
from npq.domain.learning.rules.setting import introduction_in, setting_in
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class StudyRow:
    """A study of one's own: minutes of the pinned version, and those of them that are done."""

    id: UUID
    registration: UUID
    title: str
    version: str
    minutes: int
    minutes_done: int
    last_at: datetime | None
    training: TrainingStatus = TrainingStatus.ACTIVE
    # The day on which a break ends.
    returns_on: date | None = None

    @property
    def ended(self) -> bool:
        """Whether its place was left: it can be read, and nothing else."""
        return self.training is TrainingStatus.WITHDRAWN


@dataclass(frozen=True)
class PageLine:
    """A page in a list: what it takes, and whether it is done."""

    id: str
    kind: PageKind
    title: str
    minutes: int
    task_minutes: int
    done: bool


@dataclass(frozen=True)
class UnitLine:
    id: str
    title: str
    problem: str
    pages: tuple[PageLine, ...]
    done: bool

    @property
    def minutes(self) -> int:
        """On screen."""
        return sum(page.minutes for page in self.pages)

    @property
    def task_minutes(self) -> int:
        """In one's own trust."""
        return sum(page.task_minutes for page in self.pages)

    @property
    def minutes_left(self) -> int:
        """On screen; a task is done away from it, in one's own time."""
        return 0 if self.done else sum(page.minutes for page in self.pages if not page.done)

    @property
    def begun(self) -> bool:
        return any(page.done for page in self.pages)

    @property
    def in_hand(self) -> bool:
        """Whether it was begun, and not just looked into."""
        done = [page.done for page in self.pages]
        return bool(done) and is_begun(done[0], sum(done))

    @property
    def left(self) -> tuple[PageLine, ...]:
        """The pages that are not done."""
        return () if self.done else tuple(page for page in self.pages if not page.done)

    @property
    def waits(self) -> bool:
        """Whether nothing is left but a task: on screen, its end is reached."""
        return self.begun and bool(self.left) and all(page.kind is PageKind.TASK for page in self.left)


@dataclass(frozen=True)
class TopicLine:
    """A topic of the pinned version. One that opens later has an outline and no units."""

    id: str
    name: str
    opens: Opening
    about: str
    units: tuple[UnitLine, ...]
    outline: tuple[OutlineUnit, ...]

    @property
    def introduction(self) -> str:
        """HTML: what it is about. Where its cases play is told on its first page; of one that opens later it is not."""
        return self.about if self.opens is Opening.LATER else introduction_in(self.about)

    @property
    def begun(self) -> bool:
        return any(unit.begun or unit.done for unit in self.units)

    @property
    def minutes(self) -> int:
        """On screen."""
        return sum(unit.minutes for unit in self.units)


@dataclass(frozen=True)
class Course:
    """All of one study: every topic, and where to go on. `next` is None when every page is done.

    `ahead` are the units not finished, in the order of a plan; `priorities` the ids of the topics chosen. `planned` is
    where the plan would go on, and None where that is the unit of `next` too.
    """

    study: StudyRow
    topics: tuple[TopicLine, ...]
    next: PageLine | None
    next_unit: UnitLine | None
    ahead: tuple[UnitLine, ...]
    priorities: tuple[str, ...] = ()
    planned: PageLine | None = None
    planned_unit: UnitLine | None = None

    @property
    def setting(self) -> str:
        """HTML: where the cases play of the topic in which one goes on, and who one is in them."""
        return next((setting_in(topic.about) for topic in self.topics if self.next_unit in topic.units), "")

    @property
    def later(self) -> int:
        """How many topics open later."""
        return sum(topic.opens is Opening.LATER for topic in self.topics)


def studies_of(viewer: Viewer) -> list[StudyRow]:
    """The viewer's own studies in places that stand, last opened first."""
    own = _own(viewer).select_related("version", "enrolment").order_by("-opened_at")
    return [study_row(study) for study in own]


def course_of(viewer: Viewer, study_id: UUID) -> Course:
    """One of the viewer's own studies with all its topics. Raises NotFound. Seven queries, however long the course."""
    study = own_study(viewer, study_id)
    finished = set(UnitDone.objects.filter(study=study).values_list("unit", flat=True))
    done = set(PageDone.objects.filter(study=study).values_list("page", flat=True))
    pages: dict[int, list[PageLine]] = {}
    order: list[PageMinutes] = []
    rows = CoursePage.objects.filter(version=study.version_id).select_related("unit")
    for row in rows.defer("content").order_by("position"):
        pages.setdefault(row.unit_id, []).append(_page_line(row, done))
        order.append(PageMinutes(row.identifier, row.unit.identifier, 0))
    units: dict[int, list[UnitLine]] = {}
    for unit in CourseUnit.objects.filter(version=study.version_id).order_by("position"):
        line = _unit_line(unit, pages.get(unit.id, []), unit.identifier in finished)
        units.setdefault(unit.topic_id, []).append(line)
    topics = tuple(
        TopicLine(
            id=topic.identifier,
            name=topic.name,
            opens=Opening(topic.opens),
            about=topic.about,
            units=tuple(units.get(topic.id, [])),
            outline=tuple(msgspec.convert(topic.outline, list[OutlineUnit])),
        )
        for topic in CourseTopic.objects.filter(version=study.version_id).order_by("position")
    )
    return course_with(study_row(study), topics, order, study.last_page, priorities_in(study.id))


def course_with(
    study: StudyRow,
    topics: tuple[TopicLine, ...],
    pages: Sequence[PageMinutes],
    last_page: str | None,
    priorities: tuple[str, ...] = (),
) -> Course:
    """A course, and where to go on in it after the last page that was studied."""
    units = [(topic.id, unit) for topic in topics for unit in topic.units]
    states = [UnitState(unit.id, topic, unit.in_hand, unit.done, unit.waits) for topic, unit in units]
    last = _unit_of(pages, last_page)
    order = in_order(states, priorities, last)
    by_id = {unit.id: unit for _, unit in units}
    done = {page.id for unit in by_id.values() for page in unit.pages if page.done}
    every = {page.id: (unit, page) for unit in by_id.values() for page in unit.pages}
    following = next_page(pages, done, from_last(states, priorities, last), last_page)
    unit_ahead, page_ahead = every[following] if following else (None, None)
    in_plan = next_page(pages, done, order, last_page)
    unit_planned, page_planned = every[in_plan] if in_plan else (None, None)
    return Course(
        study=study,
        topics=topics,
        next=page_ahead,
        next_unit=unit_ahead,
        ahead=tuple(by_id[unit] for unit in order),
        priorities=priorities,
        planned=None if unit_planned is unit_ahead else page_planned,
        planned_unit=None if unit_planned is unit_ahead else unit_planned,
    )


def steered(
    units: Sequence[UnitState], pages: Sequence[PageMinutes], last_page: str | None, priorities: Sequence[str]
) -> list[str]:
    """The units not finished in the order of a plan, after the last page that was studied."""
    return in_order(units, priorities, _unit_of(pages, last_page))


def _unit_of(pages: Sequence[PageMinutes], page: str | None) -> str | None:
    return next((one.unit for one in pages if one.page == page), None)


def priorities_in(study_id: UUID) -> tuple[str, ...]:
    """The ids of the topics picked in a study, in their order; none where they are not yet. One query."""
    found = Audit.objects.filter(study=study_id, first__isnull=False).order_by("-number").first()
    return found.priorities if found else ()


def _own(viewer: Viewer) -> QuerySet[Study]:
    return Study.objects.filter(person_id=viewer.own_id, enrolment__taken_back_at=None)


def own_study(viewer: Viewer, study_id: UUID) -> Study:
    """A study of the viewer's own, in a place that stands. Raises NotFound."""
    study = (
        _own(viewer)
        .select_related("version", "enrolment")
        .defer("version__statements", "version__sources")
        .filter(id=study_id)
        .first()
    )
    if study is None:
        raise NotFound(study_id)
    return study


def study_row(study: Study) -> StudyRow:
    """A row from a study whose version was loaded with it."""
    return StudyRow(
        id=study.id,
        registration=study.enrolment_id,
        title=study.version.title,
        version=study.version.version,
        minutes=study.minutes,
        minutes_done=study.minutes_done,
        last_at=study.last_at,
        training=TrainingStatus(study.enrolment.training_status),
        returns_on=study.enrolment.returns_on,
    )


def _page_line(row: CoursePage, done: Collection[str]) -> PageLine:
    return PageLine(
        id=row.identifier,
        kind=PageKind(row.kind),
        title=row.title,
        minutes=row.screen_minutes,
        task_minutes=row.task_minutes,
        done=row.identifier in done,
    )


def _unit_line(unit: CourseUnit, pages: list[PageLine], done: bool) -> UnitLine:
    return UnitLine(unit.identifier, unit.title, unit.problem, tuple(pages), done)
