"""A course as staff look at it: a published version, or the draft of one, with what they tried out in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from npq.domain.catalogue.models import Qualification
from npq.domain.learning.kinds import ChangeKind, PageKind
from npq.domain.learning.models import CourseDraft, CourseVersion
from npq.domain.learning.packs.pack import Pack, Unit
from npq.domain.learning.packs.shapes import Source
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.printing import TopicText, UnitText
from npq.domain.learning.queries.studying import Course, PageLine, StudyRow, TopicLine, UnitLine, course_with
from npq.domain.learning.queries.versions import stored_pack
from npq.domain.learning.rules.progress import PageMinutes, minutes_done
from npq.domain.learning.rules.setting import setting_in
from npq.domain.learning.trial import Trial
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer

STAFF = (RoleKind.LEAD_PROVIDER, RoleKind.DEPARTMENT)

NO_REGISTRATION = UUID(int=0)
"""A study belongs to a registration; what is previewed is nobody's."""


@dataclass(frozen=True)
class CourseRow:
    """A course to look at. `change` is None for a draft; `at` is when it was published or offered."""

    id: UUID
    version: str
    title: str
    change: ChangeKind | None
    at: datetime
    minutes: int


@dataclass(frozen=True)
class CoursesOf:
    """The courses of one qualification: its draft, where the viewer may see one, then its versions, newest first."""

    qualification: str
    name: str
    rows: tuple[CourseRow, ...]


@dataclass(frozen=True)
class Previewed:
    """One course to look at, whole. `draft` says that it is not published."""

    id: UUID
    digest: str
    pack: Pack
    draft: bool

    @property
    def minutes(self) -> int:
        """What can be studied now."""
        return sum(unit.minutes for unit in self.pack.units)


def courses_to_preview(viewer: Viewer) -> list[CoursesOf]:
    """Every course there is to look at, for staff of lead providers and of the department; drafts for the latter.
    Raises NotFound for anybody else. Two queries, however many there are."""
    rows: dict[Qualification, list[CourseRow]] = {}
    for draft in _drafts(viewer).select_related("qualification"):
        course = _of_draft(draft)
        row = CourseRow(
            course.id, course.pack.version, course.pack.title, None, draft.offered_at, course.minutes
        )
        rows.setdefault(draft.qualification, []).append(row)
    versions = _versions(viewer).select_related("qualification").defer("statements", "sources")
    for version in versions.order_by("-published_at"):
        row = CourseRow(
            id=version.id,
            version=version.version,
            title=version.title,
            change=ChangeKind(version.change),
            at=version.published_at,
            minutes=version.minutes,
        )
        rows.setdefault(version.qualification, []).append(row)
    return [CoursesOf(of.identifier, of.name, tuple(rows[of])) for of in sorted(rows, key=_place)]


def previewed(viewer: Viewer, course_id: UUID) -> Previewed:
    """One version or draft. Raises NotFound, also where the viewer is no staff. Five queries at the most."""
    version = _versions(viewer).filter(id=course_id).first()
    if version is not None:
        return Previewed(version.id, version.digest, stored_pack(version), draft=False)
    draft = _drafts(viewer).filter(id=course_id).first()
    if draft is None:
        raise NotFound(course_id)
    return _of_draft(draft)


def course_previewed(course: Previewed, trial: Trial) -> Course:
    """The course as somebody sees it who did what the trial says."""
    topics = tuple(
        TopicLine(
            id=topic.id,
            name=topic.name,
            opens=topic.opens,
            about=topic.about,
            units=tuple(_unit_line(unit, trial) for unit in topic.units),
            outline=tuple(topic.outline),
        )
        for topic in course.pack.topics
    )
    return course_with(_study_row(course, trial), topics, _minutes(course), trial.last)


def page_previewed(course: Previewed, trial: Trial, page_id: str) -> StudyPage:
    """One page of it. Raises NotFound."""
    every = [
        (topic, unit, page) for topic in course.pack.topics for unit in topic.units for page in unit.pages
    ]
    place = next((place for place, (_, _, page) in enumerate(every) if page.id == page_id), None)
    if place is None:
        raise NotFound(page_id)
    topic, unit, page = every[place]
    around = {number: one.id for number, (_, _, one) in enumerate(every)}
    decisions = {one.id for one in page.decisions}
    questions = {one.id for one in page.questions}
    return StudyPage(
        study=_study_row(course, trial),
        topic=topic.id,
        topic_name=topic.name,
        unit=_unit_line(unit, trial),
        page=page,
        done=page.id in trial.done,
        before=around.get(place - 1),
        after=around.get(place + 1),
        decided={id: choice for id, choice in trial.decided.items() if id in decisions},
        tried={id: tried for id, tried in trial.tried.items() if id in questions},
        sure=trial.sure.get(page.id, {}),
        sources=_sources(course, unit) if page.kind is PageKind.SOURCES else {},
        setting=setting_in(topic.about) if page is topic.units[0].pages[0] else "",
    )


def topic_previewed(course: Previewed, topic_id: str) -> TopicText:
    """One topic of it as one text, to be printed. Raises NotFound."""
    topic = next((topic for topic in course.pack.topics if topic.id == topic_id and topic.units), None)
    if topic is None:
        raise NotFound(topic_id)
    units = tuple(
        UnitText(unit.id, unit.title, unit.problem, tuple(unit.pages), _sources(course, unit))
        for unit in topic.units
    )
    return TopicText(_study_row(course, Trial(course.digest)), topic.id, topic.name, topic.about, units)


def _versions(viewer: Viewer) -> QuerySet[CourseVersion]:
    if not any(viewer.has_role(role) for role in STAFF):
        raise NotFound(viewer.kind)
    return CourseVersion.objects.all()


def _drafts(viewer: Viewer) -> QuerySet[CourseDraft]:
    drafts = CourseDraft.objects.all()
    return drafts if viewer.has_role(RoleKind.DEPARTMENT) else drafts.none()


def _of_draft(draft: CourseDraft) -> Previewed:
    return Previewed(draft.id, draft.digest, msgspec.convert(draft.pack, Pack), draft=True)


def _place(qualification: Qualification) -> tuple[int, str]:
    return qualification.position, qualification.identifier


def _study_row(course: Previewed, trial: Trial) -> StudyRow:
    return StudyRow(
        id=course.id,
        registration=NO_REGISTRATION,
        title=course.pack.title,
        version=course.pack.version,
        minutes=course.minutes,
        minutes_done=minutes_done(_minutes(course), trial.done, ()),
        last_at=None,
    )


def _minutes(course: Previewed) -> list[PageMinutes]:
    return [
        PageMinutes(page.id, unit.id, page.minutes + page.task_minutes)
        for unit in course.pack.units
        for page in unit.pages
    ]


def _unit_line(unit: Unit, trial: Trial) -> UnitLine:
    pages = tuple(
        PageLine(page.id, page.kind, page.title, page.minutes, page.task_minutes, page.id in trial.done)
        for page in unit.pages
    )
    return UnitLine(unit.id, unit.title, unit.problem, pages, all(page.done for page in pages))


def _sources(course: Previewed, unit: Unit) -> dict[str, Source]:
    """Every work that the unit cites, in the order it is first cited."""
    return {key: course.pack.sources[key] for page in unit.pages for key in page.cites}
