"""Finds names in a text, with their places, and says what could stand there instead."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from npq.domain.assessment.rules.identifying.ordinary import (
    BEFORE_PLACES,
    NEVER_ALONE,
    SCHOOLS,
    SMALL,
    TITLES,
    TRUSTS,
)
from npq.domain.assessment.rules.identifying.patterns import Kind, Name, Pattern, Way, is_ordinary, patterns
from npq.domain.assessment.rules.identifying.tokens import Shape, Token, folded, tokens

LEAST_IN_LOWER_CASE = 5
LEAST_NEAR = 6
LEAST_NEAR_BY_TWO = 8
LEAST_IN_ADDRESS = 6
_MARKS_OF_ADDRESSES = ("@", "://", "www.")
_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\w|(?:https?://|www\.)[^\s<>()]*\w")


@dataclass(frozen=True)
class Found:
    """Words that give something away: from `start` to `end` in code points of the text, and as they stand there.

    `instead`: what could stand there, such as “your trust” or “a head of school”. `way`: how much of a name it is.
    """

    start: int
    end: int
    words: str
    kind: Kind
    way: Way
    instead: str


def identifying_words(text: str, names: Collection[Name], case: str = "") -> list[Found]:
    """What in a text names its writer, or whom and where they know, in order and without overlaps.

    `case` is all that the case study says: a name that stands there gives nobody away, nor does a word of it that is
    written small.
    """
    return Search(names, case).found_in(text)


class Search:
    """The same, for several texts of one writer."""

    def __init__(self, names: Collection[Name], case: str = "") -> None:
        self._told = _told(case)
        self._wanted = [one for name in names for one in patterns(name) if not self._told.says(one)]

    def found_in(self, text: str) -> list[Found]:
        """What in a text names its writer, as identifying_words gives it."""
        read = tokens(text)
        found = [*_in_addresses(text, self._wanted), *_written(text, read, self._wanted, self._told)]
        found += _near(text, read, self._wanted, self._told)
        return _apart(found)


class _Told:
    """What a case study says: its words in a row, and those that it writes small."""

    def __init__(self, case: str) -> None:
        read = tokens(case)
        self.small = {form for one in read if one.shape is Shape.LOWER for form in one.forms}
        self.known = {form for one in read for form in one.forms}
        self._in_a_row = defaultdict(list)
        for place, one in enumerate(read):
            for form in one.forms:
                self._in_a_row[form].append(place)
        self._read = read

    def says(self, pattern: Pattern) -> bool:
        return any(_matches(self._read, place, pattern) for place in self._in_a_row.get(pattern.words[0], ()))

    def is_ordinary(self, word: str) -> bool:
        return is_ordinary(word) or word in self.small


@lru_cache(maxsize=8)
def _told(case: str) -> _Told:
    """A case study as it was read: there are a few, and hundreds of responses to each."""
    return _Told(case)


def _written(text: str, read: Sequence[Token], wanted: Sequence[Pattern], told: _Told) -> Iterator[Found]:
    beginning: defaultdict[str, list[Pattern]] = defaultdict(list)
    for pattern in wanted:
        beginning[pattern.words[0]].append(pattern)
    first = frozenset(beginning)
    for place, token in enumerate(read):
        if first.isdisjoint(token.forms):
            continue
        for pattern in {one for form in token.forms for one in beginning.get(form, ())}:
            end = _matches(read, place, pattern)
            if end and _is_meant(read, place, end, pattern, told):
                start = place - 1 if _is_titled(read, place, pattern) else place
                yield _found(text, read[start].start, read[end - 1].end, pattern.name, pattern.way)


def _matches(read: Sequence[Token], place: int, pattern: Pattern) -> int:
    """Where the pattern's words end if they begin at a place, else 0. An “&” in the name may be “and” in the text."""
    for number, word in enumerate(pattern.words):
        if number and place < len(read) and "and" in read[place].forms and word != "and":
            place += 1
        if place >= len(read) or word not in read[place].forms or (number and not read[place].joined):
            return 0
        place += 1
    return place


def _is_meant(read: Sequence[Token], place: int, end: int, pattern: Pattern, told: _Told) -> bool:
    """Whether words that could be a name are one here."""
    if pattern.way is Way.INITIALS:
        return _are_initials(read[place:end])
    if _begins_with_initial(pattern) and read[place].shape is Shape.LOWER:
        return False
    telling = [one for one in read[place:end] if not one.forms <= SMALL]
    rare = [word for word in pattern.telling if not told.is_ordinary(word)]
    if rare:
        long = len(pattern.telling) > 1 or len(rare[0]) >= LEAST_IN_LOWER_CASE
        return long or telling[0].shape is not Shape.LOWER
    if len(telling) > 1:
        return _are_capitals(telling, pattern)
    return _stands_alone(read, place, end, telling[0], pattern)


