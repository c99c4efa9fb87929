"""Words of the setting: case studies, their papers, and how they are given."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What a case study is for: to be assessed with, or to practise on."""

    LIVE = "live"
    REHEARSAL = "rehearsal"


class DocumentKind(StrEnum):
    """What a supporting document of a case is."""

    TABLE = "table"
    CHART = "chart"
    EXTRACT = "extract"
    LETTER = "letter"
    MINUTES = "minutes"


class ChartKind(StrEnum):
    """How a document's chart is drawn."""

    LINES = "lines"
    BARS = "bars"


class Format(StrEnum):
    """How the papers of a case are given to somebody."""

    LARGE_PRINT = "large_print"
    PLAIN = "plain"
    AUDIO_FRIENDLY = "audio_friendly"


class Verdict(StrEnum):
    """What the pass rule makes of a set of levels, in the words of an answer's file."""

    PASS = "pass"  # noqa: S105  a verdict, no password
    NOT_A_PASS = "not a pass"  # noqa: S105  the same


class OpeningPurpose(StrEnum):
    """What somebody of staff opens a live case for. Only who sets it opens it under embargo."""

    SETTING = "setting"
    MARKING = "marking"
    MODERATION = "moderation"
    QUESTION = "question"


OPENING_HOURS = 8
"""How long a live case stays open to somebody of staff who said what for; after that they say so again."""


class RetirementReason(StrEnum):
    """Why a case is not set again."""

    EXPOSED = "exposed"
    USED_ENOUGH = "used_enough"
    FAULTY = "faulty"

    @property
    def of_whole_family(self) -> bool:
        """Whether every variant goes with it: what has become known of one is known of all."""
        return self is not RetirementReason.FAULTY
