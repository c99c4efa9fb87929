"""How long the schools register takes to import, as a multiple of what PostgreSQL needs merely to store the file.

The whole official extract, for the first time; then the same with one row in a hundred altered. Each is measured
between two COPYs of the same file into a table of text columns, in the same database and the same minute. The whole is
done several times, each time in a fresh database, and the median ratio counts.
"""

import csv
import gzip
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

from bench import Figure
from bench.database import extract, fresh_databases

REGISTER = "schools/establishments-full.csv.gz"
ENCODING = "cp1252"
COPY = "COPY as_it_is FROM STDIN (FORMAT csv, HEADER, ENCODING 'WIN1252')"
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ONE_IN = 100
ROUNDS = 3


class Round(NamedTuple):
    """One first import and one of the altered file: seconds, and as multiples of the COPYs around them."""

    copy: float
    first: float
    first_ratio: float
    again: float
    again_ratio: float


def main() -> Iterator[Figure]:
    """Gives the two ratios; nothing where the extract is absent."""
    register = extract(REGISTER)
    if register is None:
        yield Figure("schools register, import", 0, note="skipped: the official extract is not here")
        return
    with tempfile.TemporaryDirectory(prefix="npq-bench-") as folder, fresh_databases() as fresh:
        first, altered = Path(folder) / "first.csv", Path(folder) / "altered.csv"
        with gzip.open(register) as packed, first.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        changed = _alter(first, altered)
        rounds = []
        for _ in range(ROUNDS):
            with fresh() as address:
                rounds.append(_round(address, first, altered, changed))
        yield from _figures(rounds, changed)


def _figures(rounds: list[Round], changed: int) -> Iterator[Figure]:
    copy, first, first_ratio, again, again_ratio = map(statistics.median, zip(*rounds, strict=True))
    yield Figure("COPY of the register into text columns", copy, "s", note=f"median of {len(rounds)} rounds")
    yield Figure("schools register, first import", first_ratio, "× COPY", at_most=8, note=f"{first:.2f} s")
    yield Figure(
        f"schools register, 1 row in {ONE_IN} altered",
        again_ratio,
        "× COPY",
        at_most=4,
        note=f"{again:.2f} s, {changed} rows",
    )


def _round(address: str, first: Path, altered: Path, changed: int) -> Round:
    before = _copy(address, first)
    took, _ = _import(first, AT)
    between = _copy(address, first)
    took_again, report = _import(altered, AT + timedelta(days=1))
    after = _copy(address, altered)
    if report.changed + report.closed != changed:
        raise RuntimeError(f"{changed} rows were altered, and the import found: {report}")
    return Round(
        copy=statistics.median((before, between, after)),
        first=took,
        first_ratio=took / statistics.mean((before, between)),
        again=took_again,
        again_ratio=took_again / statistics.mean((between, after)),
    )


def _import(file: Path, at: datetime):
    # Django is set up by now, and was not when this module was read.
    from npq.domain.organisations.operations import import_schools
    from npq.kernel.viewer import Viewer

    began = time.perf_counter()
    report = import_schools(by=Viewer.system("bench"), at=at, file=file)
    return time.perf_counter() - began, report


def _copy(address: str, file: Path) -> float:
    """Stores a file as it is, in a table made for it, and commits; gives the seconds that took."""
    with file.open(encoding=ENCODING, newline="") as text:
        headings = next(csv.reader(text))
    columns = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(heading)) for heading in headings)
    began = time.perf_counter()
    with closing(psycopg.connect(address)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS as_it_is")
        cursor.execute(sql.SQL("CREATE TABLE as_it_is ({})").format(columns))
        with cursor.copy(COPY) as copy, file.open("rb") as data:
            while block := data.read(1 << 18):
                copy.write(block)
    return time.perf_counter() - began


def _alter(file: Path, to: Path) -> int:
    """Writes the file again with one row in a hundred altered, in turn in one of five ways; gives how many."""
    ways = (_renamed, _moved, _grown, _shut, _unknown)
    changed = 0
    with file.open(encoding=ENCODING, newline="") as old, to.open("w", encoding=ENCODING, newline="") as new:
        rows = csv.DictReader(old)
        out = csv.DictWriter(new, rows.fieldnames or [], quoting=csv.QUOTE_ALL)
        out.writeheader()
        for number, row in enumerate(rows):
            if number % ONE_IN == 0:
                ways[changed % len(ways)](row)
                changed += 1
            out.writerow(row)
    return changed


def _renamed(row: dict[str, str]) -> None:
    row["EstablishmentName"] += " and Nursery"


def _moved(row: dict[str, str]) -> None:
    row["Postcode"] = "ZZ9 9ZZ"


def _grown(row: dict[str, str]) -> None:
    row["NumberOfPupils"] = str(int(row["NumberOfPupils"] or 0) + 1)


def _shut(row: dict[str, str]) -> None:
    row["EstablishmentStatus (code)"], row["EstablishmentStatus (name)"] = "2", "Closed"
    row["CloseDate"] = "31-10-2026"


def _unknown(row: dict[str, str]) -> None:
    row["LastChangedDate"], row["Town"] = "01-11-2026", ""


if __name__ == "__main__":
    import sys

    from bench.__main__ import main as run

    sys.argv[1:] = ["schools_import"]
    sys.exit(run())