def _are_capitals(telling: Sequence[Token], pattern: Pattern) -> bool:
    """Whether several ordinary words are written as a name; a whole name is one in a heading too."""
    if pattern.way is Way.WHOLE:
        return all(one.shape is not Shape.LOWER for one in telling)
    return all(one.shape is Shape.CAPITAL for one in telling) and not telling[0].shouts


def _stands_alone(read: Sequence[Token], place: int, end: int, token: Token, pattern: Pattern) -> bool:
    """Whether one ordinary word with a capital is a name: not as a part of another, nor where any word has one."""
    if _is_titled(read, place, pattern):
        return not token.shouts
    if pattern.way is Way.SURNAME or token.forms & NEVER_ALONE or not token.is_name:
        return False
    if pattern.name.kind is Kind.TOWN and not (token.joined and read[place - 1].forms & BEFORE_PLACES):
        return False
    before = read[place - 1] if place and read[place].joined else None
    after = read[end] if end < len(read) and read[end].joined else None
    usual = SCHOOLS | TRUSTS | SMALL | TITLES
    return not any(
        one is not None and one.shape is not Shape.LOWER and not one.starts and not one.forms & usual
        for one in (before, after)
    )


def _are_initials(found: Sequence[Token]) -> bool:
    if len(found) == 1:
        return found[0].shape is Shape.UPPER and not found[0].shouts
    return all(one.end - one.start == 1 and one.shape is Shape.CAPITAL for one in found) and all(
        one.dotted for one in found[1:]
    )


def _begins_with_initial(pattern: Pattern) -> bool:
    return len(pattern.words[0]) == 1


def _is_titled(read: Sequence[Token], place: int, pattern: Pattern) -> bool:
    """Whether “Mrs” or its like stands before the name of a person, which then belongs to it."""
    if pattern.name.kind not in (Kind.OWN, Kind.COLLEAGUE) or not place or not read[place].joined:
        return False
    return bool(read[place - 1].forms & TITLES) and read[place - 1].shape is not Shape.LOWER


def _in_addresses(text: str, wanted: Sequence[Pattern]) -> Iterator[Found]:
    """Email and web addresses that have a name in them, run together or not."""
    if not any(mark in text for mark in _MARKS_OF_ADDRESSES):
        return
    for match in _ADDRESS.finditer(text):
        plain = folded(match[0])
        for pattern in wanted:
            name = "".join(pattern.words)
            if len(name) >= LEAST_IN_ADDRESS and name in plain and not pattern.is_ordinary:
                yield _found(text, match.start(), match.end(), pattern.name, pattern.way)
                break


def _near(text: str, read: Sequence[Token], wanted: Sequence[Pattern], told: _Told) -> Iterator[Found]:
    """Rare names as somebody may have misspelt them."""
    rare = {
        word: pattern.name
        for pattern in wanted
        if pattern.way is not Way.INITIALS
        for word in pattern.telling
        if len(word) >= LEAST_NEAR and not told.is_ordinary(word) and word not in told.known
    }
    seen: dict[str, Name | None] = {}
    for token in read:
        if token.shape is Shape.LOWER or token.starts:
            continue
        for form in sorted(token.forms):
            if form not in seen:
                seen[form] = _nearest(form, rare, told)
            if name := seen[form]:
                yield _found(text, token.start, token.end, name, Way.NEAR)
                break


def _nearest(word: str, rare: dict[str, Name], told: _Told) -> Name | None:
    if word in rare or is_ordinary(word) or word in told.known or len(word) < LEAST_NEAR - 1:
        return None
    for wanted, name in rare.items():
        slips = 2 if len(wanted) >= LEAST_NEAR_BY_TWO else 1
        if OSA.distance(word, wanted, score_cutoff=slips) <= slips:
            return name
    return None


def _found(text: str, start: int, end: int, name: Name, way: Way) -> Found:
    return Found(start, end, text[start:end], name.kind, way, _instead(name))


def _instead(name: Name) -> str:
    if name.kind is Kind.COLLEAGUE:
        role = name.role or "colleague"
        return f"{'an' if role[0].lower() in 'aeiou' else 'a'} {role}"
    if name.kind is Kind.OWN:
        return "you"
    return f"your {name.role or name.kind.value}"


def _apart(found: Sequence[Found]) -> list[Found]:
    """The longest of those that overlap; of equally long ones, the surest."""
    ways = list(Way)
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, ways.index(one.way), one.start, one.kind)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
