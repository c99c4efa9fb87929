"""A folder of tables read as a data book: every value fits its column, and what must agree agrees."""

from pathlib import Path

from npq.domain.learning.packs.book import FITS, DataBook, Table, TableFile
from npq.domain.learning.packs.expressions import CannotWorkOut, work_out
from npq.domain.learning.packs.faults import Faults, line_of
from npq.domain.learning.packs.front import read_text, read_toml
from npq.domain.learning.packs.shapes import ChecksFile

BOOK = "data-book"
CHECKS = "checks"


def read_book(folder: Path, faults: Faults) -> DataBook:
    """The tables of a folder, as far as they can be read. Every fault is noted."""
    book = DataBook()
    files = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    for name, path in files.items():
        file = read_toml(path, TableFile, faults) if name != CHECKS else None
        if file is not None:
            book.tables[name] = Table.of(name, file, book)
    for name, table in book.tables.items():
        _check_table(files[name], table, faults)
    if CHECKS in files:
        _check_agreement(files[CHECKS], book, faults)
    return book


def _check_table(path: Path, table: Table, faults: Faults) -> None:
    """Every value fits its column, and every formula has a value."""
    text = path.read_text("utf-8")
    for row in table.rows:
        line = line_of(text, f"[rows.{row.id}]")
        for name, column in table.columns.items():
            try:
                value = row.look_up(name)
            except CannotWorkOut as error:
                faults.add(path, line, str(error))
            else:
                if not isinstance(value, FITS[column.kind]) or isinstance(value, bool):
                    faults.add(path, line, f"“{name}” of “{row.id}” is no {column.kind.value}")
        for name in row.unknown:
            faults.add(path, line, f"“{row.id}” has “{name}”, which is no column")


def _check_agreement(path: Path, book: DataBook, faults: Faults) -> None:
    checks = read_toml(path, ChecksFile, faults)
    text = read_text(path, faults) or ""
    for check in checks.check if checks else []:
        line = line_of(text, check.says)
        try:
            agrees = work_out(check.rule, {"book": book})
        except CannotWorkOut as error:
            faults.add(path, line, f"{check.says}: {error}")
        else:
            if agrees is not True:
                faults.add(path, line, f"It does not hold: {check.says}")
