"""School terms as a file: typed, and checked before they are used."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from npq.domain.catalogue.page import read_file
from npq.domain.learning.rules.terms import Stretch, TermDates, Terms, terms_from
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
        # In some counties school begins in the last days of August.
        begins, ends = date(year.start_year, 8, 1), date(year.start_year + 1, 8, 31)
        if any(half.first < begins or half.last > ends for half in self.halves):
            raise ValueError(f"halves must lie in {self.year}")
        if any(
            after.first <= before.last for before, after in zip(self.halves, self.halves[1:], strict=False)
        ):
            raise ValueError("halves must follow one another")


Years = tuple[YearInFile, ...]
TrustCode = Annotated[str, Meta(pattern=r"^\d{1,6}$")]
AuthorityCode = Annotated[str, Meta(pattern=r"^\d{3}$")]


class OwnTerms(Struct, frozen=True, forbid_unknown_fields=True):
    """Years that schools (by URN), trusts or local authorities (by the register's codes) have otherwise than usual.

    A year that is missing here is as it is without.
    """

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    years: Annotated[Years, Meta(min_length=1)]
    schools: tuple[int, ...] = ()
    trusts: tuple[TrustCode, ...] = ()
    local_authorities: tuple[AuthorityCode, ...] = ()

    def __post_init__(self) -> None:
        if not self.schools + self.trusts + self.local_authorities:
            raise ValueError("own must name schools, trusts or local_authorities")


class SchoolTerms(Struct, frozen=True, forbid_unknown_fields=True):
    """All years in one file, as usual and as some have them."""

    source: Annotated[str, Meta(min_length=1, max_length=200)]
    years: Years
    own: tuple[OwnTerms, ...] = ()

    def __post_init__(self) -> None:
        for kind in ("schools", "trusts", "local_authorities"):
            named = Counter(code for own in self.own for code in getattr(own, kind))
            if twice := [code for code, times in named.items() if times > 1]:
                raise ValueError(f"{kind} must each be named once, and {twice[0]} is named again")


def read_terms(file: Path) -> TermDates:
    """The terms in a file. Raises FileError, naming file and field."""
    read = read_file(file, SchoolTerms)
    own = [(one, _terms(one.years, one.name)) for one in read.own]
    return TermDates(
        _terms(read.years),
        schools={urn: terms for one, terms in own for urn in one.schools},
        trusts={code: terms for one, terms in own for code in one.trusts},
        authorities={code: terms for one, terms in own for code in one.local_authorities},
    )


def _terms(years: Years, whose: str = "") -> Terms:
    halves = [Stretch(half.first, half.last) for year in years for half in year.halves]
    return terms_from(halves, [int(year.year[:4]) for year in years], whose)
