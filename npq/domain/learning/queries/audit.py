"""What somebody said of themselves before they studied, and the topics they want to get further in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from npq.domain.learning.kinds import HowFar, Opening, StatementKind
from npq.domain.learning.models import Audit, AuditAnswer, CourseTopic, CourseVersion
from npq.domain.learning.packs.shapes import Statement
from npq.domain.learning.queries.studying import StudyRow, own_study, study_row
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class AuditTopic:
    """A topic to rate oneself in: what one would know, and be able to do. `last`: what was said the last time."""

    id: str
    name: str
    knows: tuple[str, ...]
    does: tuple[str, ...]
    last: HowFar | None
    opens: Opening = Opening.NOW


@dataclass(frozen=True)
class Taken:
    """One audit with its priorities: the ids of three topics in their order."""

    at: datetime
    priorities: tuple[str, ...]


@dataclass(frozen=True)
class AuditStory:
    """Every topic to rate, and what was said so far. `open`: rated, but the priorities are still to be chosen."""

    study: StudyRow
    topics: tuple[AuditTopic, ...]
    open: bool
    taken: tuple[Taken, ...]
    """Those with priorities, the latest first."""

    @property
    def rated(self) -> tuple[AuditTopic, ...]:
        """The topics that were rated the last time, of which priorities can be chosen."""
        return tuple(topic for topic in self.topics if topic.last)

    @property
    def priorities(self) -> tuple[str, ...]:
        return self.taken[0].priorities if self.taken else ()

    def name(self, topic: str) -> str:
        """What a topic is called; its id where the course has it no more."""
        return next((one.name for one in self.topics if one.id == topic), topic)


def priorities_of(viewer: Viewer, study_id: UUID) -> tuple[str, ...]:
    """The ids of the topics that the viewer picked in a study of their own, in their order; none where they have not.

    One query.
    """
    found = (
        Audit.objects.filter(
            study=study_id,
            study__person=viewer.own_id,
            study__enrolment__taken_back_at=None,
            first__isnull=False,
        )
        .order_by("-number")
        .first()
    )
    return found.priorities if found else ()


def audit_of(viewer: Viewer, study_id: UUID) -> AuditStory:
    """All that the audit of a study of the viewer's own asks and was told. Raises NotFound. Five queries."""
    study = own_study(viewer, study_id)
    stored = CourseVersion.objects.values_list("statements", flat=True).get(id=study.version_id)
    statements = msgspec.convert(stored, list[Statement])
    audits = list(Audit.objects.filter(study=study).order_by("-number"))
    said = AuditAnswer.objects.filter(audit=audits[0] if audits else None)
    last = {topic: HowFar(how_far) for topic, how_far in said.values_list("topic", "how_far")}

    def of(topic: str, kind: StatementKind) -> tuple[str, ...]:
        return tuple(one.text for one in statements if one.topic == topic and one.kind is kind)

    topics = tuple(
        AuditTopic(
            id, name, of(id, StatementKind.KNOW), of(id, StatementKind.DO), last.get(id), Opening(opens)
        )
        for id, name, opens in CourseTopic.objects.filter(version=study.version_id)
        .order_by("position")
        .values_list("identifier", "name", "opens")
    )
    return AuditStory(
        study=study_row(study),
        topics=topics,
        open=bool(audits) and not audits[0].priorities,
        taken=tuple(Taken(one.taken_at, one.priorities) for one in audits if one.priorities),
    )
