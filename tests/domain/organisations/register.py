"""Small extracts of an invented register, in the shapes of the official ones."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from npq.domain.organisations.operations import ImportReport, import_schools
from npq.kernel.viewer import Viewer

MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 4, 9, 30, tzinfo=UTC)
BY = Viewer.system("test")

OAKFIELD = {
    "URN": "900001",
    "LA (code)": "201",
    "LA (name)": "City of Marram",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "Oakfield Primary School",
    "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1990",
    "CloseDate": "",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "11",
    "NumberOfPupils": "210",
    "Trusts (code)": "",
    "Trusts (name)": "",
    "UKPRN": "10900001",
    "LastChangedDate": "14-11-2023",
    "Street": "Oak Lane",
    "Locality": "",
    "Town": "Marram",
    "Postcode": "ZZ1 1AA",
    "SchoolWebsite": "www.oakfield.example",
    "HeadLastName": "Nobody",
    "GOR (name)": "London",
    "Easting": "533498",
    "Northing": "181201",
}
HIGHFIELD = OAKFIELD | {
    "URN": "900002",
    "EstablishmentName": "Highfield Academy",
    "TypeOfEstablishment (code)": "34",
    "TypeOfEstablishment (name)": "Academy converter",
    "Trusts (code)": "5001",
    "Trusts (name)": "MARRAM LEARNING TRUST",
    "Town": "Tern Bay",
    "Postcode": "ZZ2 2BB",
}
WELLSPRING = OAKFIELD | {
    "URN": "900003",
    "EstablishmentName": "Wellspring Nursery School",
    "TypeOfEstablishment (code)": "15",
    "TypeOfEstablishment (name)": "Local authority nursery school",
}

Row = Mapping[str, str]


def as_csv(rows: Iterable[Row], *, without: Iterable[str] = (), newline: str = "\r\n") -> str:
    """The rows as the official extracts are written: every field in quotation marks."""
    rows = [{heading: value for heading, value in row.items() if heading not in set(without)} for row in rows]
    text = io.StringIO()
    out = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator=newline)
    out.writeheader()
    out.writerows(rows)
    return text.getvalue()


def names_only(row: Row) -> dict[str, str]:
    """A row as the extracts without codes have it: types and statuses by name, and no trust."""
    lacking = {
        "TypeOfEstablishment (code)",
        "EstablishmentStatus (code)",
        "Trusts (code)",
        "Trusts (name)",
        "CloseDate",
    }
    return {heading: value for heading, value in row.items() if heading not in lacking}


class Register:
    """Writes extracts into a folder and imports them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "extract.csv"

    def take(
        self, *rows: Row, at: datetime = MONDAY, encoding: str = "cp1252", allow_smaller: bool = True, **how
    ) -> ImportReport:
        return self.take_text(as_csv(rows, **how), at=at, encoding=encoding, allow_smaller=allow_smaller)

    def take_text(
        self, text: str, *, at: datetime = MONDAY, encoding: str = "cp1252", allow_smaller: bool = True
    ) -> ImportReport:
        return self.take_bytes(text.encode(encoding), at=at, allow_smaller=allow_smaller)

    def take_bytes(self, data: bytes, *, at: datetime = MONDAY, allow_smaller: bool = True) -> ImportReport:
        self.file.write_bytes(data)
        return import_schools(by=BY, at=at, file=self.file, allow_smaller=allow_smaller)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """(added, changed, closed, unchanged, refused)."""
    return report.added, report.changed, report.closed, report.unchanged, len(report.refused)
