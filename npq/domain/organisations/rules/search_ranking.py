"""Which schools answer a search: which words narrow it, what each school scores, and which are shown in what order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod
from typing import NamedTuple

from npq.domain.organisations.rules.search_question import likeness_of_postcodes
from npq.domain.organisations.rules.search_understanding import AskedWord

POSTCODE_WEIGHT = 10.0
# What is left is for the other side: how little a school's name says besides.
WEIGHT_OF_ASKED = 0.8
# A closed school needs to answer clearly better than an open one to be shown instead of it.
CLOSED = 0.85
# Answers much worse than the best one, or bad altogether, only stand in the way.
LEAST_OF_BEST = 0.6
LEAST_SCORE = 0.3
# So many common words together narrow a search as far as it will go.
TOGETHER = 3


class Entry(NamedTuple):
    """A school as the search knows it: the ids of its words, those of its name first."""

    urn: int
    is_open: bool
    name_words: int
    words: Sequence[int]
    postcode: str = ""


def narrowing(understood: Sequence[AskedWord], schools: int, at_most: int) -> list[list[list[int]]]:
    """Which schools are worth scoring, as "any of (all of (any of these words))", in a register of so many schools.

    The rarest words first, for as long as they point to no more than `at_most` schools; then the next rarest together.
    """
    rarest = sorted((one for one in understood if one.alike), key=lambda one: one.schools)
    choices: list[list[list[int]]] = []
    pointed_to = 0
    while rarest and pointed_to + rarest[0].schools <= at_most:
        one = rarest.pop(0)
        pointed_to += one.schools
        choices.append([list(one.alike)])
    together = rarest[:TOGETHER]
    likely = schools * prod(min(1.0, one.schools / (schools or 1)) for one in together)
    if together and (not choices or likely <= at_most):
        choices.append([list(one.alike) for one in together])
    return choices


class Scale:
    """Weighs schools against one search."""

    def __init__(self, understood: Sequence[AskedWord], postcode: str = "") -> None:
        self._postcode = postcode
        self._words = bool(understood)
        self._asked = sum(one.weight for one in understood) + (POSTCODE_WEIGHT if postcode else 0)
        # For each known word: the asked words it may be, by their place, and what it is worth as each.
        self._worth: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(understood):
            for known, alike in one.alike.items():
                self._worth[known].append((place, alike * one.weight))

    def score(self, entry: Entry) -> float:
        """How well a school answers, from 0 to 1: how much of what was asked it bears, and how little besides."""
        got = {-1: POSTCODE_WEIGHT * likeness_of_postcodes(self._postcode, entry.postcode)}
        of_name = 0
        for at, word in enumerate(entry.words):
            if word in self._worth:
                of_name += at < entry.name_words
                for place, worth in self._worth[word]:
                    got[place] = max(worth, got.get(place, 0.0))
        borne = sum(got.values()) / (self._asked or 1)
        if not self._words:
            return borne
        return WEIGHT_OF_ASKED * borne + (1 - WEIGHT_OF_ASKED) * of_name / (entry.name_words or 1)


def best(entries: Iterable[Entry], scale: Scale, limit: int) -> list[int]:
    """The URNs of the schools that answer best, at most `limit`: open ones first, and each group best first."""
    scored: dict[int, tuple[float, bool]] = {}
    for entry in entries:
        worth = scale.score(entry) * (1 if entry.is_open else CLOSED)
        if worth >= LEAST_SCORE:
            scored[entry.urn] = (worth, entry.is_open)
    ranked = sorted(scored, key=lambda urn: (-scored[urn][0], urn))[:limit]
    shown = [urn for urn in ranked if scored[urn][0] >= LEAST_OF_BEST * scored[ranked[0]][0]]
    return sorted(shown, key=lambda urn: not scored[urn][1])
