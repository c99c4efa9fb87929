"""One page of the course as somebody studies it, asked for in one statement: it is what is looked at most."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection
from msgspec import Struct

from npq.domain.learning.kinds import HowSure, Moment, PageKind
from npq.domain.learning.models import CoursePage, CourseVersion
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.packs.shapes import Source
from npq.domain.learning.queries.studying import PageLine, StudyRow, UnitLine
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


class Tried(Struct, frozen=True):
    """The last try at a question: what was given, and how many tries there were."""

    given: list[int] | str
    right: bool
    tries: int


@dataclass(frozen=True)
class StudyPage:
    """One page as somebody studies it: what was decided and answered on it, and what stands around it."""

    study: StudyRow
    topic: str
    topic_name: str
    unit: UnitLine
    page: Page
    done: bool
    before: str | None
    after: str | None
    decided: dict[str, str]
    tried: dict[str, Tried]
    sure: dict[Moment, HowSure]
    sources: dict[str, Source]


class _Near(Struct, frozen=True):
    """A page of the same unit, or the one before or after it."""

    id: str
    kind: PageKind
    title: str
    minutes: int
    task_minutes: int
    position: int
    in_unit: bool
    done: bool


class _Found(Struct, frozen=True):
    id: UUID
    registration: UUID
    title: str
    version_id: UUID
    version: str
    minutes: int
    minutes_done: int
    last_at: datetime | None
    topic: str
    topic_name: str
    unit_id: int
    unit: str
    unit_title: str
    problem: str
    finished: bool
    position: int
    page: Page
    near: list[_Near]
    decided: dict[str, str]
    tried: dict[str, Tried]
    sure: dict[Moment, HowSure]


# The study is the viewer's own, in a place that stands; the page is one of the version it is pinned to.
_STATEMENT = """
SELECT row_to_json(found)::text FROM (
    SELECT
        study.id, study.enrolment_id AS registration, study.minutes, study.minutes_done, study.last_at,
        version.title, version.id AS version_id, version.version,
        topic.identifier AS topic, topic.name AS topic_name,
        unit.id AS unit_id, unit.identifier AS unit, unit.title AS unit_title, unit.problem,
        EXISTS (
            SELECT FROM learning_unitdone done WHERE done.study_id = study.id AND done.unit = unit.identifier
        ) AS finished,
        page.position,
        page.content || jsonb_build_object(
            'id', page.identifier, 'kind', page.kind, 'title', page.title, 'minutes', page.screen_minutes,
            'task_minutes', page.task_minutes, 'statements', page.statements, 'cites', page.cites,
            'words', page.words
        ) AS page,
        (
            SELECT json_agg(json_build_object(
                'id', near.identifier, 'kind', near.kind, 'title', near.title, 'minutes', near.screen_minutes,
                'task_minutes', near.task_minutes, 'position', near.position, 'in_unit', near.unit_id = unit.id,
                'done', EXISTS (
                    SELECT FROM learning_pagedone done
                    WHERE done.study_id = study.id AND done.page = near.identifier
                )
            ) ORDER BY near.position)
            FROM learning_coursepage near
            WHERE near.version_id = version.id
            AND (near.unit_id = unit.id OR near.position IN (page.position - 1, page.position + 1))
        ) AS near,
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
        ), '{}') AS sure
    FROM learning_study study
    JOIN enrolment_enrolment place ON place.registration_id = study.enrolment_id AND place.taken_back_at IS NULL
    JOIN learning_courseversion version ON version.id = study.version_id
    JOIN learning_coursepage page ON page.version_id = version.id AND page.identifier = %(page)s
    JOIN learning_courseunit unit ON unit.id = page.unit_id
    JOIN learning_coursetopic topic ON topic.id = unit.topic_id
    WHERE study.id = %(study)s AND study.person_id = %(person)s
) AS found
"""


def study_page(viewer: Viewer, study_id: UUID, page: str) -> StudyPage:
    """One page of a study of the viewer's own. Raises NotFound, also for a page the pinned version does not have."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"study": study_id, "page": page, "person": viewer.own_id})
        row = cursor.fetchone()
    if row is None:
        raise NotFound(page)
    found = msgspec.json.decode(row[0], type=_Found)
    at = {near.position: near.id for near in found.near}
    in_unit = [near for near in found.near if near.in_unit]
    lines = tuple(
        PageLine(near.id, near.kind, near.title, near.minutes, near.task_minutes, near.done)
        for near in in_unit
    )
    return StudyPage(
        study=StudyRow(
            id=found.id,
            registration=found.registration,
            title=found.title,
            version=found.version,
            minutes=found.minutes,
            minutes_done=found.minutes_done,
            last_at=found.last_at,
        ),
        topic=found.topic,
        topic_name=found.topic_name,
        unit=UnitLine(found.unit, found.unit_title, found.problem, lines, found.finished),
        page=found.page,
        done=next(line.done for line in lines if line.id == page),
        before=at.get(found.position - 1),
        after=at.get(found.position + 1),
        decided=found.decided,
        tried=found.tried,
        sure=found.sure,
        sources=_sources(found) if found.page.kind is PageKind.SOURCES else {},
    )


def _sources(found: _Found) -> dict[str, Source]:
    """Every work that the page's unit cites, in the order it is first cited."""
    cited: list[str] = []
    pages = CoursePage.objects.filter(unit=found.unit_id).order_by("position")
    for cites in pages.values_list("cites", flat=True):
        cited += [key for key in cites if key not in cited]
    stored = CourseVersion.objects.values_list("sources", flat=True).get(id=found.version_id)
    return {key: msgspec.convert(stored[key], Source) for key in cited}
