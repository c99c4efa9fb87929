"""An answer as its paragraphs, which is what a marker's notes point to."""

import re

BLANK = re.compile(r"\n[ \t]*\n")


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs without headings, in their order. A list is one paragraph."""
    blocks = [block.strip() for block in BLANK.split(text.replace("\r\n", "\n"))]
    return [block for block in blocks if block and not block.startswith("#")]
