"""A course pack as it is published: everything a page shows, worked out and rendered once."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec import Struct

from npq.domain.learning.kinds import Opening, PageKind, QuestionKind
from npq.domain.learning.packs.shapes import OutlineUnit, Source, Statement


class Choice(Struct, frozen=True):
    """One way to decide. `result` is HTML."""

    id: str
    text: str
    result: str


class Decision(Struct, frozen=True):
    id: str
    ask: str
    choices: list[Choice]


class Answer(Struct, frozen=True):
    """An answer to choose. `why` is HTML."""

    text: str
    right: bool
    why: str


class Question(Struct, frozen=True):
    """One question of a check. Choices have answers; a number has a value, and how far off is still right."""

    id: str
    kind: QuestionKind
    ask: str
    statements: list[str]
    answers: list[Answer]
    value: Decimal | None
    within: Decimal
    unit: str
    why_right: str
    why_wrong: str

    @property
    def chance(self) -> float:
        """How likely somebody who guesses is right."""
        match self.kind:
            case QuestionKind.ONE:
                return 1 / len(self.answers)
            case QuestionKind.SEVERAL:
                return 1 / float(2 ** len(self.answers) - 1)
            case QuestionKind.NUMBER:
                return 0.0


class Page(Struct, frozen=True):
    """One page. `parts` are HTML: the first is shown at once, each other after one more of its decisions."""

    id: str
    kind: PageKind
    title: str
    minutes: int
    task_minutes: int
    statements: list[str]
    cites: list[str]
    words: int
    parts: list[str]
    decisions: list[Decision]
    questions: list[Question]


class Unit(Struct, frozen=True):
    id: str
    title: str
    problem: str
    pages: list[Page]

    @property
    def screen_minutes(self) -> int:
        return sum(page.minutes for page in self.pages)

    @property
    def task_minutes(self) -> int:
        return sum(page.task_minutes for page in self.pages)

    @property
    def minutes(self) -> int:
        return self.screen_minutes + self.task_minutes


class Topic(Struct, frozen=True):
    """One of the framework's topics. `about` is HTML; one that opens later has an outline and no units."""

    id: str
    name: str
    opens: Opening
    about: str
    units: list[Unit]
    outline: list[OutlineUnit]

    @property
    def minutes(self) -> int:
        return sum(unit.minutes for unit in self.units) + sum(unit.minutes for unit in self.outline)


class Pack(Struct, frozen=True):
    """A whole course, as one version of it."""

    qualification: str
    title: str
    version: str
    framework: str
    framework_note: str
    statements: list[Statement]
    sources: dict[str, Source]
    topics: list[Topic]

    @property
    def units(self) -> Iterator[Unit]:
        return (unit for topic in self.topics for unit in topic.units)

    @property
    def pages(self) -> Iterator[Page]:
        return (page for unit in self.units for page in unit.pages)

    @property
    def digest(self) -> str:
        """What the pack is known by: the same content, the same digest."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()
