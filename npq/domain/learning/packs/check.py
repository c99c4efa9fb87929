"""The only road to publication: a pack is read, and what must hold of it as a whole is checked."""

import re
from collections import Counter
from math import prod
from pathlib import Path

from npq.domain.learning.kinds import Opening, PageKind
from npq.domain.learning.packs.faults import Fault, line_of
from npq.domain.learning.packs.pack import Pack, Page, Topic, Unit
from npq.domain.learning.packs.read import PackReader
from npq.domain.learning.packs.shapes import Range
from npq.domain.learning.packs.text import PAGE_LINK

ORDER = list(PageKind)
SEVERAL = frozenset({PageKind.READING, PageKind.CASE})
"""Kinds of which a unit may have more than one page; of every kind it has at least one."""

DECISIONS = Range(at_least=2, at_most=3)
TASK_MINUTES = Range(at_least=20, at_most=40)
QUESTIONS = Range(at_least=3, at_most=6)
LUCK = 0.05
"""How likely, at most, somebody who guesses passes a check."""

QUICKEST, SLOWEST = 1.6, 0.4
"""How far from the usual pace of reading the minutes of a page may be."""

READ = frozenset({PageKind.OPENING, PageKind.READING, PageKind.CASE})


def read_pack(folder: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack in a folder, and its faults by file and line. There is a pack only where there is no fault."""
    reader = PackReader(folder)
    pack = reader.read()
    if pack is not None:
        _Whole(pack, reader).check()
    faults = reader.faults.in_order()
    return (None if faults else pack), faults


class _Whole:
    def __init__(self, pack: Pack, reader: PackReader) -> None:
        assert reader.course is not None
        self.pack, self.reader, self.course = pack, reader, reader.course
        self.known = {statement.id: statement for statement in pack.statements}

    def check(self) -> None:
        self._framework()
        for topic in self.pack.topics:
            for unit in topic.units:
                self._unit(unit)
                for page in unit.pages:
                    self._page(page)
            self._served(topic)
        self._unique([d.id for page in self.pack.pages for d in page.decisions], "decision")
        self._unique([q.id for page in self.pack.pages for q in page.questions], "question")
        self._links()
        minutes = sum(topic.minutes for topic in self.pack.topics)
        if minutes not in self.course.self_study_minutes:
            self._at_root("course.toml", "self_study_minutes", f"the topics add up to {minutes} minutes")

    def _framework(self) -> None:
        if self.pack.framework != self.course.framework:
            self._at_root("course.toml", "framework", f"framework.toml is “{self.pack.framework}”")
        for id in _twice([statement.id for statement in self.pack.statements]):
            self._at_root("framework.toml", f'"{id}"', f"“{id}” is there twice")
        for statement in self.pack.statements:
            if statement.topic not in self.reader.topics:
                self._at_root("framework.toml", f'"{statement.id}"', f"there is no topic “{statement.topic}”")

    def _unit(self, unit: Unit) -> None:
        kinds = [page.kind for page in unit.pages]
        if kinds != sorted(kinds, key=ORDER.index):
            self._at_unit(unit, "its pages stand in another order than opening, reading, case, check, …")
        for kind in PageKind:
            count = kinds.count(kind)
            if count == 0:
                self._at_unit(unit, f"it has no page of the kind “{kind.value}”")
            elif count > 1 and kind not in SEVERAL:
                self._at_unit(unit, f"it has {count} pages of the kind “{kind.value}”")
        if unit.screen_minutes not in self.course.unit_screen_minutes:
            self._at_unit(
                unit,
                f"it takes {unit.screen_minutes} minutes on screen, not {self.course.unit_screen_minutes}",
            )
        if unit.task_minutes not in TASK_MINUTES:
            self._at_unit(unit, f"its task takes {unit.task_minutes} minutes, not {TASK_MINUTES}")
        decisions = sum(len(page.decisions) for page in unit.pages)
        if decisions not in DECISIONS:
            self._at_unit(unit, f"it asks for {decisions} decisions, not {DECISIONS}")
        if not any(page.cites for page in unit.pages):
            self._at_unit(unit, "it cites no source")

    def _page(self, page: Page) -> None:
        for id in page.statements:
            if id not in self.known:
                self._at_page(page, "statements", f"framework.toml has no statement “{id}”")
        for place, question in enumerate(page.questions):
            for id in question.statements:
                if id not in self.known:
                    self._at_page(page, ("questions", place), f"framework.toml has no statement “{id}”")
        if page.questions:
            if len(page.questions) not in QUESTIONS:
                self._at_page(page, "questions", f"it has {len(page.questions)} questions, not {QUESTIONS}")
            luck = prod(question.chance for question in page.questions)
            if luck > LUCK:
                self._at_page(page, "questions", f"somebody who guesses passes {luck:.0%} of the time")
        if page.kind in READ:
            usual = page.words / self.course.words_a_minute
            if not usual / QUICKEST <= page.minutes <= max(1.5, usual / SLOWEST) + len(page.decisions):
                self._at_page(
                    page,
                    "minutes",
                    f"{page.words} words are no {page.minutes} minutes: about {max(1, round(usual))}",
                )
        grade = self.reader.grades[page.id]
        if grade > self.course.grade:
            self._at_page(page, "title", f"it reads at grade {grade:.1f}, above {self.course.grade:g}")

    def _served(self, topic: Topic) -> None:
        if topic.opens is not Opening.NOW:
            return
        served = {id for unit in topic.units for page in unit.pages for id in page.statements}
        for statement in self.pack.statements:
            if statement.topic == topic.id and statement.id not in served:
                self._at_root("framework.toml", f'"{statement.id}"', f"no page serves “{statement.id}”")

    def _links(self) -> None:
        pages = self.reader.documents
        for document in pages.values():
            for number, line in enumerate(document.path.read_text("utf-8").splitlines(), start=1):
                for target in PAGE_LINK.findall(line):
                    if target not in pages:
                        self.reader.faults.add(document.path, number, f"there is no page “{target}”")

    def _unique(self, ids: list[str], what: str) -> None:
        for id in _twice(ids):
            holding = [
                d for d in self.reader.documents.values() if re.search(rf"\bid: {id}\b", _text(d.path))
            ]
            for document in holding:
                lines = _text(document.path).splitlines()
                line = max(n for n, words in enumerate(lines, start=1) if f"id: {id}" in words)
                self.reader.faults.add(document.path, line, f"there are two {what}s “{id}”")

    def _at_root(self, name: str, needle: str, says: str) -> None:
        path = self.reader.folder / name
        self.reader.faults.add(path, line_of(_text(path), needle), says)

    def _at_unit(self, unit: Unit, says: str) -> None:
        self.reader.faults.add(self.reader.unit_files[unit.id], 1, says)

    def _at_page(self, page: Page, where: str | tuple[str | int, ...], says: str) -> None:
        document = self.reader.documents[page.id]
        path = (where,) if isinstance(where, str) else where
        self.reader.faults.add(document.path, document.lines.of(*path), says)


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _twice(ids: list[str]) -> list[str]:
    return [id for id, count in Counter(ids).items() if count > 1]
