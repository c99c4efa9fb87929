"""A page of the course for whoever studies it, with what they wrote. It is what is looked at most: one statement, and
the published text out of this process's memory."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.learning.kinds import HowSure, Moment, PageKind
from npq.domain.learning.queries.log import Entry, Note, entry_met
from npq.domain.learning.queries.page import StudyPage, Tried
from npq.domain.learning.queries.published import Outline, PagePlace, UnitPlace, outline_of, published_page
from npq.domain.learning.queries.studying import PageLine, StudyRow, UnitLine
from npq.domain.learning.rules.resurface import Past, worth_meeting
from npq.kernel.clock import london_day
from npq.kernel.prepared import preparing_cursor
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class Reading:
    """A page, what its reader wrote on it, and, on a unit's first page, an earlier entry to meet again."""

    page: StudyPage
    note: Note | None
    met: Entry | None


class _Written(Struct, frozen=True):
    """An entry of the log, without its text."""

    id: UUID
    page: str | None
    topic: str
    statements: list[str]
    written_at: datetime
    met_on: str | None
    met_at: datetime | None


class _Found(Struct, frozen=True):
    id: UUID
    registration: UUID
    version: UUID
    minutes: int
    minutes_done: int
    last_at: datetime | None
    training: TrainingStatus
    returns_on: date | None
    finished: bool
    done: list[str]
    decided: dict[str, str]
    tried: dict[str, Tried]
    sure: dict[Moment, HowSure]
    note: Note | None
    written: list[_Written]
    priorities: list[str]


# The study is the viewer's own, in a place that stands; the page is one of the version it is pinned to.
_STATEMENT = """
SELECT row_to_json(found)::text FROM (
    SELECT
        study.id, study.enrolment_id AS registration, study.version_id AS version,
        study.minutes, study.minutes_done, study.last_at, place.training_status AS training, place.returns_on,
        EXISTS (
            SELECT FROM learning_unitdone done WHERE done.study_id = study.id AND done.unit = unit.identifier
        ) AS finished,
        ARRAY(
            SELECT done.page FROM learning_pagedone done
            WHERE done.study_id = study.id
            AND done.page IN (SELECT near.identifier FROM learning_coursepage near WHERE near.unit_id = unit.id)
        ) AS done,
        coalesce((
            SELECT json_object_agg(made.decision, made.choice) FROM learning_decisionmade made
            WHERE page.kind = 'case' AND made.study_id = study.id
            AND made.decision IN (SELECT one ->> 'id' FROM jsonb_array_elements(page.content -> 'decisions') AS one)
        ), '{}') AS decided,
        coalesce((
            SELECT json_object_agg(latest.question, json_build_object(
                'given', latest.given, 'right', latest.right, 'tries', latest.number
            )) FROM (
                SELECT DISTINCT ON (question) question, given, "right", number FROM learning_checkanswer
                WHERE page.kind = 'check' AND study_id = study.id AND page = page.identifier
                ORDER BY question, number DESC
            ) AS latest
        ), '{}') AS tried,
        coalesce((
            SELECT json_object_agg(said.moment, said.how_sure) FROM learning_confidence said
            WHERE page.kind = 'check' AND said.study_id = study.id AND said.page = page.identifier
        ), '{}') AS sure,
        (
            SELECT json_build_object(
                'id', entry.id, 'text', entry.text, 'revision', entry.revision, 'changed_at', entry.changed_at
            ) FROM learning_logentry entry WHERE entry.study_id = study.id AND entry.page = page.identifier
        ) AS note,
        coalesce((
            SELECT json_agg(json_build_object(
                'id', entry.id, 'page', entry.page, 'topic', entry.topic, 'statements', entry.statements,
                'written_at', entry.written_at, 'met_on', entry.met_on, 'met_at', entry.met_at
            ) ORDER BY entry.written_at)
            FROM learning_logentry entry WHERE page.kind = 'opening' AND entry.study_id = study.id
        ), '[]') AS written,
        coalesce((
            SELECT json_build_array(audit.first, audit.second, audit.third) FROM learning_audit audit
            WHERE page.kind = 'opening' AND audit.study_id = study.id AND audit.first IS NOT NULL
            ORDER BY audit.number DESC LIMIT 1
        ), '[]') AS priorities
    FROM learning_study study
    JOIN enrolment_enrolment place ON place.registration_id = study.enrolment_id AND place.taken_back_at IS NULL
    JOIN learning_coursepage page ON page.version_id = study.version_id AND page.identifier = %(page)s
    JOIN learning_courseunit unit ON unit.id = page.unit_id
    WHERE study.id = %(study)s AND study.person_id = %(person)s
) AS found
"""


