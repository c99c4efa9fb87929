"""A response as it is kept, revision by revision: small changes, each with its parent, and a chain of hashes.

A response is one text for each question, in the order of the questions. Nothing of how it looked is kept.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Sections = Mapping[str, str]
"""The text of each question, by the question's identifier, in the order of the questions."""

Delta = dict[str, list[int | str]]
"""For each text that changed: how many characters of the parent's stay before, how many after, and what is between."""

FULL_EVERY = 100
"""How many revisions there are at most from one that is kept in full to the next."""

FIRST_CHAIN = "0" * 64
"""What the chain begins with."""

# Control characters but the line end and the tab, and halves of characters.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Stored:
    """A revision as it is kept: a change of its parent, or the whole (`full`). `other` is the second of two parents.

    `digest` is the hash of what it says; `chain` binds it to all that came before.
    """

    number: int
    parent: int
    delta: Delta | None
    full: dict[str, str] | None
    digest: str
    chain: str
    other: int | None = None


class Broken(ValueError):
    """What is kept is not what was written: `number` is the revision that shows it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Revision {number} is not what was written.")
        self.number = number


def plain(text: str) -> str:
    """A text as it is kept: what was typed, with line ends of one kind and without what nobody can see or type.

    White space at the ends stays, because somebody may be in the middle of a sentence.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _UNSEEN.sub("", text)


def canonical(sections: Sections) -> bytes:
    """What is hashed: the texts in their order, as JSON without spaces, in UTF-8. It is what a receipt's file holds."""
    pairs = [[name, text] for name, text in sections.items()]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(sections: Sections) -> str:
    """The SHA-256 of what a response says."""
    return hashlib.sha256(canonical(sections)).hexdigest()


def chained(*before: str, digest: str) -> str:
    """The link that binds a revision's digest to its parents' links."""
    return hashlib.sha256("\n".join([*before, digest]).encode()).hexdigest()


def is_full(number: int, parent: int) -> bool:
    """Whether a revision is kept in full: the first, and where the numbers pass a hundred."""
    return parent == 0 or number // FULL_EVERY != parent // FULL_EVERY


def change(before: Sections, after: Sections) -> Delta:
    """What makes `after` of `before`, which answers the same questions."""
    return {name: _change(before[name], text) for name, text in after.items() if text != before[name]}


def changed(before: Sections, delta: Delta) -> dict[str, str]:
    """What `before` says after a change. Raises ValueError for a change of something else."""
    after = dict(before)
    for name, (start, end, middle) in delta.items():
        text = before.get(name)
        if text is None or not isinstance(start, int) or not isinstance(end, int) or start + end > len(text):
            raise ValueError(name)
        after[name] = f"{text[:start]}{middle}{text[len(text) - end :]}"
    return after


def rebuild(revisions: Mapping[int, Stored], number: int) -> dict[str, str]:
    """What a revision says, from itself and those before it. Raises Broken, and KeyError for one that is not there."""
    steps: list[Stored] = []
    at = revisions[number]
    while at.full is None:
        steps.append(at)
        at = revisions[at.parent]
    content = dict(at.full)
    _require_digest(at, content)
    for one in reversed(steps):
        try:
            content = changed(content, one.delta or {})
        except ValueError:
            raise Broken(one.number) from None
        _require_digest(one, content)
    return content


def verify(revisions: Sequence[Stored]) -> None:
    """Reads a whole history, oldest first. Raises Broken at the first revision that is not what was written."""
    links = {0: FIRST_CHAIN}
    contents: dict[int, dict[str, str]] = {}
    for one in revisions:
        try:
            parents = [links[one.parent]] + ([links[one.other]] if one.other is not None else [])
            content = (
                dict(one.full) if one.full is not None else changed(contents[one.parent], one.delta or {})
            )
        except (KeyError, ValueError):
            raise Broken(one.number) from None
        _require_digest(one, content)
        if one.number in links or chained(*parents, digest=one.digest) != one.chain:
            raise Broken(one.number)
        links[one.number], contents[one.number] = one.chain, content


def _require_digest(one: Stored, content: Sections) -> None:
    if digest_of(content) != one.digest:
        raise Broken(one.number)


def _change(before: str, after: str) -> list[int | str]:
    most = min(len(before), len(after))
    start = _shared(before, after, most)
    end = _shared(before[::-1], after[::-1], most - start)
    return [start, end, after[start : len(after) - end]]


def _shared(one: str, other: str, most: int) -> int:
    """How many characters two texts share from their beginning. Halving, because comparing slices is quick."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
