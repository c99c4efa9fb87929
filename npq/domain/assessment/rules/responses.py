"""A whole response: its words, where a marker stops reading, and one of two versions. A text for each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from npq.domain.assessment.kinds import Choice, OverLimit
from npq.domain.assessment.rules import words
from npq.domain.assessment.rules.revisions import Sections
from npq.domain.assessment.rules.words import Counted

Pairs = list[list[str]]
"""A response as it is stored: JSON objects of the database forget the order of the questions."""

CANDIDATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""

RECEIPT_LENGTH = 8


@dataclass(frozen=True)
class Stop:
    """Where a marker stops reading: in the answer to which question, and after how many code points of it."""

    question: str
    place: int


def pairs(sections: Sections) -> Pairs:
    return [[name, text] for name, text in sections.items()]


def sections_of(stored: Iterable[Iterable[str]]) -> dict[str, str]:
    """What was stored as pairs."""
    return {name: text for name, text in stored}  # noqa: C416  pairs that JSON gave as lists


def count(sections: Sections, limit: int) -> Counted:
    """The words of a response. Each answer may end in references of its own, which are counted apart."""
    each = [words.counted(text, limit) for text in sections.values()]
    return Counted(sum(one.counted for one in each), sum(one.excluded for one in each), limit)


def stop_of(sections: Sections, limit: int) -> Stop | None:
    """Where a marker stops reading, who reads the answers in their order. None where all of it is read."""
    left = limit
    for name, text in sections.items():
        here = words.counted(text, left).counted
        if here > left:
            place = words.place_of_limit(text, left)
            assert place is not None
            return Stop(name, place)
        left -= here
    return None


def is_refused(counted: Counted, over_limit: OverLimit) -> bool:
    """Whether a policy takes no response of so many words."""
    return over_limit is OverLimit.REFUSE and counted.over > 0


def chosen(head: Sections, branch: Sections, choice: Choice) -> dict[str, str]:
    """What somebody goes on with. Both means both: the other's text stands under one's own where they differ."""
    if choice is Choice.HEAD:
        return dict(head)
    if choice is Choice.BRANCH:
        return dict(branch)
    return {name: _both(text, branch[name]) for name, text in head.items()}


def has_text(sections: Mapping[str, str]) -> bool:
    """Whether anything is written."""
    return any(text.strip() for text in sections.values())


def _both(one: str, other: str) -> str:
    if one == other or not other.strip():
        return one
    return f"{one.rstrip()}\n\n{other}" if one.strip() else other
