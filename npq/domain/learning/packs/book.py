"""The data book: tables about the fictional trust, from which every figure in the text is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from npq.domain.learning.packs.expressions import CannotWorkOut, as_number, work_out


class ColumnKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """What a column is called and how its values are written. With a formula, its values are worked out."""

    label: Annotated[str, Meta(min_length=1, max_length=120)]
    kind: ColumnKind
    formula: str = ""


class TableFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the data book."""

    title: Annotated[str, Meta(min_length=1, max_length=160)]
    columns: Annotated[dict[str, Column], Meta(min_length=1)]
    rows: Annotated[dict[str, dict[str, Any]], Meta(min_length=1)]
    note: str = ""


class Row:
    """One line of a table. A formula's value is worked out when it is asked for."""

    def __init__(self, table: Table, id: str, given: Mapping[str, Any]) -> None:
        self._table, self.id = table, id
        self._values = {name: as_number(value) for name, value in given.items()}
        self._at_work: set[str] = set()

    def look_up(self, name: str) -> Any:
        column = self._table.columns.get(name)
        if column is None:
            raise CannotWorkOut(f"“{self._table.id}” has no column “{name}”")
        if name not in self._values:
            if not column.formula:
                raise CannotWorkOut(f"“{self._table.id}” has no “{name}” for “{self.id}”")
            self._values[name] = self._worked_out(name, column.formula)
        return self._values[name]

    def _worked_out(self, name: str, formula: str) -> Any:
        if name in self._at_work:
            raise CannotWorkOut(f"“{name}” in “{self._table.id}” is worked out from itself")
        self._at_work.add(name)
        try:
            return work_out(formula, _Names(self))
        finally:
            self._at_work.discard(name)

    @property
    def unknown(self) -> list[str]:
        """What was given that is no column."""
        return [name for name in self._values if name not in self._table.columns]

    @property
    def book(self) -> DataBook:
        return self._table.book

    @property
    def columns(self) -> Mapping[str, Column]:
        return self._table.columns


class _Names(Mapping[str, Any]):
    """What a formula may name: the columns of its own row, `id` and `book`."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getitem__(self, name: str) -> Any:
        if name in self._row.columns:
            return self._row.look_up(name)
        if name == "book":
            return self._row.book
        if name == "id":
            return self._row.id
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return name in self._row.columns or name in {"book", "id"}

    def __iter__(self) -> Iterator[str]:
        return iter([*self._row.columns, "book", "id"])

    def __len__(self) -> int:
        return len(self._row.columns) + 2


@dataclass(frozen=True)
class Table:
    """Rows by id, in the order of the file."""

    id: str
    title: str
    note: str
    columns: Mapping[str, Column]
    by_id: dict[str, Row]
    book: DataBook = field(repr=False)

    @classmethod
    def of(cls, id: str, file: TableFile, book: DataBook) -> Table:
        table = cls(id, file.title, file.note, file.columns, {}, book)
        table.by_id.update((row, Row(table, row, values)) for row, values in file.rows.items())
        return table

    @property
    def ids(self) -> list[str]:
        return list(self.by_id)

    @property
    def rows(self) -> list[Row]:
        return list(self.by_id.values())

    def look_up(self, name: str) -> Any:
        if name in self.by_id:
            return self.by_id[name]
        asked: dict[str, Callable[..., Any]] = {
            "sum": self.sum,
            "mean": self.mean,
            "weighted": self.weighted,
            "column": self.column,
            "where": self.where,
            "row": self.row,
        }
        if name in asked:
            return asked[name]
        if name in {"ids", "rows"}:
            return getattr(self, name)
        raise CannotWorkOut(f"“{self.id}” has no row “{name}”")

    def row(self, id: str) -> Row:
        if id not in self.by_id:
            raise CannotWorkOut(f"“{self.id}” has no row “{id}”")
        return self.by_id[id]

    def column(self, name: str) -> list[Any]:
        return [row.look_up(name) for row in self.rows]

    def sum(self, name: str) -> Decimal:
        return sum(self.column(name), Decimal(0))

    def mean(self, name: str) -> Decimal:
        return self.sum(name) / len(self.by_id)

    def weighted(self, name: str, by: str) -> Decimal:
        """The mean of a column, each row counting as much as another column says, such as its pupils."""
        weight: Decimal = self.sum(by)
        total: Decimal = sum((row.look_up(name) * row.look_up(by) for row in self.rows), Decimal(0))
        return total / weight

    def where(self, name: str, value: Any) -> Table:
        """The rows in which a column has a value."""
        kept = {row.id: row for row in self.rows if row.look_up(name) == value}
        return Table(self.id, self.title, self.note, self.columns, kept, self.book)


class DataBook:
    """All tables, by the name of their file."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}

    def look_up(self, name: str) -> Table:
        if name not in self.tables:
            raise CannotWorkOut(f"the data book has no table “{name}”")
        return self.tables[name]


FITS: dict[ColumnKind, type | tuple[type, ...]] = {
    ColumnKind.TEXT: str,
    ColumnKind.DATE: date,
    ColumnKind.NUMBER: Decimal,
    ColumnKind.DECIMAL: Decimal,
    ColumnKind.PERCENT: Decimal,
    ColumnKind.MONEY: Decimal,
}
