"""What an author writes, as shapes: the fields of every kind of file. A misspelt field is an error, not a silence."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from npq.domain.learning.kinds import Opening, PageKind, QuestionKind, SourceKind, StatementKind

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Minutes = Annotated[int, Meta(ge=1, le=120)]
Version = Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$", max_length=20)]


class _Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt field is an error, not a silence."""


class Range(_Shape, frozen=True):
    """Both ends belong to it."""

    at_least: Annotated[int, Meta(ge=0)]
    at_most: Annotated[int, Meta(ge=0)]

    def __contains__(self, value: int) -> bool:
        return self.at_least <= value <= self.at_most

    def __str__(self) -> str:
        return f"{self.at_least} to {self.at_most}"


class CourseFile(_Shape, frozen=True):
    """course.toml"""

    title: Line
    version: Version
    framework: Id
    self_study_minutes: Range
    unit_screen_minutes: Range
    grade: Annotated[float, Meta(gt=0, le=20)] = 13
    words_a_minute: Annotated[int, Meta(ge=100, le=400)] = 200


class Statement(_Shape, frozen=True):
    """What a participant should know or be able to do. `official` is a framework's own reference, where mapped."""

    id: Id
    topic: Id
    kind: StatementKind
    text: Annotated[str, Meta(min_length=1, max_length=600)]
    official: str = ""


class FrameworkFile(_Shape, frozen=True):
    """framework.toml"""

    version: Id
    note: Line
    statement: Annotated[list[Statement], Meta(min_length=1)]


class Source(_Shape, frozen=True):
    """A work the course may cite. Law and guidance says on which day it was last seen to be so."""

    authors: Line
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    publisher: Line
    year: Line
    kind: SourceKind
    about: Annotated[str, Meta(min_length=1, max_length=600)]
    link: Annotated[str, Meta(pattern=r"^https://\S+$|^$", max_length=300)] = ""
    true_on: date | None = None

    def __post_init__(self) -> None:
        if self.true_on is None and self.kind in {SourceKind.LAW, SourceKind.GUIDANCE}:
            raise ValueError("law and guidance needs true_on")


class OutlineUnit(_Shape, frozen=True):
    """A unit to come."""

    title: Line
    about: Annotated[str, Meta(min_length=1, max_length=400)]
    minutes: Minutes


class TopicFront(_Shape, frozen=True):
    """topic.md"""

    opens: Opening
    units: list[Id] = []
    outline: list[OutlineUnit] = []

    def __post_init__(self) -> None:
        if (self.opens is Opening.NOW) != bool(self.units) or bool(self.units) == bool(self.outline):
            raise ValueError("a topic that opens now has units, one that opens later has an outline")


class UnitFront(_Shape, frozen=True):
    """unit.md"""

    title: Line
    problem: Annotated[str, Meta(min_length=1, max_length=300)]


class ChoiceFront(_Shape, frozen=True):
    """One way to decide, and what comes of it."""

    id: Id
    text: Annotated[str, Meta(min_length=1, max_length=600)]
    result: Text


class DecisionFront(_Shape, frozen=True):
    id: Id
    ask: Annotated[str, Meta(min_length=1, max_length=400)]
    choices: Annotated[list[ChoiceFront], Meta(min_length=3, max_length=6)]


class AnswerFront(_Shape, frozen=True):
    """An answer to choose, and why it is right or wrong."""

    text: Annotated[str, Meta(min_length=1, max_length=600)]
    why: Annotated[str, Meta(min_length=1, max_length=1200)]
    right: bool = False


class QuestionFront(_Shape, frozen=True):
    """One question of a check. Choices have answers; a number has a value."""

    id: Id
    kind: QuestionKind
    ask: Annotated[str, Meta(min_length=1, max_length=800)]
    statements: list[Id] = []
    answers: list[AnswerFront] = []
    value: str | int | float | None = None
    unit: str = ""
    within: Annotated[float, Meta(ge=0)] = 0
    why_right: str = ""
    why_wrong: str = ""

    def __post_init__(self) -> None:
        right = sum(answer.right for answer in self.answers)
        match self.kind:
            case QuestionKind.NUMBER:
                if self.value is None or self.answers or not (self.why_right and self.why_wrong):
                    raise ValueError("a number needs value, why_right and why_wrong, and no answers")
            case QuestionKind.ONE:
                if len(self.answers) < FEWEST_ANSWERS or right != 1 or self.value is not None:
                    raise ValueError("needs four answers or more, exactly one of them right, and no value")
            case QuestionKind.SEVERAL:
                if len(self.answers) < FEWEST_ANSWERS or right < 1 or self.value is not None:
                    raise ValueError("needs four answers or more, at least one of them right, and no value")


FEWEST_ANSWERS = 4


class PageFront(_Shape, frozen=True):
    """The front matter of a page. `task_minutes` are spent away from the screen."""

    id: Id
    kind: PageKind
    title: Line
    minutes: Minutes
    task_minutes: Minutes | None = None
    statements: list[Id] = []
    figures: dict[str, str | int | float] = {}
    decisions: list[DecisionFront] = []
    questions: list[QuestionFront] = []

    def __post_init__(self) -> None:
        if (self.kind is PageKind.TASK) != (self.task_minutes is not None):
            raise ValueError("task_minutes stand on a task page, and on no other")
        if bool(self.decisions) != (self.kind is PageKind.CASE):
            raise ValueError("a case asks for decisions, and no other page does")
        if bool(self.questions) != (self.kind is PageKind.CHECK):
            raise ValueError("a check has questions, and no other page has")
        if not self.statements and self.kind in PageKind.serving():
            raise ValueError("it serves no statement")


class ConsistencyCheck(_Shape, frozen=True):
    """One line of data-book/checks.toml: what must agree, in words and as an expression."""

    says: Line
    rule: Annotated[str, Meta(min_length=1, max_length=2000)]


class ChecksFile(_Shape, frozen=True):
    check: list[ConsistencyCheck] = []
