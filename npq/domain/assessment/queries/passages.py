"""Passages as they are read: the words of an answer, and where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.models import Likeness
from npq.domain.assessment.rules import alike
from npq.domain.assessment.rules.alike import Span
from npq.domain.assessment.rules.whole import Placed

Answers = Sequence[Sequence[str]]
"""A response as it is stored: [question, text]."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A part of an answer: to which question, counted from 1, and what it says."""

    question: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an answer that another text has too, or has not."""

    text: str
    shared: bool


class Read:
    """A response whose passages are shown."""

    def __init__(self, answers: Answers) -> None:
        self._texts = [text for _, text in answers]
        self._placed = Placed(self._texts)

    def quoted(self, span: Span) -> list[Quoted]:
        """What a passage says: a part of each answer that it touches."""
        return [
            Quoted(piece.answer + 1, self._texts[piece.answer][piece.begin : piece.end])
            for piece in self._placed.pieces(span)
        ]

    def whole(self, spans: Iterable[Span]) -> list[list[Stretch]]:
        """Every answer in stretches: those that stand in any of these passages, and those between."""
        marked = [bytearray(len(text)) for text in self._texts]
        for span in spans:
            for piece in self._placed.pieces(span):
                marked[piece.answer][piece.begin : piece.end] = b"\1" * (piece.end - piece.begin)
        return [_stretches(text, marks) for text, marks in zip(self._texts, marked, strict=True)]


def spans_of(row: Likeness) -> list[tuple[Span, Span, int]]:
    """The passages of a likeness: where in the first text, where in the second, and how many words."""
    return [((a, b), (c, d), words) for a, b, c, d, words in row.passages]


def found(row: Likeness) -> alike.Likeness:
    """A likeness as the rules have it."""
    return alike.Likeness(
        first=row.first_id,
        second=row.second_id or row.source_id,
        origin=Origin(row.origin),
        shared=row.shared,
        containment=row.containment,
        longest=row.longest,
        passages=tuple(alike.Passage(*passage) for passage in spans_of(row)),
    )


def _stretches(text: str, marks: bytearray) -> list[Stretch]:
    begin, stretches = 0, []
    for place in range(1, len(text) + 1):
        if place == len(text) or marks[place] != marks[begin]:
            stretches.append(Stretch(text[begin:place], bool(marks[begin])))
            begin = place
    return stretches
