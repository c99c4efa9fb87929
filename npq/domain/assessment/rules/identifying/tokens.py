"""A text as words with their places, and each word as it is compared: without case, accents and apostrophes."""

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’‘ʼ`´"
_WITHIN = (
    "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents set after a letter, and what cannot be seen
)
_LETTER = r"[^\W_]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_WITHIN}{APOSTROPHES}])*")
_ENDS_SENTENCE = re.compile(r"[.!?…:]|\n")
_PARTS = re.compile(r"\n\s*\n|[,;:!?…()\[\]|\t“”\"]")
_NO_DECOMPOSITION = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SAME = {"saint": "st", "sainte": "st"}
# After these a full stop ends no sentence: “St. Mary”, “Mr. Clarke”, “A. Clarke”.
SHORTENED = 3


class Shape(Enum):
    """How a word is written."""

    LOWER = auto()
    CAPITAL = auto()
    UPPER = auto()


class Token(NamedTuple):
    """One word of a text. `forms`: what it may be compared as, more than one where it may be a possessive.

    `starts`: it stands where any word has a capital. `shouts`: so do all the words of its line. `joined`: what
    parts it from the word before is no more than what parts the words of a name.
    """

    start: int
    end: int
    forms: frozenset[str]
    shape: Shape
    starts: bool
    shouts: bool
    joined: bool
    dotted: bool

    @property
    def is_name(self) -> bool:
        """Whether it has a capital that only a name would have here."""
        return self.shape is Shape.CAPITAL and not self.starts and not self.shouts


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word without case, accents, apostrophes and what cannot be seen."""
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(_NO_DECOMPOSITION)
    kept = "".join(character for character in plain if character.isalnum())
    return _SAME.get(kept, kept)


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared; one with an apostrophe before a last “s” is kept whole."""
    return [folded(found[0]) for found in _WORD.finditer(text)]


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    shouting = _shouting_lines(text)
    found: list[Token] = []
    last: Token | None = None
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        length, forms, shape = _read(match[0])
        gap = text[end:start]
        # Most words follow a blank, which says nothing.
        if gap == " " and last is not None:
            starts, joined, dotted = False, True, False
        else:
            starts, joined, dotted = _follows(last, gap)
        shouts = bool(shouting) and text.rfind("\n", 0, start) + 1 in shouting
        end = start + length
        last = Token(start, end, forms, shape, starts, shouts, joined, dotted)
        found.append(last)
    return found


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[int, frozenset[str], Shape]:
    """How long a word is without the apostrophes after it, what it may be compared as, and how it is written."""
    written = word.rstrip(APOSTROPHES)
    return len(written), _forms(written), _shape(written)


def _follows(last: Token | None, gap: str) -> tuple[bool, bool, bool]:
    """What the gap after a word, or before the first, says of the next: `starts`, `joined` and `dotted`."""
    short = last is not None and last.end - last.start <= SHORTENED and last.shape is not Shape.LOWER
    dotted = short and gap.startswith(".")
    told = gap.removeprefix(".") if dotted else gap
    starts = last is None or bool(_ENDS_SENTENCE.search(told)) or _begins_anew(gap)
    return starts, last is not None and _joins(told), dotted


def _forms(written: str) -> frozenset[str]:
    """“Clarke’s” is “clarkes” and “clarke”, and “St Marys” may be “St Mary’s”."""
    return frozenset({folded(written), folded(_owner(written))})


def _owner(written: str) -> str:
    """A word without the “’s” of a possessive."""
    return written[:-2] if written[-1] in "sS" and written[-2:-1] in set(APOSTROPHES) else written


def _shape(written: str) -> Shape:
    letters = [character for character in _owner(written) if character.isalpha()]
    if not letters or not letters[0].isupper():
        return Shape.LOWER
    return Shape.UPPER if len(letters) > 1 and all(letter.isupper() for letter in letters) else Shape.CAPITAL


def _begins_anew(gap: str) -> bool:
    """Whether speech, a cell of a table or an item of a list begins here."""
    return any(mark in gap for mark in '“‘"') or gap.strip() in {"•", "*", "–", "-"}


def _joins(gap: str) -> bool:
    """Whether what stands between two words may stand within a name: blanks, one line end, a hyphen, an “&”."""
    return len(gap) <= SHORTENED + 2 and not _PARTS.search(gap) and "." not in gap


def _shouting_lines(text: str) -> set[int]:
    """Where lines begin in which every word of more than three letters has a capital, as in some headings."""
    found = set()
    start = 0
    for line in text.split("\n"):
        if _shouts(line):
            found.add(start)
        start += len(line) + 1
    return found


def _shouts(line: str) -> bool:
    """Whether it has two such words or more, and no other: one that has none ends the look at its first small word."""
    count = 0
    for word in _WORD.finditer(line):
        if word.end() - word.start() > SHORTENED:
            if not word[0][0].isupper():
                return False
            count += 1
    return count > 1
