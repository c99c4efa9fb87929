"""School terms as a file: typed, and checked before they are used."""

from datetime import date
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from npq.domain.catalogue.page import read_file
from npq.domain.learning.rules.terms import Stretch, Terms, terms_from
from npq.kernel.academic_year import AcademicYear


class StretchInFile(Struct, frozen=True, forbid_unknown_fields=True):
    """Half a term: its first and its last day of school."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("last must not be before first")


class YearInFile(Struct, frozen=True, forbid_unknown_fields=True):
    """An academic year, as "2026 to 2027"."""

    year: Annotated[str, Meta(pattern=r"^20\d\d to 20\d\d$")]
    halves: Annotated[tuple[StretchInFile, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        year = AcademicYear(int(self.year[:4]))
        if str(year) != self.year:
            raise ValueError(f"year must be as in “{year}”")
        if any(AcademicYear.of(day) != year for half in self.halves for day in (half.first, half.last)):
            raise ValueError(f"halves must lie in {self.year}")
        if any(
            after.first <= before.last for before, after in zip(self.halves, self.halves[1:], strict=False)
        ):
            raise ValueError("halves must follow one another")


class SchoolTerms(Struct, frozen=True, forbid_unknown_fields=True):
    """All years in one file."""

    source: Annotated[str, Meta(min_length=1, max_length=200)]
    years: tuple[YearInFile, ...]


def read_terms(file: Path) -> Terms:
    """The terms in a file. Raises FileError, naming file and field."""
    read = read_file(file, SchoolTerms)
    halves = [Stretch(half.first, half.last) for year in read.years for half in year.halves]
    return terms_from(halves, [int(year.year[:4]) for year in read.years])
