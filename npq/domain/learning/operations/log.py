"""Writing in the learning log. A text is never lost to another one: whoever saves says which one they saw."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from npq.domain.learning.kinds import MOST_ENTRY_CHARACTERS, JournalKind, RefusalCode
from npq.domain.learning.models import CoursePage, CourseTopic, LogEntry, Study
from npq.domain.learning.operations.going_on import require_going_on
from npq.domain.learning.rules.entries import NUL, next_revision, plain
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer

NOTHING_SEEN = 0
"""The revision that somebody has seen who saw no entry."""


@operation
def write_entry(*, by: Viewer, at: datetime, study_id: UUID, page: str, text: str, seen: int) -> int:
    """Writes the note or the reflection of a page, and gives the revision there is then.

    The same text again does nothing, and neither does an empty one: deleting is delete_entry. Raises NotFound, and
    Refusal: ENTRY_CHANGED_ELSEWHERE where another text than that of revision `seen` stands there, or none any more;
    ENTRY_TOO_LONG (most); ENTRY_NOT_TEXT.
    """
    study = _held_study(by, study_id)
    require_going_on(study)
    on = (
        CoursePage.objects.select_related("unit__topic")
        .defer("content")
        .filter(version=study.version_id, identifier=page)
        .first()
    )
    if on is None:
        raise NotFound(page)
    text = _readable(text)
    entry = LogEntry.objects.filter(study=study, page=page).first()
    if not text:
        return entry.revision if entry else NOTHING_SEEN
    if entry is not None:
        return _change(entry, text, entry.topic, seen, at)
    if seen != NOTHING_SEEN:
        raise Refusal(RefusalCode.ENTRY_CHANGED_ELSEWHERE, page=page)
    topic = on.unit.topic.identifier
    return _create(study, uuid4(), text, at, page=page, topic=topic, statements=on.statements)


@operation
def add_entry(*, by: Viewer, at: datetime, study_id: UUID, entry_id: UUID, text: str, topic: str = "") -> int:
    """Writes an entry without a page under an id the writer brings, so that sending it twice writes one.

    Raises NotFound, also for a topic that the course has not, and Refusal as write_entry does.
    """
    study = _held_study(by, study_id)
    require_going_on(study)
    _require_topic(study, topic)
    text = _readable(text)
    entry = LogEntry.objects.select_for_update().filter(id=entry_id).first()
    if entry is not None and entry.study_id != study.id:
        raise NotFound(entry_id)
    if not text:
        return entry.revision if entry else NOTHING_SEEN
    if entry is not None:
        return _change(entry, text, topic, NOTHING_SEEN, at)
    return _create(study, entry_id, text, at, topic=topic)


@operation
def change_entry(
    *,
    by: Viewer,
    at: datetime,
    study_id: UUID,
    entry_id: UUID,
    text: str,
    seen: int,
    topic: str | None = None,
) -> int:
    """Changes what an entry says, and for one without a page its topic unless that is None. Raises as write_entry."""
    study = _held_study(by, study_id)
    require_going_on(study)
    entry = LogEntry.objects.filter(study=study, id=entry_id).first()
    if entry is None:
        raise NotFound(entry_id)
    text = _readable(text)
    if topic is None or entry.page is not None:
        topic = entry.topic
    if topic != entry.topic:
        _require_topic(study, topic)
    return _change(entry, text or entry.text, topic, seen, at)


@operation
def delete_entry(*, by: Viewer, at: datetime, study_id: UUID, entry_id: UUID) -> None:
    """Erases an entry. That its page was studied stays. A repeat does nothing. Raises NotFound."""
    LogEntry.objects.filter(study=_held_study(by, study_id), id=entry_id).delete()


@operation
def delete_log(*, by: Viewer, at: datetime, study_id: UUID) -> int:
    """Erases every entry of one's log of a course, and that any was shared; gives how many entries.

    What was studied stays, and when. A repeat does nothing. Raises NotFound.
    """
    count = _erase(LogEntry.objects.filter(study=_held_study(by, study_id)))
    if count:
        journal.record(JournalKind.LOG_DELETED, by=by, at=at, subject=("study", study_id), entries=count)
    return count


@operation
def meet_entry(*, by: Viewer, at: datetime, study_id: UUID, entry_id: UUID, page: str) -> None:
    """Somebody met an earlier entry again on a page, and went on. A repeat does nothing. Raises NotFound."""
    theirs = LogEntry.objects.filter(study=_held_study(by, study_id), id=entry_id)
    theirs.exclude(met_on=page).update(met_on=page, met_at=at)


@operation
def forget_log_entries(*, by: Viewer, at: datetime) -> int:
    """Erases the learning logs of studies nobody has worked in for long, and gives how many entries."""
    over = over_at(Kept.LEARNING_LOG, at)
    idle = Study.objects.annotate(worked_at=Coalesce("last_at", "opened_at")).filter(worked_at__lte=over)
    newest = LogEntry.objects.filter(study=OuterRef("pk")).order_by("-changed_at").values("changed_at")[:1]
    due = idle.annotate(written_at=Subquery(newest)).filter(written_at__lte=over)
    return _erase(LogEntry.objects.filter(study__in=list(due.values_list("id", flat=True))))


@operation
def redact_log(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Erases everything one person wrote in their learning logs; gives how many entries. A repeat does nothing."""
    return _erase(LogEntry.objects.filter(study__person=person_id))


@step
def _create(
    study: Study,
    entry_id: UUID,
    text: str,
    at: datetime,
    *,
    page: str | None = None,
    topic: str = "",
    statements: list[str] | None = None,
) -> int:
    return LogEntry.objects.create(
        id=entry_id,
        study=study,
        page=page,
        topic=topic,
        statements=statements or [],
        text=text,
        revision=next_revision(NOTHING_SEEN, at),
        written_at=at,
        changed_at=at,
    ).revision


@step
def _change(entry: LogEntry, text: str, topic: str, seen: int, at: datetime) -> int:
    if (text, topic) == (entry.text, entry.topic):
        return entry.revision
    if seen != entry.revision:
        raise Refusal(RefusalCode.ENTRY_CHANGED_ELSEWHERE, entry=entry.id)
    entry.text, entry.topic = text, topic
    entry.revision, entry.changed_at = next_revision(entry.revision, at), at
    entry.save(update_fields=["text", "topic", "revision", "changed_at"])
    return entry.revision


def _erase(entries: QuerySet[LogEntry]) -> int:
    """Erases entries, and with them that they were shared; gives how many entries."""
    return entries.delete()[1].get(LogEntry._meta.label, 0)


def _readable(text: str) -> str:
    if NUL in text:
        raise Refusal(RefusalCode.ENTRY_NOT_TEXT)
    text = plain(text)
    if len(text) > MOST_ENTRY_CHARACTERS:
        raise Refusal(RefusalCode.ENTRY_TOO_LONG, most=f"{MOST_ENTRY_CHARACTERS:,}")
    return text


def _require_topic(study: Study, topic: str) -> None:
    if topic and not CourseTopic.objects.filter(version=study.version_id, identifier=topic).exists():
        raise NotFound(topic)


def _held_study(by: Viewer, study_id: UUID) -> Study:
    """One's own study, held: two saves of one box come one after the other."""
    study = (
        Study.objects.select_for_update(of=("self",))
        .filter(id=study_id, person_id=by.own_id, enrolment__taken_back_at=None)
        .first()
    )
    if study is None:
        raise NotFound(study_id)
    return study
