"""Published versions, kept in this process once they were asked for: the database lets nobody change one, so nothing
that is kept here can be out of date."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import msgspec

from npq.domain.learning.kinds import PageKind
from npq.domain.learning.models import CoursePage, CourseVersion
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.packs.shapes import Source, Statement
from npq.domain.learning.queries.versions import page_of
from npq.domain.learning.rules.setting import setting_in

VERSIONS, PAGES = 8, 512
"""How many versions' outlines and how many pages one process keeps: a page takes some 30 kB."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page without its text: what it is, takes and serves. `position` counts through the whole version, from 0."""

    id: str
    kind: PageKind
    title: str
    minutes: int
    task_minutes: int
    statements: tuple[str, ...]
    cites: tuple[str, ...]
    position: int
    unit: str


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit and its pages in their order. `place` is that of its topic."""

    id: str
    title: str
    problem: str
    topic: str
    topic_name: str
    place: int
    pages: tuple[PagePlace, ...]
    setting: str = ""
    """Where the cases of its topic play, of a topic's first unit."""

    @property
    def cites(self) -> list[str]:
        """Every work its pages cite, in the order it is first cited."""
        return list(dict.fromkeys(key for page in self.pages for key in page.cites))

    @property
    def statements(self) -> list[str]:
        """Every statement its pages serve."""
        return list(dict.fromkeys(id for page in self.pages for id in page.statements))


@dataclass(frozen=True, slots=True)
class Outline:
    """A version without its pages' texts: pages in order and by id, units, what statements say, sources."""

    version: str
    title: str
    pages: tuple[PagePlace, ...]
    units: dict[str, UnitPlace]
    places: dict[str, PagePlace]
    statements: dict[str, str]
    sources: dict[str, Source]

    def around(self, page: PagePlace) -> tuple[str | None, str | None]:
        """The pages before and after one."""
        before = self.pages[page.position - 1].id if page.position > 0 else None
        after = self.pages[page.position + 1].id if page.position + 1 < len(self.pages) else None
        return before, after


@lru_cache(maxsize=VERSIONS)
def outline_of(version_id: UUID) -> Outline:
    """The outline of a published version. Two queries, or none. Raises CourseVersion.DoesNotExist."""
    version = CourseVersion.objects.get(id=version_id)
    rows = CoursePage.objects.filter(version=version_id).select_related("unit__topic").defer("content")
    pages: dict[str, list[PagePlace]] = {}
    units: dict[str, UnitPlace] = {}
    first: dict[int, int] = {}
    for position, row in enumerate(rows.order_by("position")):
        unit = row.unit
        first.setdefault(unit.topic_id, unit.id)
        of_unit = pages.setdefault(unit.identifier, [])
        of_unit.append(_place(row, position))
        units[unit.identifier] = UnitPlace(
            id=unit.identifier,
            title=unit.title,
            problem=unit.problem,
            topic=unit.topic.identifier,
            topic_name=unit.topic.name,
            place=unit.topic.position,
            pages=tuple(of_unit),
            setting=setting_in(unit.topic.about) if first[unit.topic_id] == unit.id else "",
        )
    every = tuple(page for unit in units.values() for page in unit.pages)
    return Outline(
        version=version.version,
        title=version.title,
        pages=every,
        units=units,
        places={page.id: page for page in every},
        statements={one.id: one.text for one in msgspec.convert(version.statements, list[Statement])},
        sources=msgspec.convert(version.sources, dict[str, Source]),
    )


@lru_cache(maxsize=PAGES)
def published_page(version_id: UUID, page: str) -> Page:
    """A page of a published version, with its text. One query, or none. Raises CoursePage.DoesNotExist."""
    return page_of(CoursePage.objects.get(version=version_id, identifier=page))


def _place(row: CoursePage, position: int) -> PagePlace:
    return PagePlace(
        id=row.identifier,
        kind=PageKind(row.kind),
        title=row.title,
        minutes=row.screen_minutes,
        task_minutes=row.task_minutes,
        statements=tuple(row.statements),
        cites=tuple(row.cites),
        position=position,
        unit=row.unit.identifier,
    )
