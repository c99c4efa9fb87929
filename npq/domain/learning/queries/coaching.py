"""What somebody brings to a talk with their coach: priorities, what they tried, what is next, and what they share."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import HowFar, PageKind
from npq.domain.learning.models import CoursePage, PageDone, Study, UnitDone
from npq.domain.learning.queries.audit import audit_of
from npq.domain.learning.queries.log import Entry, entries_among
from npq.domain.learning.queries.sharing import ShareRow, shares_of
from npq.domain.learning.queries.studying import StudyRow
from npq.domain.learning.rules.progress import is_begun
from npq.kernel.viewer import Viewer

MOST_TASKS = 5
"""How many tasks of each kind one talk can hold."""


@dataclass(frozen=True)
class Priority:
    """One of three topics to get further in, and how far the person said they are in it."""

    id: str
    name: str
    how_far: HowFar | None


@dataclass(frozen=True)
class TaskLine:
    """A task to try in one's trust. `done_at` is None for one that is to come."""

    page: str
    title: str
    unit: str
    topic: str
    minutes: int
    of_priority: bool
    done_at: datetime | None


@dataclass(frozen=True)
class Coaching:
    """All of it. Tasks done begin with the latest, tasks to come with those of the priorities.

    To come are those of units that were begun: `more` counts those of them that do not fit in here, and `later` those
    of units that are open and were not begun.
    """

    study: StudyRow
    person: str
    rated_at: datetime | None
    priorities: tuple[Priority, ...]
    done: tuple[TaskLine, ...]
    next: tuple[TaskLine, ...]
    more: int
    later: int
    entries: tuple[tuple[Entry, tuple[ShareRow, ...]], ...]


def coaching_of(viewer: Viewer, study_id: UUID, at: datetime) -> Coaching:
    """What to bring from a study of the viewer's own. Raises NotFound. Fourteen queries, however long the course."""
    story = audit_of(viewer, study_id)
    last = {topic.id: topic.last for topic in story.topics}
    shares = shares_of(viewer, study_id, at)
    tasks = _tasks(study_id, story.priorities)
    order = {topic: place for place, topic in enumerate(story.priorities)}
    done = [task.line for task in tasks if task.line.done_at is not None]
    ahead = [task for task in tasks if not task.is_over and task.unit_begun]
    ahead.sort(key=lambda task: order.get(task.topic, len(order)))
    return Coaching(
        study=story.study,
        person=Study.objects.values_list("person__full_name", flat=True).get(id=study_id),
        rated_at=story.taken[0].at if story.taken else None,
        priorities=tuple(Priority(id, story.name(id), last.get(id)) for id in story.priorities),
        done=tuple(sorted(done, key=lambda line: line.done_at or at, reverse=True)[:MOST_TASKS]),
        next=tuple(task.line for task in ahead[:MOST_TASKS]),
        more=max(0, len(ahead) - MOST_TASKS),
        later=sum(not task.is_over and not task.unit_begun for task in tasks),
        entries=tuple((one, tuple(shares[one.id])) for one in entries_among(viewer, study_id, shares)),
    )


@dataclass(frozen=True)
class _Task:
    """A task with what decides whether it is listed."""

    line: TaskLine
    topic: str
    unit_begun: bool
    is_over: bool


def _tasks(study_id: UUID, priorities: tuple[str, ...]) -> list[_Task]:
    """Every task of the pinned version, in the order of the course."""
    done = dict(PageDone.objects.filter(study=study_id).values_list("page", "done_at"))
    finished = set(UnitDone.objects.filter(study=study_id).values_list("unit", flat=True))
    rows = CoursePage.objects.filter(version__in=Study.objects.filter(id=study_id).values("version"))
    aside = ("content", "unit__topic__about", "unit__topic__outline")
    rows = rows.select_related("unit__topic").defer(*aside).order_by("position")
    begun = _begun(rows, done)
    return [
        _Task(
            line=_line(row, priorities, done.get(row.identifier)),
            topic=row.unit.topic.identifier,
            unit_begun=row.unit.identifier in begun,
            is_over=row.identifier in done or row.unit.identifier in finished,
        )
        for row in rows
        if row.kind == PageKind.TASK
    ]


def _begun(rows: Iterable[CoursePage], done: Container[str]) -> set[str]:
    """The units that were begun, and not just looked into."""
    studied: dict[str, list[bool]] = {}
    for row in rows:
        studied.setdefault(row.unit.identifier, []).append(row.identifier in done)
    return {unit for unit, pages in studied.items() if is_begun(pages[0], sum(pages))}


def _line(row: CoursePage, priorities: tuple[str, ...], done_at: datetime | None) -> TaskLine:
    return TaskLine(
        page=row.identifier,
        title=row.title,
        unit=row.unit.title,
        topic=row.unit.topic.name,
        minutes=row.task_minutes,
        of_priority=row.unit.topic.identifier in priorities,
        done_at=done_at,
    )
