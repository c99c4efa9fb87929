"""How a group divides into parts, as bars: each says its number, and leads to those it counts.

Bars of a narrowed list count more people than it has: all who fit the other filters, so that the other parts can still
be gone to. A chart says so in words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import QueryDict

LONGEST = 100


@dataclass(frozen=True)
class Bar:
    """One part: `length` of the longest bar's hundred. `chosen` where the list shows this part alone."""

    words: str
    people: int
    length: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Chart:
    """The parts of a group. `note` says whom they count where the list is narrowed; "" where it is not."""

    bars: list[Bar]
    note: str
    whole: str
    """The query that asks for every part again; it matters where one is chosen."""

    @property
    def people(self) -> int:
        return sum(bar.people for bar in self.bars)

    @property
    def chosen(self) -> bool:
        return any(bar.chosen for bar in self.bars)


ONE_PART = "The list has the marked part only. The bars count the other parts too."
ONE_PART_OF_SOME = "The list has the marked part only. The bars count everybody who fits your other filters."
ALL_PARTS = "The bars count only people in the list."


def chart(
    name: str,
    counts: Mapping[Any, int],
    words: Mapping[Any, str],
    query: QueryDict,
    narrowing: Collection[str],
) -> Chart:
    """A chart of the filter called `name`. `narrowing`: the names of all filters that narrow the list just now."""
    note = _note(chosen=name in narrowing, others=any(other != name for other in narrowing))
    return Chart(_bars(name, counts, words, query), note, _narrowed(query, name, None))


def _note(chosen: bool, others: bool) -> str:
    """Whom the bars count where a part is `chosen`, where `others` of the filters narrow, or both."""
    if chosen:
        return ONE_PART_OF_SOME if others else ONE_PART
    return ALL_PARTS if others else ""


def _bars(name: str, counts: Mapping[Any, int], words: Mapping[Any, str], query: QueryDict) -> list[Bar]:
    """A bar for each part, whose link narrows the list to it in the filter called `name` and keeps the others."""
    most = max(counts.values(), default=0)
    return [
        Bar(
            words=words[part],
            people=people,
            length=length_of(people, most),
            query=_narrowed(query, name, part),
            chosen=query.get(name) == part.value,
        )
        for part, people in counts.items()
    ]


def length_of(people: int, most: int) -> int:
    """The length of a bar, in hundredths of the longest; a number that is not nothing is never without one."""
    return max(1, round(people * LONGEST / most)) if people else 0


def _narrowed(query: QueryDict, name: str, part: StrEnum | None) -> str:
    """The query with the filter set to a part, or without it; from the first page on."""
    changed = query.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if part is not None:
        changed[name] = part.value
    return changed.urlencode()
