"""Essays on one case, made up so that its facts, names and figures stand in all of them: the same ones every time.

No two writers write alike: each has habits of their own (a part of the plans and words, and some more often than
others). But all have read the same case, guidance and books, and repeat them: some sentences of the case in the case’s
words, a quotation or two, sayings that go round among leaders, and a list of references.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

SLOT = re.compile(r"\{(\w+)\}")
WORDS = 2_500
PARAGRAPH = 105
PARTS = 3


@dataclass(frozen=True)
class Planted:
    """A paragraph of one essay that was put into another as well, in some way."""

    kind: str
    giver: int
    taker: int


@cache
def options(name: str) -> tuple[str, ...]:
    """The lines of one name in essays.toml."""
    found = _written()[name]
    assert isinstance(found, str)
    return tuple(found.strip().splitlines())


def given() -> list[str]:
    """What every writer was given: the case, the questions, the framework."""
    return ["\n\n".join(options(name)) for name in ("case", "questions", "framework")]


@lru_cache(maxsize=64)
def essay(number: int, words: int = WORDS) -> str:
    """The essay of one writer, always the same."""
    writer = _Writer(number)
    parts = []
    for part in range(PARTS):
        paragraphs = [f"## Part {part + 1}"]
        while _length(paragraphs) < words / PARTS:
            paragraphs.append(writer.paragraph(PARAGRAPH))
        parts.append("\n\n".join(paragraphs))
    references = "\n".join(writer.chance.sample(options("references"), 3))
    return "\n\n".join(parts) + f"\n\n## References\n\n{references}\n"


def essays(
    many: int, copied: int = 0, edited: int = 0, shuffled: int = 0, length: int = 150
) -> Iterator[tuple[int, str, Planted | None]]:
    """(number, text, what was planted in it). Takers are spread over all, each with a giver before it."""
    kinds = ["copied"] * copied + ["edited"] * edited + ["shuffled"] * shuffled
    apart = many // (len(kinds) + 1) if kinds else many + 1
    for number in range(many):
        text, planted = essay(number), None
        if number and number % apart == 0 and number // apart <= len(kinds):
            planted = Planted(kinds[number // apart - 1], number - apart // 2 - 1, number)
            text = plant(text, passage(planted, length), number)
        yield number, text, planted


def passage(planted: Planted, length: int = 150) -> str:
    """The paragraph that was planted, as it stands in the taker’s essay."""
    paragraph = _Writer(planted.giver).chosen(length)
    chance = random.Random(f"{planted.kind} {planted.taker}")
    changes: dict[str, Callable[[str, random.Random], str]] = {"edited": edited_lightly, "shuffled": shuffled}
    return changes[planted.kind](paragraph, chance) if planted.kind in changes else paragraph


def plant(text: str, paragraph: str, seed: int) -> str:
    """A text with one more paragraph, somewhere in its second half."""
    paragraphs = text.split("\n\n")
    at = random.Random(seed).randrange(len(paragraphs) // 2, len(paragraphs) - 3)
    return "\n\n".join([*paragraphs[:at], paragraph, *paragraphs[at:]])


def edited_lightly(paragraph: str, chance: random.Random) -> str:
    """One word in about fifteen replaced by another, left out or added."""
    synonyms = _written()["synonyms"]
    assert isinstance(synonyms, dict)
    words = []
    for word in paragraph.split():
        if chance.random() >= 1 / 15:
            words.append(word)
        elif word.lower() in synonyms:
            words.append(synonyms[word.lower()])
        else:
            words += chance.choice([[], ["indeed", word], ["perhaps"], [word, "clearly"]])
    return " ".join(words)


def shuffled(paragraph: str, chance: random.Random) -> str:
    """The same sentences in another order."""
    sentences = re.split(r"(?<=[.?!]) ", paragraph)
    chance.shuffle(sentences)
    return " ".join(sentences)


class _Writer:
    """Somebody with habits."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = random.Random(f"writer {number}")
        self._habits: dict[str, tuple[list[str], list[float]]] = {}

    def paragraph(self, words: int) -> str:
        sentences: list[str] = []
        while _length(sentences) < words:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def chosen(self, words: int) -> str:
        """A paragraph of so many words and no other’s, which is what is worth copying."""
        mine = re.findall(r"[^\n]+", essay(self.number).split("## Part 2")[1].split("## Part 3")[0])
        sentences = [one for line in mine for one in re.split(r"(?<=[.?!]) ", line) if "“" not in one]
        text = " ".join(sentence for sentence in sentences if sentence not in options("case"))
        return " ".join(text.split()[:words])

    def sentence(self) -> str:
        """Now and then in the words of others, mostly in one’s own."""
        kind = self.chance.random()
        if kind < 0.06:
            return self.chance.choice(options("case"))
        if kind < 0.075:
            return f"The guidance says: “{self.chance.choice(options('guidance'))}”."
        if kind < 0.08:
            return self.chance.choice(options("framework"))
        written = self._fill("{plan}")
        if kind < 0.1:
            written = f"{written[:-1]}, and {self._own('stock')}."
        return written[0].upper() + written[1:]

    def _fill(self, text: str) -> str:
        while SLOT.search(text):
            text = SLOT.sub(lambda slot: self._own(slot[1]), text)
        return text

    def _own(self, name: str) -> str:
        if name not in self._habits:
            every = options(name)
            some = self.chance.sample(every, max(3, round(len(every) * 0.7)))
            self._habits[name] = some, [self.chance.paretovariate(3) for _ in some]
        return self.chance.choices(*self._habits[name])[0]


@cache
def _written() -> dict[str, object]:
    return tomllib.loads((Path(__file__).parent / "essays.toml").read_text())


def _length(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)
