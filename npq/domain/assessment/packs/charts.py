"""The table in a chart's text as what is drawn."""

import re
from decimal import Decimal, InvalidOperation

from npq.domain.assessment.packs.pack import Series

FEWEST_ROWS = 2  # a header and one line
RULE = re.compile(r"^:?-+:?$")
PLAIN = re.compile(r"[£,%*\s]")


class CannotDraw(ValueError):
    """A chart's text without a table that could be drawn."""


def chart_of(markdown: str) -> tuple[list[str], list[Series]]:
    """The labels and the series of the first table in a text: labels in its first column, a series in each other.

    Raises CannotDraw.
    """
    rows = _first_table(markdown)
    if len(rows) < FEWEST_ROWS or len(rows[0]) < FEWEST_ROWS:
        raise CannotDraw("a chart needs a table: labels in the first column, numbers in the others")
    header, *lines = rows
    series = [
        Series(name, [_number(line[place] if place < len(line) else "") for line in lines])
        for place, name in enumerate(header[1:], start=1)
    ]
    return [line[0] for line in lines], series


def _first_table(markdown: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in markdown.split("\n"):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(RULE.match(cell) for cell in cells):
                rows.append(cells)
        elif rows:
            break
    return rows


def _number(cell: str) -> Decimal:
    plain = PLAIN.sub("", cell).replace("−", "-")
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise CannotDraw(f"“{cell}” is no number that could be drawn") from error
