"""What a text of the learning log may be, and which of two texts is the later one. Facts in, decision out."""

import unicodedata
from datetime import datetime

NUL = "\0"

FIRST_WORDS = 60
"""How many characters of a text are enough to know it again."""


def plain(text: str) -> str:
    """A text as it is kept: what was typed, with line ends of one kind and nothing empty around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """How a text begins: its first line, cut after a word where that is long."""
    line = text.strip().partition("\n")[0].rstrip()
    if len(line) <= most:
        return line
    cut = line[: most + 1].rsplit(maxsplit=1)
    return (cut[0] if len(cut) > 1 else line[:most]).rstrip(" ,;:") + " …"


def next_revision(before: int, at: datetime) -> int:
    """The number of a text written at `at`, above that of the one before it. It goes by the clock, so that a text
    written anew after one was deleted has not the number of the deleted one."""
    return max(before + 1, int(at.timestamp() * 1000))
