"""What a funding decision may look at: facts about the work, the course and the cohort, and one about the person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Setting(StrEnum):
    """Where a person works, as they said it."""

    SCHOOL = "a_school"
    TRUST = "an_academy_trust"
    SIXTEEN_TO_NINETEEN = "a_16_to_19_educational_setting"
    EARLY_YEARS = "early_years_or_childcare"
    ANOTHER = "another_setting"
    OTHER = "other"


class Employment(StrEnum):
    """How a person outside a school is employed."""

    VIRTUAL_SCHOOL = "local_authority_virtual_school"
    HOSPITAL_SCHOOL = "hospital_school"
    YOUNG_OFFENDER_INSTITUTION = "young_offender_institution"
    SUPPLY_TEACHER = "local_authority_supply_teacher"
    LEAD_MENTOR = "lead_mentor_for_accredited_itt_provider"
    OTHER = "other"


@dataclass(frozen=True)
class WorkplaceFacts:
    """A workplace as it stood on the day, in the schools register's codes: type a number, authority three digits."""

    urn: int
    type_code: int
    local_authority_code: str


@dataclass(frozen=True)
class Facts:
    """Everything a policy may use. `workplace` is None where there is none, or where it is not on the register."""

    qualification: str
    cohort_funded: bool
    submitted_on: date
    works_in_england: bool
    setting: Setting | None = None
    workplace: WorkplaceFacts | None = None
    workplace_not_listed: bool = False
    employment: Employment | None = None
    previously_funded: bool = False
