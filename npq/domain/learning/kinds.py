"""Words of learning: kinds of pages and questions."""

from enum import StrEnum


class PageKind(StrEnum):
    """What a page of a unit is for, in the order a unit has them."""

    OPENING = "opening"
    READING = "reading"
    CASE = "case"
    CHECK = "check"
    REFLECTION = "reflection"
    TASK = "task"
    RECAP = "recap"
    SOURCES = "sources"

    @classmethod
    def serving(cls) -> frozenset["PageKind"]:
        """The kinds of pages that serve statements of the framework."""
        return frozenset({cls.READING, cls.CASE, cls.CHECK, cls.REFLECTION, cls.TASK})


class QuestionKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"


class StatementKind(StrEnum):
    KNOW = "know"
    DO = "do"


class SourceKind(StrEnum):
    BOOK = "book"
    RESEARCH = "research"
    REVIEW = "review"
    GUIDANCE = "guidance"
    LAW = "law"
    REPORT = "report"


class Opening(StrEnum):
    """Whether a topic can be studied, or is an outline so far."""

    NOW = "now"
    LATER = "later"
