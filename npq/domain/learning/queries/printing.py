"""A topic as one text, to be printed."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from npq.domain.learning.kinds import Opening
from npq.domain.learning.models import CoursePage, CourseTopic, CourseVersion
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.packs.shapes import Source
from npq.domain.learning.queries.studying import StudyRow, own_study, study_row
from npq.domain.learning.queries.versions import page_of
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class UnitText:
    id: str
    title: str
    problem: str
    pages: tuple[Page, ...]
    sources: dict[str, Source]


@dataclass(frozen=True)
class TopicText:
    """Everything a topic of the pinned version says."""

    study: StudyRow
    id: str
    name: str
    about: str
    units: tuple[UnitText, ...]

    @property
    def minutes(self) -> int:
        """On screen."""
        return sum(page.minutes for unit in self.units for page in unit.pages)


def topic_text(viewer: Viewer, study_id: UUID, topic: str) -> TopicText:
    """One topic of a study of the viewer's own that is open. Raises NotFound. Four queries, however long the topic."""
    study = own_study(viewer, study_id)
    row = CourseTopic.objects.filter(version=study.version_id, identifier=topic, opens=Opening.NOW).first()
    if row is None:
        raise NotFound(topic)
    pages: dict[int, list[CoursePage]] = {}
    rows = CoursePage.objects.filter(unit__topic=row).select_related("unit").order_by("position")
    for page in rows:
        pages.setdefault(page.unit_id, []).append(page)
    stored = CourseVersion.objects.values_list("sources", flat=True).get(id=study.version_id)
    units = tuple(
        UnitText(
            id=of[0].unit.identifier,
            title=of[0].unit.title,
            problem=of[0].unit.problem,
            pages=tuple(page_of(page) for page in of),
            sources={key: msgspec.convert(stored[key], Source) for page in of for key in page.cites},
        )
        for of in pages.values()
    )
    return TopicText(study_row(study), row.identifier, row.name, row.about, units)
