"""What somebody who studies is told of changes to their course, and of pages that it has no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.models import CoursePage, CourseVersion, StudyChange
from npq.domain.learning.queries.studying import own_study
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """A change that somebody has not read of yet: pages by their ids, and how many minutes more or fewer."""

    id: UUID
    change: ChangeKind
    moved_at: datetime
    added: tuple[str, ...]
    rewritten: tuple[str, ...]
    marked: tuple[str, ...]
    removed: int
    minutes: int


@dataclass(frozen=True)
class GonePage:
    """A page that the pinned version of a course does not have. `first_of_unit` is where its unit begins, None where
    that is gone too; `comes_later`: a later version than one's own has it."""

    study: UUID
    course: str
    page: str
    title: str
    unit: str
    first_of_unit: str | None
    comes_later: bool


def changes_to_read(viewer: Viewer, study_id: UUID) -> list[Told]:
    """What changed in a study of the viewer's own since they last said they had read it, latest first. One query."""
    rows = StudyChange.objects.filter(
        study=study_id, study__person=viewer.own_id, study__enrolment__taken_back_at=None, seen_at=None
    )
    return [
        Told(
            id=row.id,
            change=ChangeKind(row.change),
            moved_at=row.moved_at,
            added=tuple(row.added),
            rewritten=tuple(row.rewritten),
            marked=tuple(row.marked),
            removed=row.removed,
            minutes=row.minutes,
        )
        for row in rows.order_by("-moved_at", "id")
    ]


def gone_page(viewer: Viewer, study_id: UUID, page: str) -> GonePage:
    """A page that some version of the course has and the pinned one has not. Raises NotFound for any other, and for
    another's study."""
    study = own_study(viewer, study_id)
    course = CourseVersion.objects.filter(qualification=study.version.qualification_id)
    having = (
        CoursePage.objects.filter(version__in=course, identifier=page)
        .select_related("unit", "version")
        .defer("content", "version__statements", "version__sources")
        .order_by("-version__published_at")
    )
    found = list(having)
    if not found or study.version_id in {row.version_id for row in found}:
        raise NotFound(page)
    # As they knew it, else as it is to come.
    known = [row for row in found if row.version.published_at <= study.version.published_at]
    last = (known or found)[0]
    in_unit = CoursePage.objects.filter(version=study.version_id, unit__identifier=last.unit.identifier)
    return GonePage(
        study=study.id,
        course=study.version.title,
        page=page,
        title=last.title,
        unit=last.unit.title,
        first_of_unit=in_unit.order_by("position").values_list("identifier", flat=True).first(),
        comes_later=not known,
    )
