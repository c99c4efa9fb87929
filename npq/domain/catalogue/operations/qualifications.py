from datetime import datetime
from pathlib import Path

import msgspec

from npq.domain.catalogue.kinds import JournalKind, Publication
from npq.domain.catalogue.models import Qualification, Topic
from npq.domain.catalogue.operations.rows import put_row
from npq.domain.catalogue.page import QualificationFile, TopicWords, read_qualification
from npq.domain.catalogue.reference import facts_of
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.viewer import Viewer


@operation
def publish_qualification(*, by: Viewer, at: datetime, folder: Path) -> Publication:
    """Publishes the qualification in a folder (courses/<identifier>). Raises FileError, naming file and field."""
    read = read_qualification(folder)
    row = Qualification.objects.select_for_update().filter(pk=read.identifier).first()
    if row is not None and row.digest == read.digest:
        return Publication.UNCHANGED
    done = put_row(row, Qualification, _columns(read))
    _put_topics(read.identifier, read.topics)
    journal.record(
        JournalKind.QUALIFICATION_PUBLISHED,
        by=by,
        at=at,
        subject=("qualification", read.identifier),
        digest=read.digest,
    )
    return done


def _columns(read: QualificationFile) -> dict[str, object]:
    facts = facts_of(read)
    del facts["topics"], facts["page"]
    return {**facts, "words": msgspec.to_builtins(read.page), "digest": read.digest}


def _put_topics(qualification: str, topics: list[TopicWords]) -> None:
    """Topics keep their row while they keep their identifier; one that is in use elsewhere cannot be left out."""
    for position, topic in enumerate(topics, start=1):
        Topic.objects.update_or_create(
            qualification_id=qualification,
            identifier=topic.identifier,
            defaults={"position": position, "name": topic.name, "about": topic.about},
        )
    named = [topic.identifier for topic in topics]
    Topic.objects.filter(qualification_id=qualification).exclude(identifier__in=named).delete()
