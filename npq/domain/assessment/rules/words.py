"""How words are counted: one rule, here and in npq/web/shared/static/npq/words.js, which must say the same of any text.

1. White space is what Unicode calls so, the 25 characters in WHITE_SPACE and no others. It parts a text into runs.
2. A run is a word if it has a letter or a digit: a character that Unicode 14 puts in L or N. Anything else is none.
3. A last section headed “References” is counted apart, its heading included.

A text and its NFC form have the same words, and so have all line ends: the rule is worked out on the text as it stands,
and a place in it is a place in what the writer sees. Places are in code points, as Python counts; the browser counts
UTF-16 units (`in_utf16`, `in_code_points`).
"""

import re
import unicodedata
from dataclasses import dataclass

from npq.domain.assessment.rules.letters import LETTERS_AND_DIGITS

VERSION = "1"
"""Which rule this is. It changes when any text is counted otherwise; it is kept with what was counted."""

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BLANKS = (
    "\t\x20\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
WHITE_SPACE = _BREAKS + _BLANKS

_RUN = re.compile(f"[^{WHITE_SPACE}]+")
_LETTER_OR_DIGIT = re.compile(f"[{LETTERS_AND_DIGITS}]")
_LINE_END = re.compile(f"\r\n|[{_BREAKS}]")
_LINE = re.compile(f"[^{_BREAKS}]+")
_HEADING = re.compile(f"[{_BLANKS}]*#{{1,6}}[{_BLANKS}]")
# The letters are spelled out because ignoring case would take “ſ” for an “s”.
_REFERENCES = re.compile(
    f"[{_BLANKS}]*(?:#{{1,6}}[{_BLANKS}]+)?[Rr][Ee][Ff][Ee][Rr][Ee][Nn][Cc][Ee][Ss][{_BLANKS}]*(?::[{_BLANKS}]*)?"
)
_BEYOND_ONE_UNIT = 0xFFFF


@dataclass(frozen=True)
class Counted:
    """Words of a response: those that count towards the limit, and those of its references, which do not."""

    counted: int
    excluded: int
    limit: int

    @property
    def over(self) -> int:
        """How many words too many; 0 where there are none."""
        return max(0, self.counted - self.limit)


def count(text: str) -> int:
    """The words of a whole text, references and all."""
    return sum(map(bool, map(_LETTER_OR_DIGIT.search, _RUN.findall(text))))


def counted(text: str, limit: int) -> Counted:
    """The words of a response, against its limit."""
    end = references_at(text)
    return Counted(count(text[:end]), count(text[end:]), limit)


def place_of_limit(text: str, limit: int) -> int | None:
    """Where a marker stops reading: right after the last word within the limit. None where no word is over it."""
    place = words = 0
    for run in _RUN.finditer(text, 0, references_at(text)):
        if _LETTER_OR_DIGIT.search(run[0]):
            if words == limit:
                return place
            words += 1
            place = run.end()
    return None


def references_at(text: str) -> int:
    """Where the references begin: at the last line that is their heading, if no other heading follows it.

    Their heading is a line of “References” alone, in capitals or not, with a colon or not, and with up to six # and
    white space before it or not. Another heading is a line that begins with up to six # and white space. Without
    references, the text's end.
    """
    start = len(text)
    for line in _LINE.finditer(text):
        if _REFERENCES.fullmatch(line[0]):
            start = line.start()
        elif _HEADING.match(line[0]):
            start = len(text)
    return start


def settled(text: str) -> str:
    """A text as it is kept: in NFC, and with \\n for every kind of line end."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))


def in_utf16(text: str, place: int) -> int:
    """A place in code points as the browser counts it."""
    return place + sum(ord(character) > _BEYOND_ONE_UNIT for character in text[:place])


def in_code_points(text: str, place: int) -> int:
    """A place in UTF-16 units as Python counts it. Within a character, the place before it."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if ord(character) > _BEYOND_ONE_UNIT else 1
        if units > place:
            return index
    return len(text)
