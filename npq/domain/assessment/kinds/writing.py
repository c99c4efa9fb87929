"""Words of writing: one’s display, one’s files, and how a response is handed in."""

from enum import StrEnum


class OverLimit(StrEnum):
    """What becomes of a response that is longer than the limit."""

    READ_TO_LIMIT = "read_to_limit"
    REFUSE = "refuse"
    WARN = "warn"


class WordFault(StrEnum):
    """Why a word processor's file is not read."""

    NOT_WORD = "not_word"
    OLD_OR_LOCKED = "old_or_locked"
    MACROS = "macros"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    EMPTY = "empty"


class Tool(StrEnum):
    """What somebody says they used to write a response."""

    NONE = "none"
    SPELLING = "spelling"
    DICTATION = "dictation"
    TRANSLATION = "translation"
    GENERATIVE_IDEAS = "generative_ideas"
    GENERATIVE_TEXT = "generative_text"
    OTHER = "other"


class HandedIn(StrEnum):
    """How a response was handed in: by its writer, or at the deadline because they had chosen so."""

    BY_WRITER = "by_writer"
    AT_DEADLINE = "at_deadline"


class Choice(StrEnum):
    """Which of two versions somebody goes on with: the one that is the head, the one kept beside it, or both."""

    HEAD = "head"
    BRANCH = "branch"
    BOTH = "both"


class Face(StrEnum):
    """The letters that somebody writes in."""

    OURS = "ours"
    SANS = "sans"
    SERIF = "serif"
    MONO = "mono"


class Spacing(StrEnum):
    NORMAL = "normal"
    WIDE = "wide"
    WIDEST = "widest"


class Colours(StrEnum):
    """What somebody writes on, and in."""

    LIGHT = "light"
    CREAM = "cream"
    BLUE = "blue"
    DARK = "dark"


MOST_SECTION_CHARACTERS, MOST_TOOLS_CHARACTERS = 60_000, 500
"""How long one answer of a response and the words on tools may be. The word limit is the policy's, and far below."""
