"""Words as the search for schools knows them: the same cutting for a school's name and for what somebody types.

A word can be found although it was misspelt, because word and misspelling share a key: each word is filed under itself,
under itself with any one letter left out, and under its bare consonants. One letter missing, added, changed or swapped
with its neighbour always leaves a key in common; "Witington" and "Whittington" meet at their consonants.
"""

import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache
from zlib import crc32

from rapidfuzz.distance import OSA

MOST_WORDS = 12
LONGEST_WORD = 40
SHORTEST_FORGIVEN = 3
# One slip is forgiven, and one more for every so many letters of the longer word.
LETTERS_A_SLIP = 5
LEAST_ALIKE = 0.6
# So few numbers that words share some by chance: the database keeps them fast, and the words are compared anyway.
KEYS = 2**15

# What a word is also found under, where people write a name in more ways than one.
ALIASES = {
    "st": ("saint",),
    "saint": ("st",),
    "cofe": ("church", "england"),
    "england": ("cofe",),
    "rc": ("roman", "catholic"),
    "catholic": ("roman",),
    "jmi": ("junior", "infant"),
    "ptnshp": ("partnership",),
}
_SILENT_OR_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "h": None, "w": None})
_VOWELS = str.maketrans(dict.fromkeys("aeiouy"))


_SILENT = "'’‘`´"
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
# What each byte of plain text becomes: small letters and digits stay, apostrophes go, the rest parts words.
_BYTES = bytes(
    small if (small := bytes([code]).lower()[0]) in _LETTERS else 32 for code in range(128)
) + bytes(128)


def words(text: str) -> list[str]:
    """The words of a text, in order: small letters and digits, no accents, no apostrophes ("Mary's" is "marys")."""
    plain = text if text.isascii() else _without_accents(text)
    if "&" in plain:
        plain = plain.replace("&", " and ")
    found = plain.encode().translate(_BYTES, b"'`").decode().split()
    if len(plain) > LONGEST_WORD:
        found = [word[:LONGEST_WORD] for word in found]
    return _church_of_england(found) if "c" in found or "ce" in found else found


def _without_accents(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        c if c.isascii() else "" if c in _SILENT or unicodedata.combining(c) else " " for c in bare
    )


def _church_of_england(found: list[str]) -> list[str]:
    """C of E, C.E. and CE are all written "cofe"."""
    spaced = f" {' '.join(found)} "
    for way in (" c of e ", " c e ", " ce "):
        spaced = spaced.replace(way, " cofe ")
    return spaced.split()


def aliases(found: Collection[str]) -> list[str]:
    """Other words under which something called by these words should be found."""
    if ALIASES.keys().isdisjoint(found):
        return []
    return [also for word in found for also in ALIASES.get(word, ()) if also not in found]


def document(name: str, places: Iterable[str | None]) -> tuple[list[str], int]:
    """The words a school is found by, each once, and how many of them, the first ones, are of its name."""
    of_name = dict.fromkeys(words(name))
    found = list(of_name)
    for place in places:
        if place:
            found += _place_words(place)
    found += aliases(found)
    return list(dict.fromkeys(found)), len(of_name)


@lru_cache(maxsize=20_000)
def _place_words(place: str) -> tuple[str, ...]:
    return tuple(words(place))


def squashed_postcode(text: str) -> str:
    """A postcode, or the beginning of one, as it is compared: "ec3a5de"."""
    return "".join(words(text))


def keys(word: str) -> list[int]:
    """The numbers a word is filed under, from 0 to KEYS - 1. A word with a digit in it has to be written as it is."""
    plain = word.encode()
    if len(plain) < SHORTEST_FORGIVEN or not plain.isalpha():
        return [crc32(plain) % KEYS]
    filed = {plain[:i] + plain[i + 1 :] for i in range(len(plain))}
    filed.add(plain)
    bare = consonants(word)
    if len(bare) >= SHORTEST_FORGIVEN:
        filed.add(b"~" + bare.encode())
    return list({crc32(key) % KEYS for key in filed})


def likeness(asked: str, known: str) -> float:
    """1 for the same word, less for each letter missing, added, changed or swapped; 0 when that is too many."""
    if asked == known:
        return 1.0
    if min(len(asked), len(known)) < SHORTEST_FORGIVEN:
        return 0.0
    longest = max(len(asked), len(known))
    slips = OSA.distance(asked, known, score_cutoff=most_slips(longest))
    alike = 1 - slips / (longest + 1)
    return alike if slips <= most_slips(longest) and alike >= LEAST_ALIKE else 0.0


def most_slips(letters: int) -> int:
    """How many slips are forgiven in a word of so many letters."""
    return 1 + letters // LETTERS_A_SLIP


def consonants(word: str) -> str:
    """What is left of a word without vowels, silent letters and doubled ones: "whittington" is "tngtn"."""
    sound = word.replace("ph", "f").translate(_SILENT_OR_ALIKE)
    bare = sound[:1] + sound[1:].translate(_VOWELS)
    return "".join(letter for letter, before in zip(bare, " " + bare, strict=False) if letter != before)
