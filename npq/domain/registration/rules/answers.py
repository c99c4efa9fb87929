"""What a request for a place needs. Facts in, decision out."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from npq.domain.funding.facts import Employment, Setting
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import FundingChoice, Nursery, SponsorRole

SCHOOL_SETTINGS = frozenset({Setting.SCHOOL, Setting.TRUST, Setting.SIXTEEN_TO_NINETEEN})
SCHOOL_NURSERIES = frozenset({Nursery.MAINTAINED, Nursery.PRESCHOOL_CLASS})

NOTICE_VERSION = "2026-11-23"
"""The notice of who receives what. A new wording gets a new version, so that it is known who read which."""


@dataclass(frozen=True)
class Answers:
    """Everything a draft may hold; None is a question not answered yet."""

    works_in_england: bool | None = None
    setting: Setting | None = None
    nursery: Nursery | None = None
    workplace_urn: int | None = None
    workplace_not_listed: bool | None = None
    employment: Employment | None = None
    employer_name: str | None = None
    employment_role: str | None = None
    qualification: str | None = None
    cohort: UUID | None = None
    funding_seen: str | None = None
    funding_choice: FundingChoice | None = None
    lead_provider: UUID | None = None
    sponsor_role: SponsorRole | None = None
    sponsor_name: str | None = None
    sponsor_email: str | None = None
    full_name: str | None = None
    date_of_birth: date | None = None
    teacher_reference_number: str | None = None
    notice_version: str | None = None
    # The lead provider whom the notice named when it was read; None where that was not kept.
    notice_provider: UUID | None = None

    @property
    def in_school_setting(self) -> bool:
        return self.setting in SCHOOL_SETTINGS or (
            self.setting is Setting.EARLY_YEARS and self.nursery in SCHOOL_NURSERIES
        )


FIELDS = tuple(field.name for field in fields(Answers))


def read_answers(stored: dict[str, Any]) -> Answers:
    """The typed answers in a draft's JSON. A value that no longer fits its type counts as not answered."""
    types = {field.name: field.type for field in fields(Answers)}
    kept = {}
    for name in stored.keys() & types.keys():
        try:
            kept[name] = msgspec.convert(stored[name], types[name], strict=False)
        except msgspec.ValidationError:
            continue
    return Answers(**kept)


def asks_setting(answers: Answers) -> bool:
    return answers.works_in_england is True


def asks_nursery(answers: Answers) -> bool:
    return asks_setting(answers) and answers.setting is Setting.EARLY_YEARS


def asks_workplace(answers: Answers) -> bool:
    return asks_setting(answers) and answers.in_school_setting


def asks_employment(answers: Answers) -> bool:
    return asks_setting(answers) and answers.setting is Setting.ANOTHER


def asks_employer(answers: Answers) -> bool:
    """Employer and role, where no school says it: abroad, outside schools, or at a school the register lacks."""
    if answers.works_in_england is None:
        return False
    if not asks_workplace(answers):
        return answers.works_in_england is False or answers.setting is not None
    return answers.workplace_not_listed is True


def asks_payer(outcome: Outcome | None) -> bool:
    """Who pays is a question only where the department does not."""
    return outcome is Outcome.NOT_FUNDED


def notice_read(answers: Answers) -> bool:
    """Whether the present notice was read, and as it names the provider chosen now."""
    if answers.notice_version != NOTICE_VERSION:
        return False
    return answers.notice_provider in {None, answers.lead_provider}


def missing_answers(answers: Answers, outcome: Outcome | None) -> list[str]:
    """Names of the fields a complete draft must have and this one lacks, in the order they are asked."""
    needed = ["works_in_england"]
    needed += ["setting"] if asks_setting(answers) else []
    needed += ["nursery"] if asks_nursery(answers) else []
    if asks_workplace(answers) and not answers.workplace_not_listed:
        needed += ["workplace_urn"]
    needed += ["employment"] if asks_employment(answers) else []
    needed += ["employer_name", "employment_role"] if asks_employer(answers) else []
    needed += ["qualification", "cohort"]
    needed += ["funding_choice"] if asks_payer(outcome) else []
    needed += ["lead_provider", "sponsor_role", "sponsor_name", "sponsor_email"]
    needed += ["full_name", "date_of_birth", "notice_version"]
    return [name for name in needed if getattr(answers, name) is None]
