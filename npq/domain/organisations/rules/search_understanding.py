"""What the words of a search may stand for: known words written a little differently, begun, broken or run together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from npq.domain.organisations.rules.search_words import likeness, most_slips

JOINED = 0.92
BEGUN = 0.9
UNKNOWN_WORD_WEIGHT = 2.0


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


Vocabulary = Mapping[str, KnownWord]


def understand(asked: Sequence[str], known: Iterable[KnownWord], schools: int) -> list[AskedWord]:
    """What each typed word may stand for among the known words, in a register of so many schools.

    The last word may be only begun. Two words may be one that was broken, and one may be two run together.
    """
    vocabulary = {k.word: k for k in known}
    understood = [one for word in asked for one in _read(word, vocabulary)]
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


def similar(asked: str, known: Sequence[str]) -> dict[str, float]:
    """The known words that may be meant: 1 for the same, less for each letter missing, added, changed or swapped."""
    # The distances are reckoned in one go; which of the near ones are alike is then asked one by one.
    most = most_slips(2 * len(asked))
    near = extract(asked, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {word: alike for word, _, _ in near if (alike := likeness(asked, word))}


def parts(word: str) -> list[tuple[str, str]]:
    """Every way to read one word as two that were run together."""
    return [(word[:i], word[i:]) for i in range(2, len(word) - 1)]


def _read(word: str, vocabulary: Vocabulary) -> list[AskedWord]:
    """The word, or the two it was run together from."""
    if found := similar(word, list(vocabulary)):
        return [AskedWord(word, {vocabulary[known].id: alike for known, alike in found.items()})]
    pairs = [pair for pair in parts(word) if pair[0] in vocabulary and pair[1] in vocabulary]
    if not pairs:
        return [AskedWord(word)]
    commonest = max(pairs, key=lambda pair: min(vocabulary[half].schools for half in pair))
    return [AskedWord(half, {vocabulary[half].id: 1.0}) for half in commonest]


def _add_begun(last: AskedWord, vocabulary: Vocabulary) -> None:
    for known in vocabulary.values():
        if known.word.startswith(last.word) and known.word != last.word:
            share = len(last.word) / len(known.word)
            last.alike[known.id] = max(BEGUN * (0.8 + 0.2 * share), last.alike.get(known.id, 0))


def _weigh(one: AskedWord, by_id: Mapping[int, KnownWord], schools: int) -> None:
    """The fewer schools bear what a word most likely stands for, the more it tells them apart."""
    if one.alike:
        one.schools = sum(by_id[i].schools for i in one.alike)
        likeliest = max(one.alike, key=lambda i: (one.alike[i], by_id[i].schools))
        one.weight = log((schools + 1) / (by_id[likeliest].schools + 0.5)) + 0.1
