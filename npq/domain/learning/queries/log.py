"""The learning log, for whoever wrote it and for nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize
from uuid import UUID

from django.db.models import F, Func, QuerySet, TextField, Value

from npq.domain.learning.kinds import PageKind
from npq.domain.learning.models import CoursePage, CourseTopic, LogEntry
from npq.domain.learning.queries.published import Outline, outline_of
from npq.domain.learning.queries.studying import StudyRow, own_study, study_row
from npq.domain.learning.rules.entries import first_words
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

GONE, OWN = "A page that your course no longer has", "A thought of your own"
"""What stands above an entry whose page has no title, and above one without a page."""

MOST_WORDS = 8
"""How many words of a search count."""

NO_PAGE = ("", "", None)
"""The title, the unit and the kind of a page that is none."""

_CURLED, _STRAIGHT = "‘’“”", "''\"\""
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_PLAIN = str.maketrans(_CURLED, _STRAIGHT, _ACCENTS)


@dataclass(frozen=True)
class Entry:
    """One entry. `page` is None where it has none; the titles of it and its unit are empty where the pinned version has
    not that page."""

    id: UUID
    page: str | None
    page_title: str
    unit_title: str
    is_reflection: bool
    topic: str
    topic_name: str
    statements: tuple[str, ...]
    text: str
    revision: int
    written_at: datetime
    changed_at: datetime

    @property
    def title(self) -> str:
        """What it is called: as its page is, else by its own first words."""
        return self.page_title or first_words(self.text)

    @property
    def heading(self) -> str:
        """What stands above all of it. The first words of the text, which follow, would stand there twice."""
        return self.page_title or (GONE if self.page else OWN)


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
    for word in _as_typed(words.replace("\0", " ")).split()[:MOST_WORDS]:
        found = found.annotate(plain=_text_as_typed()).filter(plain__icontains=word)
    last = None if most is None else first + most
    topics = dict(
        CourseTopic.objects.filter(version=study.version_id)
        .order_by("position")
        .values_list("identifier", "name")
    )
    entries = _shown(study.version_id, topics, list(found[first:last]))
    return Log(study_row(study), tuple(entries), found.count(), topics)


def statements_of(viewer: Viewer, study_id: UUID) -> dict[str, str]:
    """What the statements of a course say that the viewer studies, by their identifiers. Raises NotFound."""
    return outline_of(own_study(viewer, study_id).version_id).statements


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


def entries_among(viewer: Viewer, study_id: UUID, entries: Iterable[UUID]) -> list[Entry]:
    """Some entries of a log of the viewer's own by their ids, oldest first. Raises NotFound. Four queries."""
    study = own_study(viewer, study_id)
    rows = list(_own(viewer, study_id).filter(id__in=list(entries)).order_by("written_at", "id"))
    topics = dict(CourseTopic.objects.filter(version=study.version_id).values_list("identifier", "name"))
    return _shown(study.version_id, topics, rows)


def entry_met(viewer: Viewer, study_id: UUID, entry_id: UUID, outline: Outline) -> Entry | None:
    """An entry of the viewer's own as it is met again in a version of the course; None where it has gone meanwhile."""
    row = _own(viewer, study_id).filter(id=entry_id).first()
    if row is None:
        return None
    place = outline.places.get(row.page or "")
    names = {unit.topic: unit.topic_name for unit in outline.units.values()}
    page = (place.title, outline.units[place.unit].title, place.kind) if place else NO_PAGE
    return _entry(row, names, page)


def _as_typed(words: str) -> str:
    """Words as a hurried keyboard has them, so that “don’t” is found by “don't” and “café” by “cafe”, and the other
    way."""
    return normalize("NFKD", words).translate(_PLAIN)


def _text_as_typed() -> Func:
    """The same of an entry's text."""
    apart = Func(F("text"), template="normalize(%(expressions)s, NFKD)")
    # What has nothing to become is left out.
    return Func(
        apart,
        Value(_CURLED + _ACCENTS),
        Value(_STRAIGHT),
        function="translate",
        output_field=TextField(),
    )


def _own(viewer: Viewer, study_id: UUID) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(
        study=study_id, study__person=viewer.own_id, study__enrolment__taken_back_at=None
    )


def _shown(version_id: UUID, topics: dict[str, str], rows: list[LogEntry]) -> list[Entry]:
    found = CoursePage.objects.filter(
        version=version_id, identifier__in=[row.page for row in rows if row.page]
    ).values_list("identifier", "title", "unit__title", "kind")
    pages = {id: (title, unit, PageKind(kind)) for id, title, unit, kind in found}
    return [_entry(row, topics, pages.get(row.page or "", NO_PAGE)) for row in rows]


def _entry(row: LogEntry, topics: dict[str, str], page: tuple[str, str, PageKind | None]) -> Entry:
    title, unit, kind = page
    return Entry(
        id=row.id,
        page=row.page,
        page_title=title,
        unit_title=unit,
        is_reflection=kind is PageKind.REFLECTION,
        topic=row.topic,
        topic_name=topics.get(row.topic, ""),
        statements=tuple(row.statements),
        text=row.text,
        revision=row.revision,
        written_at=row.written_at,
        changed_at=row.changed_at,
    )