def read_page(viewer: Viewer, study_id: UUID, page: str, at: datetime) -> Reading:
    """One page of a study of the viewer's own, and what they wrote there. Raises NotFound, also for a page that the
    pinned version does not have. One statement, and two where an earlier entry is met again, once the version is known
    to this process."""
    with preparing_cursor() as cursor:
        cursor.execute(_STATEMENT, {"study": study_id, "page": page, "person": viewer.own_id})
        row = cursor.fetchone()
    if row is None:
        raise NotFound(page)
    found = msgspec.json.decode(row[0], type=_Found)
    outline = outline_of(found.version)
    place = outline.places[page]
    unit = outline.units[place.unit]
    return Reading(
        page=_study_page(found, outline, place, unit),
        note=found.note,
        met=_to_meet(viewer, found, outline, unit, page, london_day(at)),
    )


def _study_page(found: _Found, outline: Outline, place: PagePlace, unit: UnitPlace) -> StudyPage:
    done = set(found.done)
    lines = tuple(
        PageLine(one.id, one.kind, one.title, one.minutes, one.task_minutes, one.id in done)
        for one in unit.pages
    )
    before, after = outline.around(place)
    return StudyPage(
        study=StudyRow(
            id=found.id,
            registration=found.registration,
            title=outline.title,
            version=outline.version,
            minutes=found.minutes,
            minutes_done=found.minutes_done,
            last_at=found.last_at,
            training=found.training,
            returns_on=found.returns_on,
        ),
        topic=unit.topic,
        topic_name=unit.topic_name,
        unit=UnitLine(unit.id, unit.title, unit.problem, lines, found.finished),
        page=published_page(found.version, place.id),
        done=place.id in done,
        before=before,
        after=after,
        decided=found.decided,
        tried=found.tried,
        sure=found.sure,
        sources={key: outline.sources[key] for key in unit.cites} if place.kind is PageKind.SOURCES else {},
        setting=unit.setting if place.id == unit.pages[0].id else "",
    )


def _to_meet(
    viewer: Viewer, found: _Found, outline: Outline, unit: UnitPlace, page: str, today: date
) -> Entry | None:
    """The earlier entry that the first page of a unit shows. Only an opening comes first in one."""
    if not found.written:
        return None
    places = {one.topic: one.place for one in outline.units.values()}
    chosen = worth_meeting(
        [_past(entry, outline, unit, places) for entry in found.written],
        page=page,
        place=unit.place,
        statements=_texts(outline, unit.statements),
        priorities=found.priorities,
        today=today,
    )
    return entry_met(viewer, found.id, chosen, outline) if chosen else None


def _past(entry: _Written, outline: Outline, unit: UnitPlace, places: dict[str, int]) -> Past:
    place = outline.places.get(entry.page or "")
    return Past(
        id=entry.id,
        topic=entry.topic,
        written_on=london_day(entry.written_at),
        is_reflection=place is not None and place.kind is PageKind.REFLECTION,
        in_this_unit=place is not None and place.unit == unit.id,
        place=places.get(entry.topic),
        statements=_texts(outline, entry.statements),
        met_on=entry.met_on,
        met_day=london_day(entry.met_at) if entry.met_at else None,
    )


def _texts(outline: Outline, statements: list[str]) -> tuple[str, ...]:
    return tuple(outline.statements[id] for id in statements if id in outline.statements)
