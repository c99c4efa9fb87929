"""What somebody typed into the search: a URN, a postcode or the beginning of one, and words."""

import re
from dataclasses import dataclass

from npq.domain.organisations.rules.search_words import words

LONGEST_TEXT = 200
MOST_WORDS = 12

_URN = re.compile(r"[1-9]\d{4,6}")
_AREA = re.compile(r"[a-z]{1,2}\d[a-z\d]?")
_REST = re.compile(r"\d[a-z]{0,2}")
_WHOLE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")


@dataclass(frozen=True)
class Question:
    """What is looked for. `postcode` is squashed ("ec3a5de", or "ec3" where it is only begun) and "" without one."""

    urn: int | None
    postcode: str
    words: tuple[str, ...]


def read_question(text: str) -> Question:
    """Takes a text apart; of a very long one only the beginning counts."""
    asked = list(dict.fromkeys(words(text[:LONGEST_TEXT])))[:MOST_WORDS]
    urn = next((int(word) for word in asked if _URN.fullmatch(word)), None)
    for at, word in enumerate(asked):
        after = asked[at + 1] if at + 1 < len(asked) else ""
        if _WHOLE.fullmatch(word):
            return Question(urn, word, tuple(asked[:at] + asked[at + 1 :]))
        if _AREA.fullmatch(word) and _REST.fullmatch(after):
            return Question(urn, word + after, tuple(asked[:at] + asked[at + 2 :]))
        if _AREA.fullmatch(word):
            # "KS3" is the beginning of a postcode to nobody, so it stays a word as well.
            return Question(urn, word, tuple(asked))
    return Question(urn, "", tuple(asked))


def likeness_of_postcodes(asked: str, known: str) -> float:
    """1 for the postcode asked for or within the part of one asked for, less in its neighbourhood, 0 elsewhere."""
    if not asked or not known:
        return 0.0
    if known.startswith(asked):
        return 1.0 if asked in (known, known[:-3]) else 0.9
    if _WHOLE.fullmatch(asked):
        return 0.7 if known[:-2] == asked[:-2] else 0.4 * (known[:-3] == asked[:-3])
    return 0.0


def neighbourhood(postcode: str) -> str:
    """The beginning that postcodes near this one share with it: the whole without its last two letters."""
    return postcode[:-2] if _WHOLE.fullmatch(postcode) else postcode
