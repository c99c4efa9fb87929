"""One thing looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Whether it is as it should be, and a sentence that says so or says what to do."""

    good: bool
    words: str


def either(good: bool, well: str, otherwise: str) -> Finding:
    """The finding in the words that fit."""
    return Finding(good, well if good else otherwise)
