"""A text as numbers: every eight words that follow each other become one, which says nothing without its salt.

What others wrote and a writer may repeat is set aside here: the case, the questions, the framework, what stands in
quotation marks or in a block quote, and the references. Facts in, decision out.
"""

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate

from npq.domain.assessment.rules.words import references_at

WIDTH = 8
"""Words in a shingle."""

QUOTED_FROM = 6
"""Words in quotation marks from which they are a quotation, and not a phrase held at arm’s length."""

GIVEN = 0
"""Stands where a shingle was that the case, the questions or the framework has."""

QUOTED = 1
"""Stands where a shingle was that touches a quotation, a block quote or the references."""

_ONE_PARAGRAPH = r"(?:[^{without}\n]|\n(?![^\S\n]*\n))"
_QUOTATIONS = (
    re.compile("“" + _ONE_PARAGRAPH.format(without="“”") + "*”"),
    re.compile(r'(?<![^\s(\[—–])"(?=\S)' + _ONE_PARAGRAPH.format(without='"') + r'+(?<=\S)"(?!\w)'),
    # The same mark ends a single quotation and stands in “the schools’ plan”: the first one at a word’s end counts,
    # so that too little is set aside rather than too much.
    re.compile(r"(?<![^\s(\[—–“])‘(?=\S)" + _ONE_PARAGRAPH.format(without="‘") + r"*?(?<=\S)’(?!\w)"),
)
_BLOCK_QUOTE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_WORD = re.compile(r"[^ ]+")


@dataclass(frozen=True)
class Fingerprint:
    """What is kept of a text: a number for each word that begins a shingle, in their order, GIVEN or QUOTED where it
    was set aside. `words` are all words of the text, `quoted` those in quotations, block quotes and references: much
    of it is worth a look by itself, since nothing of it is compared."""

    numbers: "array[int]"
    words: int
    quoted: int = 0


class _Letters(dict[int, int]):
    """For each character one that takes its place, so that no place moves: a letter, digit or accent stays, what
    joins within a word becomes a straight apostrophe, all else a space."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        category = unicodedata.category(character)
        if character.isalnum() or category in {"Mn", "Mc", "Me"}:
            self[code] = code
        elif character in "'’‘ʼ`´" or category == "Cf":
            self[code] = ord("'")
        else:
            self[code] = ord(" ")
        return self[code]


_LETTERS = _Letters()


def words_of(text: str) -> list[str]:
    """The words as they are compared: without case, accents, apostrophes, hidden characters and punctuation. Two words
    with a hyphen between them are two."""
    return [word for _, word in _read(text)]


def places_of(text: str) -> list[tuple[int, int]]:
    """Where each of those words begins and ends in the text."""
    return [(match.start(), match.end()) for match, _ in _read(text)]


def numbers_of(texts: Iterable[str], salt: bytes) -> frozenset[int]:
    """All shingles of texts that everybody was given, to be set aside: of a case give every variant."""
    return frozenset(number for text in texts for number in _numbers(words_of(text), salt))


def fingerprint(text: str, salt: bytes, given: Set[int] = frozenset()) -> Fingerprint:
    """What is kept of a text. `given`: the numbers of what everybody was given, made with the same salt."""
    read = list(_read(text))
    numbers = _numbers([word for _, word in read], salt)
    for place, number in enumerate(numbers):
        if number in given:
            numbers[place] = GIVEN
    quoted = _quoted(text, [match.start() for match, _ in read])
    for begin, end in quoted:
        for place in range(max(0, begin - WIDTH + 1), min(end, len(numbers))):
            numbers[place] = QUOTED
    return Fingerprint(numbers, words=len(read), quoted=_covered(quoted))


def _read(text: str) -> "Iterator[tuple[re.Match[str], str]]":
    for match in _WORD.finditer(text.translate(_LETTERS)):
        if word := _plain(match[0]):
            yield match, word


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    if word.isascii():
        return word.replace("'", "").lower()
    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", apart)))


def _numbers(words: list[str], salt: bytes) -> "array[int]":
    data = [word.encode(errors="surrogatepass") for word in words]
    begins = [0, *accumulate(len(word) + 1 for word in data)]
    text = b" ".join(data)
    numbers = array("q")
    numbers.frombytes(
        b"".join(
            blake2b(text[begin : end - 1], digest_size=8, key=salt).digest()
            for begin, end in zip(begins, begins[WIDTH:], strict=False)
        )
    )
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _quoted(text: str, begins: list[int]) -> list[tuple[int, int]]:
    """From which word to before which, of everything that is somebody else’s by its form."""
    found = []
    for pattern in _QUOTATIONS:
        for match in pattern.finditer(text):
            words = bisect_left(begins, match.start()), bisect_left(begins, match.end())
            if words[1] - words[0] >= QUOTED_FROM:
                found.append(words)
    for match in _BLOCK_QUOTE.finditer(text):
        found.append((bisect_left(begins, match.start()), bisect_left(begins, match.end())))
    found.append((bisect_left(begins, references_at(text)), len(begins)))
    return found


def _covered(parts: list[tuple[int, int]]) -> int:
    return len({place for begin, end in parts for place in range(begin, end)})
