"""What differs between two texts, word by word, for somebody who has to choose between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"\n+|[^\S\n]+|[^\s]+")

MOST_PIECES = 3_000
"""Of what is compared word by word: beyond it the whole is shown as one that was replaced by the other."""


class Side(StrEnum):
    """Where a stretch of text stands."""

    BOTH = "both"
    ONE = "one"
    OTHER = "other"


@dataclass(frozen=True)
class Stretch:
    """Some text, and which of the two has it."""

    side: Side
    text: str


def differences(one: str, other: str) -> list[Stretch]:
    """Two texts as one: what both say, and what only one of them does. Paragraphs first, then words within them."""
    return list(_joined(_by_paragraph(one, other)))


def only(side: Side, stretches: list[Stretch]) -> str:
    """One of the two texts again."""
    return "".join(stretch.text for stretch in stretches if stretch.side in (Side.BOTH, side))


def _by_paragraph(one: str, other: str) -> Iterator[Stretch]:
    left, right = one.splitlines(keepends=True), other.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        before, after = "".join(left[a:b]), "".join(right[c:d])
        if kind == "equal":
            yield Stretch(Side.BOTH, before)
        else:
            yield from _by_word(before, after)


def _by_word(one: str, other: str) -> Iterator[Stretch]:
    left, right = _PIECES.findall(one), _PIECES.findall(other)
    if max(len(left), len(right)) > MOST_PIECES:
        yield from (Stretch(Side.ONE, one), Stretch(Side.OTHER, other))
        return
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch(Side.BOTH, "".join(left[a:b]))
        else:
            yield Stretch(Side.ONE, "".join(left[a:b]))
            yield Stretch(Side.OTHER, "".join(right[c:d]))


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one side as one, and nothing empty."""
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.text:
            continue
        if last is not None and last.side is stretch.side:
            last = Stretch(last.side, last.text + stretch.text)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
