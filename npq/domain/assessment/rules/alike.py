"""Which passages two texts share. Facts in, decision out: what is found is something to look at, side by side, for a
person. It is never a verdict.

Words of a passage are counted without those that the case, the questions or the framework has.
"""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.rules.shingles import GIVEN, QUOTED, WIDTH, Fingerprint

Span = tuple[int, int]
"""From which word to before which, counted from 0."""

ASIDE = (GIVEN, QUOTED)
PLACES = 16
"""Where one shingle occurs more often than that in one text, only so many of its places are tried."""


@dataclass(frozen=True)
class Line:
    """From what on two texts are shown to a person.

    A passage goes on over `gap` words that differ. Those of `run` words or more are shown, where they have `shingles`
    different shingles together. What stands in more than `widespread` scripts is not compared between them, only with
    sources: it is something that many were given, and is told apart.

    Where the usual line comes from: of 900 made-up essays on one case (bench/similarity.py) with 90 paragraphs of 150
    words planted, 30 each copied, lightly edited and with sentences in another order, so many planted ones were found
    and so many of 404,460 other pairs were shown, at 40 shingles in passages of 15 words: 90 and 20; of 18: 90 and 6;
    of 20: 90 and 0; of 25: 78 and 0. At 30 shingles in passages of 20 words: 90 and 11. The sayings in them are up
    to 21 words long. Real scripts may differ: it is policy, to be looked at again after the first window.
    """

    shingles: int = 40
    run: int = 20
    gap: int = 2
    widespread: int = 100


USUAL = Line()


@dataclass(frozen=True)
class Passage:
    """The same words in two texts, but for gaps: where they stand in each, and how many are the writer’s own."""

    first: Span
    second: Span
    words: int


@dataclass(frozen=True)
class Likeness:
    """What two texts share. `first` is a script of the window, `second` comes from `origin`. `containment` is the part
    of the shorter text’s shingles that the other has too, `longest` the longest run of the same words without a gap."""

    first: Hashable
    second: Hashable
    origin: Origin
    shared: int
    containment: float
    longest: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class OwnPassage:
    """What a writer sees of their own script: their passage, its length, and what kind of text has it too."""

    span: Span
    words: int
    origin: Origin


class Text:
    """A text that is compared."""

    def __init__(self, key: Hashable, kept: Fingerprint, origin: Origin, writer: Hashable = None) -> None:
        self.key, self.origin, self.writer = key, origin, writer
        self.numbers: array[int] = kept.numbers
        self.different = len(set(self.numbers).difference(ASIDE))
        self._own = _own_words(kept)

    def own(self, begin: int, end: int) -> int:
        """How many words from one place to before another are not those of the case, the questions, the framework."""
        return self._own[end] - self._own[begin] if end > begin else 0


def compare(first: Text, second: Text, line: Line = USUAL) -> Likeness | None:
    """What two texts share; None where that stays below the line."""
    both = set(first.numbers).intersection(second.numbers).difference(ASIDE)
    if len(both) < line.shingles:
        return None
    where: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(second.numbers):
        if number in both and len(where[number]) < PLACES:
            where[number].append(place)
    runs = list(_runs(first.numbers, second.numbers, where))
    passages, numbers = [], set()
    for joined in _joined(runs, first, second, line.gap):
        passage = _passage(joined, first, second)
        if passage.words >= line.run:
            passages.append(passage)
            numbers |= {first.numbers[run.first + step] for run in joined for step in range(run.length)}
    if not passages or len(numbers) < line.shingles:
        return None
    return Likeness(
        first=first.key,
        second=second.key,
        origin=second.origin,
        shared=len(both),
        containment=len(both) / min(first.different, second.different),
        longest=max(_passage([run], first, second).words for run in runs),
        passages=tuple(passages),
    )


def own_view(key: Hashable, likenesses: Iterable[Likeness]) -> tuple[OwnPassage, ...]:
    """What the writer of a script of the window sees: passages that overlap are one, so that nobody can tell from them
    how many others there are, or which."""
    found: dict[Origin, list[tuple[Span, int]]] = defaultdict(list)
    for likeness in likenesses:
        for passage in likeness.passages:
            if likeness.first == key:
                found[likeness.origin].append((passage.first, passage.words))
            elif likeness.second == key and likeness.origin is Origin.WINDOW:
                found[Origin.WINDOW].append((passage.second, passage.words))
    return tuple(
        OwnPassage(span, words, origin)
        for origin in Origin
        for span, words in _overlaid(sorted(found[origin]))
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """So many shingles on end that are the same from these places on."""

    first: int
    second: int
    length: int


def _runs(first: "array[int]", second: "array[int]", where: Mapping[int, list[int]]) -> Iterator[_Run]:
    """From the first text’s beginning to its end the longest run at each place."""
    done, before = 0, -1
    for place in [place for place, number in enumerate(first) if number in where]:
        if place < done:
            continue
        best = _Run(place, -1, 0)
        for other in where[first[place]]:
            length = _same(first, second, place, other)
            # Of runs equally long the next one after the last is the likelier.
            if length > best.length or (length == best.length and best.second < before <= other):
                best = _Run(place, other, length)
        yield best
        done, before = place + best.length, best.second + best.length


def _same(first: "array[int]", second: "array[int]", place: int, other: int) -> int:
    length = 0
    most = min(len(first) - place, len(second) - other)
    while length < most and first[place + length] == second[other + length] not in ASIDE:
        length += 1
    return length


def _joined(runs: list[_Run], first: Text, second: Text, gap: int) -> Iterator[list[_Run]]:
    """Runs that are one passage: they follow each other in both texts with no more than the gap between them."""
    joined: list[_Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            ends = last.first + last.length + WIDTH - 1, last.second + last.length + WIDTH - 1
            follows = run.second >= last.second + last.length
            close = first.own(ends[0], run.first) <= gap and second.own(ends[1], run.second) <= gap
            if not (follows and close):
                yield joined
                joined = []
        joined.append(run)
    if joined:
        yield joined


def _passage(runs: list[_Run], first: Text, second: Text) -> Passage:
    begin, last = runs[0], runs[-1]
    more = last.length + WIDTH - 1
    spans = (begin.first, last.first + more), (begin.second, last.second + more)
    return Passage(*spans, words=min(first.own(*spans[0]), second.own(*spans[1])))


def _own_words(kept: Fingerprint) -> "array[int]":
    """At each place how many own words stand before it."""
    own = bytearray(b"\1") * kept.words
    for place, number in enumerate(kept.numbers):
        if number == GIVEN:
            own[place : place + WIDTH] = bytes(WIDTH)
    return array("l", [0, *accumulate(own)])


def _overlaid(found: list[tuple[Span, int]]) -> Iterator[tuple[Span, int]]:
    last: tuple[Span, int] | None = None
    for span, words in found:
        if last is not None and span[0] < last[0][1]:
            both = last[0][0], max(last[0][1], span[1])
            last = both, max(last[1], words)
            continue
        if last is not None:
            yield last
        last = span, words
    if last is not None:
        yield last
