from collections import defaultdict
from collections.abc import Iterable
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


@dataclass(frozen=True)
class SchoolPlace:
    """Which school is meant: its name and where it is, as the register said on a day. "" where it says nothing."""

    name: str
    town: str
    postcode: str


@dataclass(frozen=True)
class SchoolNames:
    """What a school, its trust, its federation and its town are called. "" where the register says nothing."""

    school: str
    trust: str
    federation: str
    town: str


_TEXT = frozenset(field.name for field in fields(SchoolFacts) if field.type is str)
_COLUMNS = tuple(field.name for field in fields(SchoolFacts) if field.name not in ("urn", "is_open"))


def school_as_it_stood(urn: int, on: date) -> SchoolFacts | None:
    """What was known of a school on a day; None for an unknown URN, and for days before its first import."""
    return _facts(on, school_id=urn, period__contains=on)


def schools_as_they_stood(asked: Iterable[tuple[int, date]]) -> dict[tuple[int, date], SchoolPlace]:
    """Schools, each on a day of its own, by (URN, day); one of which nothing was known is left out. One query."""
    days: dict[int, set[date]] = defaultdict(set)
    for urn, day in asked:
        days[urn].add(day)
    records = SchoolRecord.objects.filter(school__in=days)
    return {
        (urn, day): SchoolPlace(name, town or "", postcode or "")
        for urn, period, name, town, postcode in records.values_list(
            "school_id", "period", "name", "town", "postcode"
        )
        for day in days[urn]
        if day in period
    }


def school_now(urn: int, on: date | None = None) -> SchoolFacts | None:
    """What the last import that named a school said of it; None for an unknown URN.

    Whether it is open then rests on its status alone, unless a day is given to hold its close date against.
    """
    return _facts(on, school_id=urn, period__endswith=None)


def names_of_school(urn: int) -> SchoolNames | None:
    """What a school and its whereabouts are called by the last import that named it; None for an unknown URN."""
    named = SchoolRecord.objects.filter(school_id=urn, period__endswith=None)
    for found in named.values_list("name", "trust_name", "federation_name", "town"):
        return SchoolNames(*(name or "" for name in found))
    return None


def _facts(on: date | None, **which: object) -> SchoolFacts | None:
    row = SchoolRecord.objects.filter(**which).values("school_id", *_COLUMNS).first()
    if row is None:
        return None
    urn = row.pop("school_id")
    facts: dict[str, Any] = {
        name: "" if value is None and name in _TEXT else value for name, value in row.items()
    }
    return SchoolFacts(urn=urn, is_open=is_open(row["status_code"], row["close_date"], on), **facts)
