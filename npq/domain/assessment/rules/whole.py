"""A response of several answers as one text that is compared. Facts in, decision out.

Each answer is read by itself, so that the references or a quotation of one end there. Its words are counted on from
those of the answers before it, and no shingle goes from one answer into the next.
"""

from array import array
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from html import unescape
from re import compile as pattern

from npq.domain.assessment.rules.alike import Span
from npq.domain.assessment.rules.shingles import QUOTED, Fingerprint, fingerprint, places_of

QUOTED_SHARE = 1 / 3
"""From which part on what stands in quotation marks, block quotes and references is worth a look by itself: nothing of
it is compared. Ours, to be looked at again after the first window."""

_TAG = pattern(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one answer: which, counted from 0, and from which to before which character."""

    answer: int
    begin: int
    end: int


def whole(answers: Iterable[str], salt: bytes, given: Set[int] = frozenset()) -> Fingerprint:
    """What is kept of a response."""
    numbers, words, quoted = array("q"), 0, 0
    for answer in answers:
        kept = fingerprint(answer, salt, given)
        numbers.extend([QUOTED] * (words - len(numbers)))
        numbers.extend(kept.numbers)
        words += kept.words
        quoted += kept.quoted
    return Fingerprint(numbers, words, quoted)


class Placed:
    """Where the words of a response stand in its answers."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._places = [places_of(answer) for answer in answers]

    def pieces(self, span: Span) -> list[Piece]:
        """What a passage is in the answers it touches, in their order."""
        found, before = [], 0
        for answer, places in enumerate(self._places):
            begin, end = max(0, span[0] - before), min(len(places), span[1] - before)
            if begin < end:
                found.append(Piece(answer, places[begin][0], places[end - 1][1]))
            before += len(places)
        return found


def much_is_quoted(words: int, quoted: int) -> bool:
    """Whether so much of a response is not compared that somebody looks at it."""
    return quoted > words * QUOTED_SHARE


def text_of(html: str) -> str:
    """The words of a case’s HTML, without its tags."""
    return unescape(_TAG.sub(" ", html))
