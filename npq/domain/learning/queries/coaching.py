"""What somebody brings to a talk with their coach: priorities, what they tried, what is next, and what they share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import HowFar, PageKind
from npq.domain.learning.models import CoursePage, PageDone, Study, UnitDone
from npq.domain.learning.queries.audit import audit_of
from npq.domain.learning.queries.log import Entry, entries_among
from npq.domain.learning.queries.sharing import ShareRow, shares_of
from npq.domain.learning.queries.studying import StudyRow
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
    """All of it. Tasks done begin with the latest, tasks to come with those of the priorities."""

    study: StudyRow
    person: str
    rated_at: datetime | None
    priorities: tuple[Priority, ...]
    done: tuple[TaskLine, ...]
    next: tuple[TaskLine, ...]
    entries: tuple[tuple[Entry, tuple[ShareRow, ...]], ...]


def coaching_of(viewer: Viewer, study_id: UUID, at: datetime) -> Coaching:
    """What to bring from a study of the viewer's own. Raises NotFound. Fourteen queries, however long the course."""
    story = audit_of(viewer, study_id)
    last = {topic.id: topic.last for topic in story.topics}
    shares = shares_of(viewer, study_id, at)
    tasks = _tasks(study_id, story.priorities)
    order = {topic: place for place, topic in enumerate(story.priorities)}
    ahead = [(order.get(topic, len(order)), task) for topic, task, finished in tasks if not finished]
    done = [task for _, task, _ in tasks if task.done_at is not None]
    return Coaching(
        study=story.study,
        person=Study.objects.values_list("person__full_name", flat=True).get(id=study_id),
        rated_at=story.taken[0].at if story.taken else None,
        priorities=tuple(Priority(id, story.name(id), last.get(id)) for id in story.priorities),
        done=tuple(sorted(done, key=lambda task: task.done_at or at, reverse=True)[:MOST_TASKS]),
        next=tuple(task for _, task in sorted(ahead, key=lambda one: one[0])[:MOST_TASKS]),
        entries=tuple((one, tuple(shares[one.id])) for one in entries_among(viewer, study_id, shares)),
    )


def _tasks(study_id: UUID, priorities: tuple[str, ...]) -> list[tuple[str, TaskLine, bool]]:
    """Every task of the pinned version in the order of the course: its topic, the task, and whether it is over."""
    done = dict(PageDone.objects.filter(study=study_id).values_list("page", "done_at"))
    finished = set(UnitDone.objects.filter(study=study_id).values_list("unit", flat=True))
    rows = CoursePage.objects.filter(
        version__in=Study.objects.filter(id=study_id).values("version"), kind=PageKind.TASK
    ).select_related("unit__topic")
    return [
        (
            row.unit.topic.identifier,
            TaskLine(
                page=row.identifier,
                title=row.title,
                unit=row.unit.title,
                topic=row.unit.topic.name,
                minutes=row.task_minutes,
                of_priority=row.unit.topic.identifier in priorities,
                done_at=done.get(row.identifier),
            ),
            row.identifier in done or row.unit.identifier in finished,
        )
        for row in rows.defer("content").order_by("position")
    ]
