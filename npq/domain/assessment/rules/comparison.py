"""Which scripts of a window are alike. Facts in, decision out.

Every pair is compared exactly; nothing is estimated. Only numbers are held, never a text: those of 3,000 scripts take
60 MB.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping

from npq.domain.assessment.kinds import Origin
from npq.domain.assessment.rules.alike import ASIDE, USUAL, Likeness, Line, Span, Text, compare
from npq.domain.assessment.rules.shingles import WIDTH, Fingerprint


class Comparison:
    """A window’s scripts with each other, with earlier scripts on the same case, and with sources that were given.

    Two texts of one writer are not compared.
    """

    def __init__(self, line: Line = USUAL) -> None:
        self.line = line
        self._texts: dict[Origin, list[Text]] = {Origin.SOURCE: [], Origin.EARLIER: [], Origin.WINDOW: []}

    def add(
        self,
        key: Hashable,
        kept: Fingerprint,
        origin: Origin = Origin.WINDOW,
        writer: Hashable = None,
    ) -> None:
        """All are made with one salt."""
        self._texts[origin].append(Text(key, kept, origin, writer))

    def likenesses(self) -> Iterator[Likeness]:
        """Every pair that reaches the line."""
        often = self._occurrences()
        holders: dict[int, list[Text]] = defaultdict(list)
        for text in self._all():
            numbers = self._worth(text, often)
            if text.origin is Origin.WINDOW:
                shared: Counter[Text] = Counter()
                for number in numbers:
                    shared.update(holders.get(number, ()))
                for other, count in shared.items():
                    if count >= self.line.shingles and (text.writer is None or text.writer != other.writer):
                        found = compare(text, other, self.line)
                        if found is not None:
                            yield found
            for number in numbers:
                if text.origin is Origin.SOURCE or often[number] <= self.line.widespread:
                    holders[number].append(text)

    def widespread(self) -> Mapping[Hashable, tuple[Span, ...]]:
        """For each script of the window the passages that stand in more scripts than are compared with each other."""
        often = self._occurrences()
        many = {number for number, count in often.items() if count > self.line.widespread}
        found = {text.key: tuple(self._passages(text, many)) for text in self._texts[Origin.WINDOW]}
        return {key: spans for key, spans in found.items() if spans}

    def _all(self) -> Iterator[Text]:
        for texts in self._texts.values():  # the scripts of the window last: they look for all the others
            yield from texts

    def _occurrences(self) -> Mapping[int, int]:
        """In how many texts each number occurs that occurs in two or more.

        Nearly all occur once, and a dictionary of them all would take most of a gigabyte. So a small table, in which
        several numbers may share a place, first says which may occur twice.
        """
        size = 1 << max(16, (8 * sum(len(text.numbers) for text in self._all())).bit_length())
        table, mask = bytearray(size), size - 1
        once, oftener = 1, 2
        for text in self._all():
            for number in set(text.numbers):
                place = number & mask
                table[place] = oftener if table[place] else once
        counts: Counter[int] = Counter()
        for text in self._all():
            counts.update(n for n in set(text.numbers) if table[n & mask] == oftener)
        for aside in ASIDE:
            counts.pop(aside, None)
        return {number: count for number, count in counts.items() if count > 1}

    def _worth(self, text: Text, often: Collection[int]) -> set[int]:
        """The numbers of a text that can belong to a passage at the line: a phrase that others have too, with nothing
        of theirs around it, cannot. Leaves out nothing that `compare` would find."""
        return {
            number
            for begin, end in self._passages(text, often)
            for number in text.numbers[begin : end - WIDTH + 1]
            if number in often
        }

    def _passages(self, text: Text, numbers: Collection[int]) -> Iterator[Span]:
        """Where shingles of these stand so close together that they make a passage long enough for the line."""
        begin = end = -1
        for place, number in enumerate(text.numbers):
            if number in numbers:
                if begin < 0 or text.own(end, place) > self.line.gap:
                    if begin >= 0 and text.own(begin, end) >= self.line.run:
                        yield begin, end
                    begin = place
                end = place + WIDTH
        if begin >= 0 and text.own(begin, end) >= self.line.run:
            yield begin, end
