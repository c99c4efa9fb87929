"""Reads an extract: batches of rows ready for their records, and the rows that are left out, with line and reason."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import IO, NamedTuple

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules.extract_columns import REFERENCE_PAIRS, Column, read_header
from npq.domain.organisations.rules.faults import ImportRefused, RefusedRow
from npq.domain.organisations.rules.values import Reader, read_urn

BATCH = 200
"""Rows read at a time: few enough to stay in the processor's cache."""


class Written(NamedTuple):
    """Rows as they stand in the file, and the line each begins on."""

    lines: Sequence[int]
    rows: list[list[str]]


class Batch(NamedTuple):
    """Rows that could be read, column by column: what the n-th row says is the n-th of each. Blank is unknown."""

    lines: Sequence[int]
    urns: Sequence[int]
    columns: Sequence[Sequence[str]]


class Extract:
    """An extract being read. `columns` are those its batches have, halves of pairs that are filled in among them."""

    def __init__(self, text: IO[str]) -> None:
        """Raises ImportRefused when the header is not that of the extract."""
        self._csv = csv.reader(text, strict=True)
        first = self._next(1)
        if not first.rows:
            raise ImportRefused(ImportFault.EMPTY, "The file is empty.")
        self.header = read_header(first.rows[0])
        self.columns = _with_both_halves(self.header.columns)
        self._fields = [column.field for column in self.columns]
        # Two columns at least are needed, so the picker always gives several.
        self._pick = itemgetter(*self.header.positions)
        self._read_each = [_Remembering(column.read).__getitem__ for column in self.header.columns]

    def read(self) -> Iterator[Batch | RefusedRow]:
        """Every row once, in order. Raises ImportRefused where the file is broken."""
        while (written := self._next(BATCH)).rows:
            self._require_width(written)
            yield from self._read_all_that_can_be(written)

    def _read_all_that_can_be(self, written: Written) -> Iterator[Batch | RefusedRow]:
        """Reads rows together, which is fast; where one of them cannot be read, each half by itself."""
        try:
            yield self._batch(written)
        except ValueError as fault:
            if len(written.rows) == 1:
                yield self._refusal(written.lines[0], written.rows[0], fault)
                return
            middle = len(written.rows) // 2
            for half in (slice(middle), slice(middle, None)):
                yield from self._read_all_that_can_be(Written(written.lines[half], written.rows[half]))

    def _batch(self, written: Written) -> Batch:
        urns = [read_urn(row[self.header.urn]) for row in written.rows]
        picked = zip(*map(self._pick, written.rows), strict=True)
        columns = [list(map(read, fields)) for read, fields in zip(self._read_each, picked, strict=True)]
        return Batch(written.lines, urns, self._completed(columns, len(urns)))

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

    def _refusal(self, line: int, row: list[str], fault: ValueError) -> RefusedRow:
        """Names the column that could not be read; a fault of the whole row speaks for itself."""
        urn = row[self.header.urn].strip()[:20]
        for column, position in zip(self.header.columns, self.header.positions, strict=True):
            try:
                column.read(row[position])
            except ValueError as reason:
                return RefusedRow(line, urn, f"{column.heading} {reason}")
        return RefusedRow(line, urn, str(fault))

    def _next(self, most: int) -> Written:
        """The next rows, at most so many; none at the end. Blank lines are passed over."""
        began = self._csv.line_num + 1
        rows: list[list[str]] = []
        try:
            rows.extend(islice(self._csv, most))
        except csv.Error as error:
            raise _broken(began + sum(map(_lines_of, rows))) from error
        if self._csv.line_num + 1 == began + len(rows) and [] not in rows:
            return Written(range(began, began + len(rows)), rows)
        return self._next_counted(began, rows, most)

    def _next_counted(self, began: int, rows: list[list[str]], most: int) -> Written:
        """The same where a value goes over several lines, or a line is blank."""
        lines = []
        for row in rows:
            lines.append(began)
            began += _lines_of(row)
        kept = [(line, row) for line, row in zip(lines, rows, strict=True) if row]
        if rows and not kept:
            return self._next(most)
        return Written([line for line, _ in kept], [row for _, row in kept])

    def _require_width(self, written: Written) -> None:
        width = self.header.width
        if {width} == set(map(len, written.rows)):
            return
        line, row = next((line, row) for line, row in zip(*written, strict=True) if len(row) != width)
        raise ImportRefused(
            ImportFault.BROKEN,
            f"Line {line} has {len(row)} fields, and the header has {width}. "
            "The file is damaged, or breaks off there.",
            line=line,
        )


class _Remembering(dict[str, str]):
    """A reader that reads each text once: in a register most of them recur."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, field: str) -> str:
        self[field] = value = self._read(field)
        return value


def _broken(line: int) -> ImportRefused:
    return ImportRefused(
        ImportFault.BROKEN,
        f"The row that begins on line {line} is broken: a quotation mark is missing or stands where none may, "
        "or the file breaks off there.",
        line=line,
    )


def _lines_of(row: list[str]) -> int:
    """How many lines a row takes up."""
    return 1 + sum(field.count("\n") + field.count("\r") - field.count("\r\n") for field in row)


def _with_both_halves(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    fields = {column.field for column in columns}
    halves = [half for pair in REFERENCE_PAIRS for half in (pair.code, pair.name)]
    return (*columns, *(Column(half, "") for half in halves if half not in fields))
