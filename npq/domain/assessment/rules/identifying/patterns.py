"""From names to what is looked for: the whole name, the parts of it people use, and the initials of a trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from npq.domain.assessment.rules.identifying.ordinary import (
    ABBREVIATIONS,
    ORDINARY,
    SCHOOLS,
    SMALL,
    TITLES,
    TRUSTS,
)
from npq.domain.assessment.rules.identifying.tokens import folded, words_of

SHORT = 3
FEWEST_INITIALS = 3


class Kind(StrEnum):
    """Whose name it is."""

    OWN = auto()
    COLLEAGUE = auto()
    SCHOOL = auto()
    TRUST = auto()
    TOWN = auto()


class Way(StrEnum):
    """How much of a name stands there."""

    WHOLE = auto()
    PART = auto()
    SURNAME = auto()
    INITIALS = auto()
    NEAR = auto()


@dataclass(frozen=True)
class Name:
    """A name that its writer may give away. `role`: what it is the name of where `kind` does not say it, such as a
    colleague who is a “head of school”, or a “federation” that is found as trusts are."""

    kind: Kind
    name: str
    role: str = ""


@dataclass(frozen=True)
class Pattern:
    """Words in a row that are looked for."""

    words: tuple[str, ...]
    name: Name
    way: Way

    @property
    def telling(self) -> tuple[str, ...]:
        """Its words but for “the”, “of” and their like."""
        return tuple(word for word in self.words if word not in SMALL)

    @property
    def is_ordinary(self) -> bool:
        """Whether each of its words means something by itself, or is too short to tell."""
        return all(is_ordinary(word) for word in self.words)


def is_ordinary(word: str) -> bool:
    """Whether a word alone is more than a name: “park”, and “parks” as well."""
    singular = word.removesuffix("s")
    return len(word) <= SHORT or word.isdigit() or word in ORDINARY or singular in ORDINARY


def patterns(name: Name) -> list[Pattern]:
    """All that is looked for because of one name, each only once."""
    if name.kind in (Kind.OWN, Kind.COLLEAGUE):
        found = _of_person(name)
    elif name.kind is Kind.TOWN:
        found = _whole(name)
    else:
        found = _of_place_of_work(name)
    return list({pattern.words: pattern for pattern in reversed(list(found)) if pattern.telling}.values())


def _whole(name: Name) -> Iterator[Pattern]:
    yield Pattern(tuple(words_of(name.name)), name, Way.WHOLE)


def _of_person(name: Name) -> Iterator[Pattern]:
    spelled = [part for part in name.name.split() if folded(part) not in TITLES]
    parts = [tuple(words_of(part)) for part in spelled]
    parts = [part for part in parts if part]
    if not parts:
        return
    first, last = parts[0], parts[-1]
    yield Pattern(tuple(word for part in parts for word in part), name, Way.WHOLE)
    if len(parts) == 1:
        return
    yield Pattern(first + last, name, Way.WHOLE)
    yield Pattern((first[0][0], *last), name, Way.WHOLE)
    yield Pattern(last, name, Way.SURNAME)
    for word in last:
        if not is_ordinary(word):
            yield Pattern((word,), name, Way.SURNAME)
    yield Pattern(first, name, Way.PART)


def _of_place_of_work(name: Name) -> Iterator[Pattern]:
    words = words_of(name.name)
    whole = tuple(words)
    yield Pattern(whole, name, Way.WHOLE)
    # “The Park” is nothing without its article; “The Park School” still is a name.
    if words[:1] == ["the"] and words[2:]:
        yield Pattern(whole[1:], name, Way.WHOLE)
    if name.kind is Kind.TRUST:
        yield from _without_the_last(name, words)
    kinds = TRUSTS | SCHOOLS if name.kind is Kind.TRUST else SCHOOLS
    core = _trimmed(words, kinds | SMALL)
    if core:
        article = ("the",) if words[0] == "the" and len(core) == 1 and is_ordinary(core[0]) else ()
        yield Pattern((*article, *core), name, Way.PART)
        for generic in ("school", "academy", "primary", "college", "trust"):
            yield Pattern((*core, generic), name, Way.PART)
        if len(core) > 1:
            yield Pattern(("".join(core),), name, Way.PART)
    yield Pattern(("".join(words),), name, Way.WHOLE)
    if name.kind is Kind.TRUST:
        yield from _initials(name, words)


def _trimmed(words: list[str], generic: frozenset[str]) -> tuple[str, ...]:
    """The words of a name between those that only say what it is: “The Oakfield Primary School” is “Oakfield”."""
    telling = [place for place, word in enumerate(words) if word not in generic]
    return tuple(words[telling[0] : telling[-1] + 1]) if telling else ()


def _without_the_last(name: Name, words: list[str]) -> Iterator[Pattern]:
    """“Learning Together” of “Learning Together Trust”."""
    while words and words[-1] in TRUSTS - SCHOOLS:
        words = words[:-1]
        if len(words) > 1:
            yield Pattern(tuple(words), name, Way.PART)


def _initials(name: Name, words: list[str]) -> Iterator[Pattern]:
    for chosen in (words, [word for word in words if word not in SMALL]):
        initials = "".join(word[0] for word in chosen)
        if len(initials) >= FEWEST_INITIALS and initials not in ABBREVIATIONS:
            yield Pattern((initials,), name, Way.INITIALS)
            yield Pattern(tuple(initials), name, Way.INITIALS)
