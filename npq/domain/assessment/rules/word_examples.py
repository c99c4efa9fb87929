"""What the rule of words says of texts on which rules differ. The page about it shows some, the tests all."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from npq.domain.assessment.rules import words

FILE = Path(words.__file__).with_name("words.json")


@dataclass(frozen=True)
class Example:
    """A text, its words, and those among its references. `shown` is what the page says of it; empty where it does not.

    The text is written `times` times over.
    """

    group: str
    text: str
    counted: int
    excluded: int = 0
    shown: str = ""
    times: int = 1

    @property
    def whole(self) -> str:
        return self.text * self.times


@cache
def word_examples() -> tuple[Example, ...]:
    """All examples, in the order of the file."""
    return tuple(Example(**one) for one in json.loads(FILE.read_text(encoding="ascii")))
