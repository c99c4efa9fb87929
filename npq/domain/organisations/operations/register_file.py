from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules.extract_columns import Column
from npq.domain.organisations.rules.extract_file import opened
from npq.domain.organisations.rules.extract_rows import Batch, Extract
from npq.domain.organisations.rules.faults import ImportRefused, RefusedRow
from npq.kernel.operations import step

# The readable rows of the file, for as long as the import takes: line, urn, and a column for each the file has.
INCOMING = Identifier("incoming_school")


@dataclass(frozen=True)
class Incoming:
    """What was received: the file's headings, the columns of INCOMING, how many rows, and which were left out."""

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: int
    refused: tuple[RefusedRow, ...]


@step
def receive_file(file: Path) -> Incoming:
    """Reads a whole extract into INCOMING. Raises ImportRefused for a file that is not one, or is damaged."""
    with opened(file) as text:
        extract = Extract(text)
        _make_table(extract.columns)
        rows, unreadable = _copy(extract)
    if rows == 0:
        raise ImportRefused(ImportFault.EMPTY, "The file has a header and no rows.")
    refused = sorted([*unreadable, *_take_out_repeated()], key=lambda row: row.line)
    return Incoming(extract.header.headings, extract.columns, rows, tuple(refused))


def _make_table(columns: tuple[Column, ...]) -> None:
    typed = [SQL("{} {}").format(Identifier(c.field), SQL(c.sql_type)) for c in columns]
    with connection.cursor() as cursor:
        cursor.execute(SQL("DROP TABLE IF EXISTS {}").format(INCOMING))
        cursor.execute(
            SQL("CREATE TEMPORARY TABLE {} (line integer, urn integer, {}) ON COMMIT DROP").format(
                INCOMING, SQL(", ").join(typed)
            )
        )


def _copy(extract: Extract) -> tuple[int, list[RefusedRow]]:
    """Sends the readable rows; gives how many rows there were, and the unreadable ones."""
    refused: list[RefusedRow] = []
    rows = 0
    with connection.cursor() as cursor, cursor.copy(_COPY.format(incoming=INCOMING)) as copy:
        for read in extract.read():
            if isinstance(read, RefusedRow):
                refused.append(read)
                rows += 1
            else:
                copy.write(_in_copy_format(read))
                rows += len(read.urns)
    return rows, refused


def _in_copy_format(batch: Batch) -> str:
    """One line a row, with tabs between: no value has either in it, and a backslash has to be doubled."""
    columns = [map(str, batch.lines), map(str, batch.urns), *batch.columns]
    text = "".join("\t".join(row) + "\n" for row in zip(*columns, strict=True))
    return text.replace("\\", "\\\\")


def _take_out_repeated() -> list[RefusedRow]:
    """A URN that is there twice: none of its rows counts, because nothing says which should."""
    with connection.cursor() as cursor:
        cursor.execute(_REPEATED)
        lines_of: dict[int, list[int]] = defaultdict(list)
        for urn, line in sorted(cursor.fetchall()):
            lines_of[urn].append(line)
    return [
        RefusedRow(
            line, str(urn), f"this URN is on lines {' and '.join(map(str, lines))}, and only one can be right"
        )
        for urn, lines in lines_of.items()
        for line in lines
    ]


# Blank is unknown.
_COPY = SQL("COPY {incoming} FROM STDIN (NULL '')")

_REPEATED: Composed = SQL(
    "DELETE FROM {incoming} WHERE urn IN (SELECT urn FROM {incoming} GROUP BY urn HAVING count(*) > 1)"
    " RETURNING urn, line"
).format(incoming=INCOMING)
