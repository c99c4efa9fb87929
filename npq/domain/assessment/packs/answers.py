"""An answer as its paragraphs, which is what a marker's notes point to."""

import re
from dataclasses import dataclass

BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or a paragraph with its number; 0 is no paragraph’s."""

    text: str
    number: int


def parts_of(text: str) -> list[Part]:
    """An answer in its order, headings and paragraphs. A list is one paragraph."""
    blocks = [block.strip() for block in BLANK.split(text.replace("\r\n", "\n"))]
    parts: list[Part] = []
    number = 0
    for block in filter(None, blocks):
        if block.startswith("#"):
            parts.append(Part(block.lstrip("# "), 0))
        else:
            number += 1
            parts.append(Part(block, number))
    return parts


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs without headings, in their order."""
    return [part.text for part in parts_of(text) if part.number]
