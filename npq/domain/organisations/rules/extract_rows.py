"""Reads an extract: batches of rows ready for their records, and the rows that are left out, with line and reason."""

import csv
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import IO, NamedTuple

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules.extract_columns import REFERENCE_PAIRS, Column, read_header
from npq.domain.organisations.rules.faults import ImportRefused, RefusedRow
from npq.domain.organisations.rules.values import Reader, read_urn

BATCH = 200
"""Rows read at a time: few enough to stay in the processor's cache."""


class Row(NamedTuple):
    """A row as it stands in the file, and the line it begins on."""

    line: int
    fields: list[str]


class Batch(NamedTuple):
    """Rows that could be read, column by column: what the n-th row says is the n-th of every list. Blank is unknown."""

    lines: Sequence[int]
    urns: Sequence[int]
    columns: Sequence[Sequence[str]]


class Extract:
    """An extract being read. `columns` are those its batches have, halves of pairs that are filled in among them."""

    def __init__(self, text: IO[str]) -> None:
        """Raises ImportRefused when the header is not that of the extract."""
        self._csv = csv.reader(text, strict=True)
        first = self._next_row()
        if first is None:
            raise ImportRefused(ImportFault.EMPTY, "The file is empty.")
        self.header = read_header(first.fields)
        self.columns = _with_both_halves(self.header.columns)
        self._fields = [column.field for column in self.columns]
        # Two columns at least are needed, so the picker always gives several.
        self._pick = itemgetter(*self.header.positions)
        self._read_each = [_Remembering(column.read).__getitem__ for column in self.header.columns]

    def read(self) -> Iterator[Batch | RefusedRow]:
        """Every row once, in order. Raises ImportRefused where the file is broken."""
        while rows := self._next_rows():
            yield from self._read_all_that_can_be(rows)

    def _read_all_that_can_be(self, rows: list[Row]) -> Iterator[Batch | RefusedRow]:
        """Reads rows together, which is fast; where one of them cannot be read, the halves on either side of it."""
        try:
            yield self._batch(rows)
        except ValueError as fault:
            if len(rows) == 1:
                yield self._refusal(rows[0], fault)
            else:
                middle = len(rows) // 2
                yield from self._read_all_that_can_be(rows[:middle])
                yield from self._read_all_that_can_be(rows[middle:])

    def _batch(self, rows: list[Row]) -> Batch:
        urns = [read_urn(row.fields[self.header.urn]) for row in rows]
        picked = zip(*(self._pick(row.fields) for row in rows), strict=True)
        columns = [list(map(read, fields)) for read, fields in zip(self._read_each, picked, strict=True)]
        return Batch([row.line for row in rows], urns, self._completed(columns, len(rows)))

    def _completed(self, columns: list[list[str]], rows: int) -> list[list[str]]:
        by_field = dict(zip(self._fields, columns, strict=False))
        if "" in by_field["name"]:
            raise ValueError("it has no name")
        unknown = [""] * rows
        for pair in REFERENCE_PAIRS:
            codes, names = by_field.get(pair.code, unknown), by_field.get(pair.name, unknown)
            by_field[pair.code] = [
                code or (named and pair.code_of(named)) for code, named in zip(codes, names, strict=True)
            ]
            by_field[pair.name] = [
                named or pair.names.get(code, "") for code, named in zip(codes, names, strict=True)
            ]
        return [by_field[field] for field in self._fields]

    def _refusal(self, row: Row, fault: ValueError) -> RefusedRow:
        """Names the column that could not be read; a fault of the whole row speaks for itself."""
        written = row.fields[self.header.urn].strip()[:20]
        for column, position in zip(self.header.columns, self.header.positions, strict=True):
            try:
                column.read(row.fields[position])
            except ValueError as reason:
                return RefusedRow(row.line, written, f"{column.heading} {reason}")
        return RefusedRow(row.line, written, str(fault))

    def _next_rows(self) -> list[Row]:
        rows: list[Row] = []
        while len(rows) < BATCH and (row := self._next_row()):
            if len(row.fields) == self.header.width:
                rows.append(row)
            elif row.fields:
                raise self._wrong_width(row)
        return rows

    def _next_row(self) -> Row | None:
        began = self._csv.line_num + 1
        try:
            fields = next(self._csv, None)
        except csv.Error as error:
            raise ImportRefused(
                ImportFault.BROKEN,
                f"The row that begins on line {began} is broken: a quotation mark is missing or stands where none may, "
                "or the file breaks off there.",
                line=began,
            ) from error
        return None if fields is None else Row(began, fields)

    def _wrong_width(self, row: Row) -> ImportRefused:
        return ImportRefused(
            ImportFault.BROKEN,
            f"Line {row.line} has {len(row.fields)} fields, and the header has {self.header.width}. "
            "The file is damaged, or breaks off there.",
            line=row.line,
        )


class _Remembering(dict[str, str]):
    """A reader that reads each text once: in a register most of them recur."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, field: str) -> str:
        self[field] = value = self._read(field)
        return value


def _with_both_halves(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    fields = {column.field for column in columns}
    halves = [half for pair in REFERENCE_PAIRS for half in (pair.code, pair.name)]
    return (*columns, *(Column(half, "") for half in halves if half not in fields))
