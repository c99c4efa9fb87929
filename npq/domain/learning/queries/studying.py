from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from npq.domain.learning.kinds import HowSure, Moment, Opening, PageKind
from npq.domain.learning.models import (
    CheckAnswer,
    Confidence,
    CoursePage,
    CourseTopic,
    CourseUnit,
    CourseVersion,
    DecisionMade,
    PageDone,
    Study,
    UnitDone,
)
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.packs.shapes import OutlineUnit, Source
from npq.domain.learning.queries.versions import page_of
from npq.domain.learning.rules.progress import PageMinutes, next_page
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
    def minutes_left(self) -> int:
        """On screen; a task is done away from it, in one's own time."""
        return 0 if self.done else sum(page.minutes for page in self.pages if not page.done)

    @property
    def begun(self) -> bool:
        return any(page.done for page in self.pages)


@dataclass(frozen=True)
class TopicLine:
    """A topic of the pinned version. One that opens later has an outline and no units."""

    id: str
    name: str
    opens: Opening
    about: str
    units: tuple[UnitLine, ...]
    outline: tuple[OutlineUnit, ...]


@dataclass(frozen=True)
class Course:
    """All of one study: every topic, and where to go on. `next` is None when every page is done."""

    study: StudyRow
    topics: tuple[TopicLine, ...]
    next: PageLine | None
    next_unit: UnitLine | None


@dataclass(frozen=True)
class Tried:
    """The last try at a question."""

    given: list[int] | str
    right: bool
    tries: int


@dataclass(frozen=True)
class StudyPage:
    """One page as somebody studies it: what was decided and answered on it, and what stands around it."""

    study: StudyRow
    topic: str
    topic_name: str
    unit: UnitLine
    page: Page
    done: bool
    before: str | None
    after: str | None
    decided: dict[str, str]
    tried: dict[str, Tried]
    sure: dict[Moment, HowSure]
    sources: dict[str, Source]


def studies_of(viewer: Viewer) -> list[StudyRow]:
    """The viewer's own studies in places that stand, last opened first."""
    own = _own(viewer).select_related("version").order_by("-opened_at")
    return [study_row(study) for study in own]


def course_of(viewer: Viewer, study_id: UUID) -> Course:
    """One of the viewer's own studies with all its topics. Raises NotFound. Six queries, however long the course."""
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
    following = next_page(order, done, finished, study.last_page)
    every = [(unit, page) for topic in topics for unit in topic.units for page in unit.pages]
    unit_ahead, page_ahead = next((pair for pair in every if pair[1].id == following), (None, None))
    return Course(study_row(study), topics, page_ahead, unit_ahead)


def study_page(viewer: Viewer, study_id: UUID, page: str) -> StudyPage:
    """One page of a study of the viewer's own. Raises NotFound, also for a page the pinned version does not have."""
    study = own_study(viewer, study_id)
    row = (
        CoursePage.objects.select_related("unit__topic")
        .filter(version=study.version_id, identifier=page)
        .first()
    )
    if row is None:
        raise NotFound(page)
    content = page_of(row)
    around = list(
        CoursePage.objects.filter(version=study.version_id)
        .filter(Q(unit=row.unit_id) | Q(position__in=[row.position - 1, row.position + 1]))
        .defer("content")
        .order_by("position")
    )
    in_unit = [one for one in around if one.unit_id == row.unit_id]
    done = set(
        PageDone.objects.filter(study=study, page__in=[one.identifier for one in in_unit]).values_list(
            "page", flat=True
        )
    )
    finished = UnitDone.objects.filter(study=study, unit=row.unit.identifier).exists()
    at = {one.position: one.identifier for one in around}
    return StudyPage(
        study=study_row(study),
        topic=row.unit.topic.identifier,
        topic_name=row.unit.topic.name,
        unit=_unit_line(row.unit, [_page_line(one, done) for one in in_unit], finished),
        page=content,
        done=page in done,
        before=at.get(row.position - 1),
        after=at.get(row.position + 1),
        decided=_decided(study, content),
        tried=_tried(study, content),
        sure=_sure(study, content),
        sources=_sources(study, row, content),
    )


def _own(viewer: Viewer) -> QuerySet[Study]:
    return Study.objects.filter(person_id=viewer.own_id, enrolment__taken_back_at=None)


def own_study(viewer: Viewer, study_id: UUID) -> Study:
    """A study of the viewer's own, in a place that stands. Raises NotFound."""
    study = (
        _own(viewer)
        .select_related("version")
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


def _decided(study: Study, page: Page) -> dict[str, str]:
    if not page.decisions:
        return {}
    made = DecisionMade.objects.filter(study=study, decision__in=[decision.id for decision in page.decisions])
    return dict(made.values_list("decision", "choice"))


def _tried(study: Study, page: Page) -> dict[str, Tried]:
    """The last try at each question; the tries come in order, so a later one takes an earlier one's place."""
    if not page.questions:
        return {}
    tries = CheckAnswer.objects.filter(
        study=study, question__in=[question.id for question in page.questions]
    ).order_by("number")
    return {one.question: Tried(one.given, one.right, one.number) for one in tries}


def _sure(study: Study, page: Page) -> dict[Moment, HowSure]:
    if page.kind is not PageKind.CHECK:
        return {}
    said = Confidence.objects.filter(study=study, page=page.id).values_list("moment", "how_sure")
    return {Moment(moment): HowSure(how_sure) for moment, how_sure in said}


def _sources(study: Study, row: CoursePage, page: Page) -> dict[str, Source]:
    """On a sources page, every work that its unit cites, in the order it is first cited."""
    if page.kind is not PageKind.SOURCES:
        return {}
    cited: list[str] = []
    for cites in (
        CoursePage.objects.filter(unit=row.unit_id).order_by("position").values_list("cites", flat=True)
    ):
        cited += [key for key in cites if key not in cited]
    stored = CourseVersion.objects.values_list("sources", flat=True).get(id=study.version_id)
    return {key: msgspec.convert(stored[key], Source) for key in cited}
