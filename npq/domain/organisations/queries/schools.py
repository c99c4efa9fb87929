from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from npq.domain.organisations.models import SchoolRecord
from npq.domain.organisations.rules.opening import is_open


@dataclass(frozen=True)
class SchoolFacts:
    """What the register says of a school on a day. Text is "" and anything else None where it says nothing."""

    urn: int
    name: str
    establishment_number: str
    type_code: str
    type_name: str
    status_code: str
    status_name: str
    open_date: date | None
    close_date: date | None
    phase: str
    low_age: int | None
    high_age: int | None
    sixth_form: str
    pupils: int | None
    further_education_type: str
    local_authority_code: str
    local_authority_name: str
    region: str
    country: str
    street: str
    locality: str
    address3: str
    town: str
    county: str
    postcode: str
    # Metres on the Ordnance Survey's grid.
    easting: int | None
    northing: int | None
    website: str
    ukprn: str
    trust_code: str
    trust_name: str
    trust_support: str
    federation_code: str
    federation_name: str
    last_changed: date | None
    # Open on that day, by status and close date; on its close date a school is still open.
    is_open: bool

    @property
    def closed(self) -> bool:
        return not self.is_open


_TEXT = frozenset(field.name for field in fields(SchoolFacts) if field.type is str)
_COLUMNS = tuple(field.name for field in fields(SchoolFacts) if field.name not in ("urn", "is_open"))


def school_as_it_stood(urn: int, on: date) -> SchoolFacts | None:
    """What was known of a school on a day; None for an unknown URN, and for days before its first import."""
    return _facts(on, school_id=urn, period__contains=on)


def school_now(urn: int, on: date | None = None) -> SchoolFacts | None:
    """What the last import that named a school said of it; None for an unknown URN.

    Whether it is open then rests on its status alone, unless a day is given to hold its close date against.
    """
    return _facts(on, school_id=urn, period__endswith=None)


def _facts(on: date | None, **which: object) -> SchoolFacts | None:
    row = SchoolRecord.objects.filter(**which).values("school_id", *_COLUMNS).first()
    if row is None:
        return None
    urn = row.pop("school_id")
    facts: dict[str, Any] = {
        name: "" if value is None and name in _TEXT else value for name, value in row.items()
    }
    return SchoolFacts(urn=urn, is_open=is_open(row["status_code"], row["close_date"], on), **facts)
