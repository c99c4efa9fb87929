"""Which policy decides when, as a file: typed, and checked before it is stored."""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from npq.domain.catalogue.page import read_file
from npq.kernel.period import Period

Text = Annotated[str, Meta(min_length=1, max_length=200)]


class PeriodInFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A policy decides from one day (inclusive) until another (exclusive; none while it goes on)."""

    policy: Text
    first: date = msgspec.field(name="from")
    source: Text
    until: date | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.until)


class SeriesInFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A series of policies that cohorts name."""

    identifier: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    periods: Annotated[tuple[PeriodInFile, ...], Meta(min_length=1)]


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """All series in one file."""

    series: Annotated[tuple[SeriesInFile, ...], Meta(min_length=1)]


def read_calendar(file: Path) -> Calendar:
    """The calendar in a file. Raises FileError, naming file and field."""
    return read_file(file, Calendar)
