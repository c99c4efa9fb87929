"""Which schools somebody means: how alike two words are, which words narrow the search, and what each school scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, prod

from rapidfuzz.distance import OSA

from npq.domain.organisations.rules.search_question import likeness_of_postcodes
from npq.domain.organisations.rules.search_words import SHORTEST_FORGIVEN

LEAST_ALIKE = 0.6
JOINED = 0.92
BEGUN = 0.9
UNKNOWN_WORD_WEIGHT = 2.0
POSTCODE_WEIGHT = 10.0
# What is left for the other side: a school that bears the words asked for and none besides comes before one with more.
WEIGHT_OF_ASKED = 0.8
# A closed school needs to answer clearly better than an open one to be shown instead of it.
CLOSED = 0.85
# Answers much worse than the best one, or bad altogether, only stand in the way.
LEAST_OF_BEST = 0.6
LEAST_SCORE = 0.3


@dataclass(frozen=True)
class KnownWord:
    """A word of the vocabulary, and how many schools bear it."""

    id: int
    word: str
    schools: int


@dataclass
class AskedWord:
    """A word somebody typed, and the known words it may stand for: {known word's id: how alike, up to 1}."""

    word: str
    alike: dict[int, float] = field(default_factory=dict)
    schools: int = 0
    weight: float = UNKNOWN_WORD_WEIGHT


@dataclass(frozen=True)
class Entry:
    """A school as the search knows it: the ids of its words, those of its name first."""

    urn: int
    is_open: bool
    name_words: int
    words: Sequence[int]
    postcode: str = ""


def likeness(asked: str, known: str) -> float:
    """1 for the same word, less for each letter missing, added, changed or swapped; 0 when that is too many."""
    if asked == known:
        return 1.0
    if min(len(asked), len(known)) < SHORTEST_FORGIVEN:
        return 0.0
    longest = max(len(asked), len(known))
    distance = OSA.distance(asked, known, score_cutoff=1 + longest // 5)
    alike = 1 - distance / (longest + 1)
    return alike if distance <= 1 + longest // 5 and alike >= LEAST_ALIKE else 0.0


def parts(word: str) -> list[tuple[str, str]]:
    """Every way to read one word as two that were run together."""
    return [(word[:i], word[i:]) for i in range(2, len(word) - 1)]


def understand(asked: Sequence[str], known: Iterable[KnownWord], schools: int) -> list[AskedWord]:
    """What each typed word may stand for among the known words, in a register of so many schools.

    The last word may be only begun. Two words may be one that was broken, and one may be two run together.
    """
    vocabulary = {k.word: k for k in known}
    read = _unjoin(asked, vocabulary)
    understood = [AskedWord(word) for word in read]
    for one in understood:
        _add_similar(one, vocabulary)
    if understood:
        _add_begun(understood[-1], vocabulary)
    for first, second in pairwise(understood):
        if whole := vocabulary.get(first.word + second.word):
            for one in (first, second):
                one.alike[whole.id] = max(JOINED, one.alike.get(whole.id, 0))
    by_id = {k.id: k for k in vocabulary.values()}
    for one in understood:
        _weigh(one, by_id, schools)
    return understood


def _unjoin(asked: Sequence[str], vocabulary: Mapping[str, KnownWord]) -> list[str]:
    read: list[str] = []
    for word in asked:
        pairs = [p for p in parts(word) if p[0] in vocabulary and p[1] in vocabulary]
        similar = any(likeness(word, known) for known in vocabulary)
        if word in vocabulary or not pairs or similar:
            read.append(word)
        else:
            commonest: tuple[str, str] = max(pairs, key=lambda p: min(vocabulary[half].schools for half in p))
            read.extend(commonest)
    return read


def _add_similar(one: AskedWord, vocabulary: Mapping[str, KnownWord]) -> None:
    for known in vocabulary.values():
        if alike := likeness(one.word, known.word):
            one.alike[known.id] = alike


def _add_begun(last: AskedWord, vocabulary: Mapping[str, KnownWord]) -> None:
    for known in vocabulary.values():
        if known.word.startswith(last.word) and known.word != last.word:
            share = len(last.word) / len(known.word)
            last.alike[known.id] = max(BEGUN * (0.8 + 0.2 * share), last.alike.get(known.id, 0))


def _weigh(one: AskedWord, by_id: Mapping[int, KnownWord], schools: int) -> None:
    if not one.alike:
        return
    one.schools = sum(by_id[i].schools for i in one.alike)
    likeliest = max(one.alike, key=lambda i: (one.alike[i], by_id[i].schools))
    one.weight = log((schools + 1) / (by_id[likeliest].schools + 0.5)) + 0.1


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
    together = rarest[:3]
    likely = schools * prod(min(1.0, one.schools / (schools or 1)) for one in together)
    if together and (not choices or likely <= at_most):
        choices.append([list(one.alike) for one in together])
    return choices


def score(entry: Entry, understood: Sequence[AskedWord], postcode: str = "") -> float:
    """How well a school answers, from 0 to 1: how much of what was asked it bears, and how little besides."""
    borne = set(entry.words)
    got = POSTCODE_WEIGHT * likeness_of_postcodes(postcode, entry.postcode)
    asked_for = POSTCODE_WEIGHT if postcode else 0.0
    matched: set[int] = set()
    for one in understood:
        asked_for += one.weight
        if found := borne & one.alike.keys():
            matched |= found
            got += one.weight * max(map(one.alike.__getitem__, found))
    if not understood:
        return got / (asked_for or 1)
    of_name = sum(word in matched for word in entry.words[: entry.name_words])
    return WEIGHT_OF_ASKED * got / (asked_for or 1) + (1 - WEIGHT_OF_ASKED) * of_name / (
        entry.name_words or 1
    )


def best(entries: Iterable[Entry], understood: Sequence[AskedWord], postcode: str, limit: int) -> list[int]:
    """The URNs of the schools that answer best, at most `limit`: open ones first, and each group best first."""
    scored = {}
    for entry in entries:
        worth = score(entry, understood, postcode) * (1 if entry.is_open else CLOSED)
        if worth >= LEAST_SCORE:
            scored[entry.urn] = (worth, entry.is_open)
    ranked = sorted(scored, key=lambda urn: (-scored[urn][0], urn))[:limit]
    shown = [urn for urn in ranked if scored[urn][0] >= LEAST_OF_BEST * scored[ranked[0]][0]]
    return sorted(shown, key=lambda urn: not scored[urn][1])
