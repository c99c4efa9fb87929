"""Published facts about cohorts, schedules and lead providers, as files or values, checked before they are stored."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from npq.domain.catalogue.kinds import CourseGroup, DeclarationType, FundingMode, Season
from npq.domain.catalogue.page import FileError, Identifier, Sentence, Year, read_file
from npq.domain.catalogue.rules import claim_one_day_twice
from npq.domain.organisations.kinds import ProviderStatus

Instant = Annotated[datetime, Meta(tz=True)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]


class ScheduleFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A schedule of a cohort. Its own days of acceptance run from `accepted_from` up to, not on, `accepted_before`."""

    identifier: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    group: CourseGroup
    season: Season
    applies_from: date
    applies_to: date
    accepted_from: date | None = None
    accepted_before: date | None = None
    declaration_types: Annotated[tuple[DeclarationType, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        if self.applies_to < self.applies_from:
            raise ValueError("applies_to must not be before applies_from")
        if self.accepted_before is not None and (
            self.accepted_from is None or self.accepted_before <= self.accepted_from
        ):
            raise ValueError("accepted_before must come after accepted_from")


class CohortFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cohort and its schedules. Registration opens at one instant (inclusive) and closes at another (exclusive)."""

    start_year: Year
    suffix: Annotated[str, Meta(pattern=r"^[a-z]$")]
    name: Annotated[str, Meta(min_length=1, max_length=50)]
    starts_on: date
    registration_opens_at: Instant
    registration_closes_at: Instant | None = None
    funding: FundingMode
    policy_series: Annotated[str, Meta(min_length=1, max_length=40)]
    schedules: tuple[ScheduleFacts, ...] = ()
    source: Annotated[str, Meta(min_length=1, max_length=200)]
    verified_on: date | None = None

    @property
    def identifier(self) -> str:
        return f"{self.start_year}{self.suffix}"

    def __post_init__(self) -> None:
        closes_at = self.registration_closes_at
        if closes_at is not None and closes_at <= self.registration_opens_at:
            raise ValueError("registration_closes_at must come after registration_opens_at")
        identifiers = [schedule.identifier for schedule in self.schedules]
        if len(set(identifiers)) < len(identifiers):
            raise ValueError("schedules must have different identifiers")
        for group in CourseGroup:
            if claim_one_day_twice(s for s in self.schedules if s.group is group):
                raise ValueError(f"two {group} schedules claim the same day of acceptance")


class LeadProviderFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """A lead provider by the id its systems know."""

    id: UUID
    name: Name
    status: ProviderStatus = ProviderStatus.OPEN


class OffersInFile(Struct, frozen=True, forbid_unknown_fields=True):
    """Who offers one qualification in the cohort of the file."""

    qualification: Identifier
    lead_providers: Annotated[tuple[UUID, ...], Meta(min_length=1)]


class Reference(Struct, frozen=True):
    """Everything in one folder of reference files."""

    lead_providers: tuple[LeadProviderFacts, ...]
    cohorts: tuple[tuple[CohortFacts, tuple[OffersInFile, ...]], ...]


class _ProvidersFile(Struct, frozen=True, forbid_unknown_fields=True):
    source: Sentence
    verified_on: date
    lead_providers: tuple[LeadProviderFacts, ...]


class _ScheduleInFile(ScheduleFacts, frozen=True, kw_only=True):
    cohort: Annotated[str, Meta(pattern=r"^20[0-9]{2}[a-z]$")]


class _SchedulesFile(Struct, frozen=True, forbid_unknown_fields=True):
    source: Sentence
    verified_on: date
    schedules: tuple[_ScheduleInFile, ...]


class _CohortFile(CohortFacts, frozen=True, kw_only=True):
    offers: tuple[OffersInFile, ...] = ()


def read_reference(folder: Path) -> Reference:
    """The lead providers, cohorts, schedules and offers a folder describes. Raises FileError, naming file and field."""
    providers = read_file(folder / "lead-providers.toml", _ProvidersFile).lead_providers
    schedules = read_schedules(folder)
    cohorts = tuple(
        _read_cohort(path, schedules, {provider.id for provider in providers})
        for path in sorted((folder / "cohorts").glob("*.toml"))
    )
    return Reference(providers, cohorts)


def read_schedules(folder: Path) -> dict[str, tuple[ScheduleFacts, ...]]:
    """The published schedules by cohort identifier, whether or not that cohort is published here."""
    by_cohort: dict[str, tuple[ScheduleFacts, ...]] = {}
    for row in read_file(folder / "schedules.toml", _SchedulesFile).schedules:
        facts = {name: getattr(row, name) for name in ScheduleFacts.__struct_fields__}
        by_cohort[row.cohort] = (*by_cohort.get(row.cohort, ()), ScheduleFacts(**facts))
    return by_cohort


def _read_cohort(
    path: Path, schedules: dict[str, tuple[ScheduleFacts, ...]], known: set[UUID]
) -> tuple[CohortFacts, tuple[OffersInFile, ...]]:
    read = read_file(path, _CohortFile)
    if read.identifier != path.stem:
        made = read.identifier
        raise FileError(f"{path}: start_year and suffix: make {made!r}, but the file is called {path.stem!r}")
    strangers = [str(p) for offers in read.offers for p in offers.lead_providers if p not in known]
    if strangers:
        raise FileError(f"{path}: offers: {strangers[0]} is not in lead-providers.toml")
    facts = {name: getattr(read, name) for name in CohortFacts.__struct_fields__}
    facts["schedules"] = (*read.schedules, *schedules.get(read.identifier, ()))
    try:
        return CohortFacts(**facts), read.offers
    except ValueError as error:
        raise FileError(f"{path}: schedules: {error}") from error


def facts_of(value: Struct) -> dict[str, object]:
    """A struct's fields by name, as values of the domain."""
    return {field.name: getattr(value, field.name) for field in msgspec.structs.fields(value)}
