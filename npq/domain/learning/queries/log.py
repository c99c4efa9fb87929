"""The learning log, for whoever wrote it and for nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet, Subquery

from npq.domain.learning.kinds import PageKind
from npq.domain.learning.models import CoursePage, CourseTopic, CourseVersion, LogEntry
from npq.domain.learning.packs.shapes import Statement
from npq.domain.learning.queries.studying import StudyRow, own_study, study_row
from npq.domain.learning.rules.resurface import Past, worth_meeting
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

MOST_WORDS = 8
"""How many words of a search count."""


@dataclass(frozen=True)
class Entry:
    """One entry. `page` is None where it has none; its title is empty where the pinned version has not that page."""

    id: UUID
    page: str | None
    page_title: str
    is_reflection: bool
    topic: str
    topic_name: str
    statements: tuple[str, ...]
    text: str
    revision: int
    written_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Log:
    """Entries of one study, newest first: those asked for, how many fit, and all topics of the course by identifier."""

    study: StudyRow
    entries: tuple[Entry, ...]
    total: int
    topics: dict[str, str]


@dataclass(frozen=True)
class Note:
    """What stands in the box of a page: an entry, by its id."""

    id: UUID
    text: str
    revision: int
    changed_at: datetime


def note_of(viewer: Viewer, study_id: UUID, page: str) -> Note | None:
    """What the viewer wrote on a page; None where that is nothing."""
    entry = _own(viewer, study_id).filter(page=page).first()
    return Note(entry.id, entry.text, entry.revision, entry.changed_at) if entry else None


def log_of(
    viewer: Viewer,
    study_id: UUID,
    *,
    words: str = "",
    topic: str = "",
    first: int = 0,
    most: int | None = None,
) -> Log:
    """The log of a study of the viewer's own: entries that say every one of `words`, of one topic or of all. Raises
    NotFound. Five queries, however long it is."""
    study = own_study(viewer, study_id)
    found = _own(viewer, study_id).order_by("-written_at", "id")
    if topic:
        found = found.filter(topic=topic)
    for word in words.replace("\0", " ").split()[:MOST_WORDS]:
        found = found.filter(text__icontains=word)
    last = None if most is None else first + most
    topics = dict(
        CourseTopic.objects.filter(version=study.version_id)
        .order_by("position")
        .values_list("identifier", "name")
    )
    entries = _shown(study.version_id, topics, list(found[first:last]))
    return Log(study_row(study), tuple(entries), found.count(), topics)


def entry_of(viewer: Viewer, study_id: UUID, entry_id: UUID) -> tuple[Log, Entry]:
    """One entry of the viewer's own, and the log it stands in with nothing else. Raises NotFound."""
    study = own_study(viewer, study_id)
    row = _own(viewer, study_id).filter(id=entry_id).first()
    if row is None:
        raise NotFound(entry_id)
    topics = dict(
        CourseTopic.objects.filter(version=study.version_id)
        .order_by("position")
        .values_list("identifier", "name")
    )
    (entry,) = _shown(study.version_id, topics, [row])
    return Log(study_row(study), (entry,), 1, topics), entry


def entry_to_meet(viewer: Viewer, study_id: UUID, page: str, at: datetime) -> Entry | None:
    """An earlier entry of the viewer's own to meet again on the first page of a unit; None where none is worth it."""
    rows = list(_own(viewer, study_id).select_related("study").defer("text").order_by("written_at"))
    if not rows:
        return None
    version = rows[0].study.version_id
    in_unit = CoursePage.objects.filter(version=version, identifier=page).values("unit")
    wanted = [row.page for row in rows if row.page]
    pages = {
        one.identifier: one
        for one in CoursePage.objects.filter(version=version)
        .filter(Q(identifier__in=wanted) | Q(unit__in=Subquery(in_unit)))
        .select_related("unit__topic")
        .defer("content")
    }
    if page not in pages:
        return None
    here = pages[page].unit
    texts = _texts(version)
    places = {one.unit.topic.identifier: one.unit.topic.position for one in pages.values()}
    chosen = worth_meeting(
        [_past(row, pages.get(row.page or ""), here.id, places, texts) for row in rows],
        page=page,
        place=here.topic.position,
        statements=_said(texts, (s for p in pages.values() if p.unit_id == here.id for s in p.statements)),
        today=london_day(at),
    )
    entry = next((row for row in rows if row.id == chosen), None)
    if entry is None:
        return None
    names = {one.unit.topic.identifier: one.unit.topic.name for one in pages.values()}
    return _entry(entry, names, pages.get(entry.page or ""))


def _own(viewer: Viewer, study_id: UUID) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(
        study=study_id, study__person=viewer.own_id, study__enrolment__taken_back_at=None
    )


def _shown(version_id: UUID, topics: dict[str, str], rows: list[LogEntry]) -> list[Entry]:
    pages = {
        one.identifier: one
        for one in CoursePage.objects.filter(
            version=version_id, identifier__in=[row.page for row in rows if row.page]
        ).defer("content")
    }
    return [_entry(row, topics, pages.get(row.page or "")) for row in rows]


def _entry(row: LogEntry, topics: dict[str, str], page: CoursePage | None) -> Entry:
    return Entry(
        id=row.id,
        page=row.page,
        page_title=page.title if page else "",
        is_reflection=page is not None and page.kind == PageKind.REFLECTION,
        topic=row.topic,
        topic_name=topics.get(row.topic, ""),
        statements=tuple(row.statements),
        text=row.text,
        revision=row.revision,
        written_at=row.written_at,
        changed_at=row.changed_at,
    )


def _past(
    row: LogEntry, page: CoursePage | None, unit_id: int, places: dict[str, int], texts: dict[str, str]
) -> Past:
    return Past(
        id=row.id,
        written_on=london_day(row.written_at),
        is_reflection=page is not None and page.kind == PageKind.REFLECTION,
        in_this_unit=page is not None and page.unit_id == unit_id,
        place=places.get(row.topic),
        statements=_said(texts, row.statements),
        met_on=row.met_on,
        met_day=london_day(row.met_at) if row.met_at else None,
    )


def _texts(version_id: UUID) -> dict[str, str]:
    stored = CourseVersion.objects.values_list("statements", flat=True).get(id=version_id)
    return {statement.id: statement.text for statement in msgspec.convert(stored, list[Statement])}


def _said(texts: dict[str, str], statements: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts[id] for id in statements if id in texts)
