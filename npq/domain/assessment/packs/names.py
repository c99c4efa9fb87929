"""The names a case goes by: its people, schools and places, which nothing else may share."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from npq.domain.learning.packs.book import DataBook, Table
from npq.domain.learning.packs.expressions import CannotWorkOut

WORD = re.compile(r"[A-ZÀ-Þ][\wà-ÿ]*(?:[-’'][A-ZÀ-Þ][\wà-ÿ]*)*")
ORDINARY = frozenset(
    {
        *("Academy", "Bay", "Church", "Circle", "Class", "Close", "College", "Community", "Council"),
        *("County", "Dr", "End", "Grammar", "Green", "Hall", "High", "Hill", "House"),
        *("Infant", "Junior", "Lady", "Lane", "Learning", "Lord", "Miss", "Moor", "Mr"),
        *("Mrs", "Ms", "North", "Partnership", "Partners", "Primary", "Road", "School", "Schools"),
        *("Secondary", "Service", "Services", "Sir", "South", "Special", "Street", "Teaching", "The"),
        *("Trust", "Trusts", "Vale", "West", "East"),
    }
)
"""Words of names that any school or street may have."""


def names_of(trust: str, listed: Iterable[str], book: DataBook) -> set[str]:
    """The single words by which a case would be recognised: of its trust, its list of names, and of the schools and
    heads in the table of its schools."""
    whole = [trust, *listed]
    schools = book.tables.get("schools")
    if schools is not None:
        for column in ("name", "head"):
            if column in schools.columns:
                whole += [str(value) for value in _values(schools, column)]
    return {word for name in whole for word in WORD.findall(name) if word not in ORDINARY}


def _values(table: Table, column: str) -> Iterator[Any]:
    """What stands in a column; where nothing does, its file has a fault of its own."""
    for row in table.rows:
        with suppress(CannotWorkOut):
            yield row.look_up(column)


def text_of(folder: Path) -> str:
    """Everything that a folder's files say."""
    files = [*sorted(folder.rglob("*.md")), *sorted(folder.rglob("*.toml"))]
    return "\n".join(path.read_text("utf-8", errors="replace") for path in files)


def found_in(names: Iterable[str], text: str) -> list[str]:
    """Those of the names that a text uses, in their order. “Vale” is no use of “Valentine”."""
    words = set(WORD.findall(text))
    words |= {part for word in words for part in re.split(r"[-’']", word)}
    return sorted(name for name in names if name in words)
