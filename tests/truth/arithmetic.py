"""The sums of a course worked out once more, by other means: Python itself, on fractions."""

import re
import tomllib
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

FILLED_IN = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])(\d+\.\d+|\d+)(?![\w.])")


class Row(dict):
    """A line of a table; what has a formula is worked out when it is asked for."""

    def __init__(self, table: "Table", id: str, given: dict[str, Any]) -> None:
        super().__init__({name: exact(value) for name, value in given.items()})
        self.table, self.id = table, id

    def __getattr__(self, name: str) -> Any:
        if name in self:
            return self[name]
        names = dict.fromkeys(self.table.columns, self)
        formula = self.table.columns[name]["formula"]
        used = {
            column: getattr(self, column) for column in names if re.search(rf"(?<!\.)\b{column}\b", formula)
        }
        return worked_out(formula, used | {"book": self.table.book, "id": self.id})


class Table:
    def __init__(self, file: dict[str, Any], book: "Book", rows: dict[str, Row] | None = None) -> None:
        self.columns, self.book, self.file = file["columns"], book, file
        self.by_id = (
            rows if rows is not None else {id: Row(self, id, row) for id, row in file["rows"].items()}
        )
        self.ids, self.rows = list(self.by_id), list(self.by_id.values())

    def __getattr__(self, name: str) -> Row:
        return self.by_id[name]

    def row(self, id: str) -> Row:
        return self.by_id[id]

    def column(self, name: str) -> list[Any]:
        return [getattr(row, name) for row in self.rows]

    def sum(self, name: str) -> Fraction:
        return sum(self.column(name), Fraction(0))

    def mean(self, name: str) -> Fraction:
        return self.sum(name) / len(self.rows)

    def weighted(self, name: str, by: str) -> Fraction:
        return sum((getattr(row, name) * getattr(row, by) for row in self.rows), Fraction(0)) / self.sum(by)

    def where(self, name: str, value: Any) -> "Table":
        return Table(
            self.file, self.book, {row.id: row for row in self.rows if getattr(row, name) == exact(value)}
        )


class Book:
    def __init__(self, folder: Path) -> None:
        for path in folder.glob("*.toml"):
            if path.stem != "checks":
                file = tomllib.loads(path.read_text(), parse_float=Decimal)
                setattr(self, path.stem, Table(file, self))


def exact(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return Fraction(str(value))


def worked_out(expression: str, names: dict[str, Any]) -> Any:
    """The value of an expression of ours, by Python: these are files of the project, not what somebody sends."""
    fractions = NUMBER.sub(r"Fraction('\1')", expression) if "'" not in expression else expression
    given = {
        "Fraction": Fraction,
        "round": half_up,
        "sum": sum,
        "min": min,
        "max": max,
        "abs": abs,
        "len": len,
    }
    return exact(eval(fractions, {"__builtins__": {}}, given | names))


def half_up(value: Fraction, places: Any = 0) -> Fraction:
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(str(scaled.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)))


def _number(value: Any, places: int = 0) -> str:
    rounded = Decimal(str(float(half_up(exact(value), places)))).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    return f"{'−' if rounded < 0 else ''}{abs(rounded):,}"


def _money(value: Any, places: int = 0) -> str:
    text = _number(value, places)
    return f"−£{text[1:]}" if text.startswith("−") else f"£{text}"


def _thousands(value: Any) -> str:
    value = exact(value)
    sign, size = ("−" if value < 0 else ""), abs(value)
    if size >= 1_000_000:
        return f"{sign}£{_number(size / 1_000_000, 1).removesuffix('.0')} million"
    return f"{sign}£{_number(half_up(size / 1000) * 1000)}"


def _points(value: Any, places: int = 1) -> str:
    text = _number(exact(value) * 100, places)
    return f"{text} percentage point{'' if text.strip('−') in ('1', '1.0') else 's'}"


FILTERS = {
    "number": _number,
    "money": _money,
    "thousands": _thousands,
    "percent": lambda value, places=0: f"{_number(exact(value) * 100, places)}%",
    "points": _points,
    "signed": lambda text: text if text.startswith("−") else f"+{text}",
    "plural": lambda value, one, many: f"{_number(value)} {one if value == 1 else many}",
}


def written_in(page: Path, book: Book) -> Iterator[tuple[str, str]]:
    """Every figure of a page as its author wrote it, and as it must be read."""
    _, front, text = page.read_text().split("---\n", 2)
    names: dict[str, Any] = {"book": book}
    for name, given in (yaml.safe_load(front).get("figures") or {}).items():
        names[name] = worked_out(given, names) if isinstance(given, str) else exact(given)
    for found in FILLED_IN.findall(front + text):
        if found.strip().startswith("table("):
            continue
        what, *filters = (part.strip() for part in found.split("|"))
        value = worked_out(what, names)
        for one in filters:
            name, _, arguments = one.partition("(")
            value = FILTERS[name](value, *eval(f"[{arguments.rstrip(')')}]"))
        yield found.strip(), str(value if not isinstance(value, Fraction) else plain(value))


def plain(value: Fraction) -> str:
    """A figure that goes through no filter."""
    return (
        str(value.numerator) if value.denominator == 1 else str(Decimal(value.numerator) / value.denominator)
    )
