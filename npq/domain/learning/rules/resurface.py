"""Which of somebody's earlier entries is worth meeting again where a unit begins. Facts in, decision out."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

LATELY_DAYS = 28
SHORTEST_WORD = 5
"""Words with fewer letters say little about what a statement is about."""

PRIORITY = 3
"""One of somebody's three priorities counts as much as so many shared words."""


@dataclass(frozen=True)
class Past:
    """An entry as the choice sees it. `topic` is empty where it has none.

    `place` is that of its topic in the course, None where it has none there.
    """

    id: UUID
    topic: str
    written_on: date
    is_reflection: bool
    in_this_unit: bool
    place: int | None
    statements: tuple[str, ...]
    met_on: str | None = None
    met_day: date | None = None


def topic_words(statements: Collection[str]) -> frozenset[str]:
    """What statements are about: their longer words, whichever case they are in."""
    words = re.findall(rf"[^\W\d_]{{{SHORTEST_WORD},}}", " ".join(statements).lower())
    return frozenset(words)


def worth_meeting(
    entries: Sequence[Past],
    *,
    page: str,
    place: int,
    statements: Collection[str],
    priorities: Collection[str],
    today: date,
) -> UUID | None:
    """At most one entry for the first page of a unit, whose topic has `place` and which serves `statements`.

    The one that was met on this page before stays there. Else, of those of other units and earlier days that were not
    met lately: the reflection of an earlier topic whose statements share the most words with the unit's, what was
    written on one of the reader's priorities before the rest; or failing that the oldest entry.
    """
    stays = next((entry for entry in entries if entry.met_on == page), None)
    if stays is not None:
        return stays.id
    open_to = [entry for entry in entries if not entry.in_this_unit and entry.written_on < today]
    fresh = [
        entry for entry in open_to if entry.met_day is None or (today - entry.met_day).days >= LATELY_DAYS
    ]
    if not fresh:
        return None
    wanted = topic_words(statements)
    shared = {
        entry.id: len(wanted & topic_words(entry.statements))
        for entry in fresh
        if entry.is_reflection and entry.place is not None and entry.place < place
    }
    worth = {entry.id: shared.get(entry.id, 0) + PRIORITY * (entry.topic in priorities) for entry in fresh}
    return min(fresh, key=lambda entry: (-worth[entry.id], entry.written_on, str(entry.id))).id
