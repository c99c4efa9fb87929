"""How a group divides into parts, as bars: each says its number, and leads to those it counts."""

from collections.abc import Mapping
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


def bars(name: str, counts: Mapping[Any, int], words: Mapping[Any, str], query: QueryDict) -> list[Bar]:
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


def _narrowed(query: QueryDict, name: str, part: StrEnum) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed[name] = part.value
    return changed.urlencode()
