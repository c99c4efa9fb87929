"""The columns of a register extract that the service has a purpose for, and how a file's header is recognised.

Two shapes are known: all data (135 columns, codes and names) and open state-funded schools (33, mostly names); any file
whose header has the needed columns is taken, whatever else it has and in whatever order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from npq.domain.organisations.kinds import ImportFault
from npq.domain.organisations.rules import establishment_types as known
from npq.domain.organisations.rules.faults import ImportRefused
from npq.domain.organisations.rules.values import (
    Reader,
    read_code,
    read_date,
    read_grid_distance,
    read_la_code,
    read_number,
    read_postcode,
    read_text,
)

URN = "URN"


@dataclass(frozen=True)
class Column:
    """A column of a school's record: its name there, the extract's heading, how it is read, its type in PostgreSQL."""

    field: str
    heading: str
    read: Reader = read_text
    sql_type: str = "text"


COLUMNS = (
    Column("name", "EstablishmentName"),
    Column("establishment_number", "EstablishmentNumber"),
    Column("type_code", "TypeOfEstablishment (code)", read_code),
    Column("type_name", "TypeOfEstablishment (name)"),
    Column("status_code", "EstablishmentStatus (code)", read_code),
    Column("status_name", "EstablishmentStatus (name)"),
    Column("open_date", "OpenDate", read_date, "date"),
    Column("close_date", "CloseDate", read_date, "date"),
    Column("phase", "PhaseOfEducation (name)"),
    Column("low_age", "StatutoryLowAge", read_number, "integer"),
    Column("high_age", "StatutoryHighAge", read_number, "integer"),
    Column("sixth_form", "OfficialSixthForm (name)"),
    Column("pupils", "NumberOfPupils", read_number, "integer"),
    Column("further_education_type", "FurtherEducationType (name)"),
    Column("local_authority_code", "LA (code)", read_la_code),
    Column("local_authority_name", "LA (name)"),
    Column("region", "GOR (name)"),
    Column("country", "Country (name)"),
    Column("street", "Street"),
    Column("locality", "Locality"),
    Column("address3", "Address3"),
    Column("town", "Town"),
    Column("county", "County (name)"),
    Column("postcode", "Postcode", read_postcode),
    Column("easting", "Easting", read_grid_distance, "integer"),
    Column("northing", "Northing", read_grid_distance, "integer"),
    Column("website", "SchoolWebsite"),
    Column("ukprn", "UKPRN"),
    Column("trust_code", "Trusts (code)", read_code),
    Column("trust_name", "Trusts (name)"),
    Column("trust_support", "TrustSchoolFlag (name)"),
    Column("federation_code", "Federations (code)", read_code),
    Column("federation_name", "Federations (name)"),
    Column("last_changed", "LastChangedDate", read_date, "date"),
)


@dataclass(frozen=True)
class ReferencePair:
    """A code and its name of which the reference tables know the other half, where a file has only one."""

    code: str
    name: str
    codes: Mapping[str, str]
    names: Mapping[str, str]

    def code_of(self, named: str) -> str:
        """The code of a name, however it is written. Raises ValueError for one we do not know."""
        try:
            return self.codes[named.casefold()]
        except KeyError:
            raise ValueError(
                f"its {self.name.removesuffix('_name')} is “{named}”, which is none we know"
            ) from None


REFERENCE_PAIRS = (
    ReferencePair("type_code", "type_name", known.TYPE_CODES, known.TYPE_NAMES),
    ReferencePair("status_code", "status_name", known.STATUS_CODES, known.STATUS_NAMES),
)

# Codes and names that must never tell of two different things: when a file has only one half and that half changes,
# the other is no longer known.
PAIRS = (
    ("local_authority_code", "local_authority_name"),
    ("trust_code", "trust_name"),
    ("federation_code", "federation_name"),
)

# A file without one column of each of these is not the extract.
NEEDED = (
    (URN,),
    ("EstablishmentName",),
    ("TypeOfEstablishment (code)", "TypeOfEstablishment (name)"),
    ("EstablishmentStatus (code)", "EstablishmentStatus (name)"),
)


@dataclass(frozen=True)
class Header:
    """Where a file has what: positions of the URN and of each column we keep, and how many fields a row must have."""

    width: int
    urn: int
    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    headings: tuple[str, ...]


def read_header(row: Sequence[str]) -> Header:
    """Recognises the extract by its headings. Raises ImportRefused, naming what is missing or there twice."""
    headings = [" ".join(heading.split()) for heading in row]
    at = {heading.casefold(): position for position, heading in reversed(list(enumerate(headings)))}
    missing = [" or ".join(ways) for ways in NEEDED if not any(way.casefold() in at for way in ways)]
    if missing:
        raise ImportRefused(
            ImportFault.NOT_THE_EXTRACT,
            f"This is not an extract of the schools register: it has no column {', and no column '.join(missing)}.",
            missing=missing,
        )
    kept = tuple(column for column in COLUMNS if column.heading.casefold() in at)
    _refuse_twice(headings, kept)
    return Header(
        width=len(row),
        urn=at[URN.casefold()],
        columns=kept,
        positions=tuple(at[column.heading.casefold()] for column in kept),
        headings=tuple(headings),
    )


def _refuse_twice(headings: Sequence[str], kept: Sequence[Column]) -> None:
    folded = [heading.casefold() for heading in headings]
    for heading in (URN, *(column.heading for column in kept)):
        if folded.count(heading.casefold()) > 1:
            raise ImportRefused(
                ImportFault.NOT_THE_EXTRACT,
                f"The column {heading} is in the file twice, so it is not certain which one counts.",
                twice=heading,
            )
