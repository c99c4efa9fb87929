"""What a new version of a course changes for those who study an older one. Facts in, decision out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from npq.domain.learning.kinds import ChangeKind

REWRITTEN = 0.2
"""From this share of a page's words on that are new or gone, it is no longer the same page in better words."""


@dataclass(frozen=True)
class PageFacts:
    """What a change of a page is judged by. `marked` is everything by which answers are judged."""

    words: tuple[str, ...]
    place: tuple[str, str]  # its topic and unit
    kind: str
    minutes: tuple[int, int]
    marked: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class VersionFacts:
    """A version, as far as a change is judged by it. `statements` are the framework's, by id."""

    pages: Mapping[str, PageFacts]
    statements: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """What differs, by ids, and how much that is at the least."""

    kind: ChangeKind
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    marked_differently: list[str] = field(default_factory=list)
    minutes: int = 0
    """How many minutes more, or fewer."""


def change_between(old: VersionFacts, new: VersionFacts) -> Change:
    """What the new version changes: the framework, or how answers are judged, bears on the assessment; pages that come,
    go, move, take another time or are rewritten are material; all else is wording."""
    both = [id for id in new.pages if id in old.pages]
    added = [id for id in new.pages if id not in old.pages]
    removed = [id for id in old.pages if id not in new.pages]
    marked = [id for id in both if old.pages[id].marked != new.pages[id].marked]
    rewritten = [id for id in both if _is_rewritten(old.pages[id], new.pages[id])]
    reworded = [id for id in both if id not in rewritten and old.pages[id].words != new.pages[id].words]
    minutes = _minutes(new) - _minutes(old)
    if marked or old.statements != new.statements:
        kind = ChangeKind.ASSESSMENT
    elif added or removed or rewritten:
        kind = ChangeKind.MATERIAL
    else:
        kind = ChangeKind.WORDING
    return Change(kind, added, removed, rewritten, reworded, marked, minutes)


def _is_rewritten(old: PageFacts, new: PageFacts) -> bool:
    if (old.place, old.kind, old.minutes, old.statements) != (
        new.place,
        new.kind,
        new.minutes,
        new.statements,
    ):
        return True
    before, after = _counted(old.words), _counted(new.words)
    differing = sum(abs(before.get(word, 0) - after.get(word, 0)) for word in before.keys() | after.keys())
    return differing > REWRITTEN * max(1, len(old.words) + len(new.words))


def _counted(words: tuple[str, ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for word in words:
        counted[word] = counted.get(word, 0) + 1
    return counted


def _minutes(version: VersionFacts) -> int:
    return sum(sum(page.minutes) for page in version.pages.values())
