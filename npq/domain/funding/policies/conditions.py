"""Conditions that several policies share, each a sentence about the facts."""

from npq.domain.funding.facts import Employment, Facts, Setting

# Establishment types of the schools register that count as state funded, as the department's service lists them.
STATE_FUNDED_TYPES = frozenset(
    {1, 2, 3, 5, 6, 7, 8, 10, 12, 14, 15, 18, 24, 26, 28, *range(31, 37), *range(38, 47)}
)
WELSH_ESTABLISHMENT = 30
# Authorities that stand for Wales, the service children's schools, Gibraltar, the islands, and "does not apply".
AUTHORITIES_OUTSIDE_ENGLAND = frozenset({"673", "702", "704", "708", "000"})

REVIEWED_EMPLOYMENTS = frozenset(
    {
        Employment.VIRTUAL_SCHOOL,
        Employment.HOSPITAL_SCHOOL,
        Employment.YOUNG_OFFENDER_INSTITUTION,
        Employment.SUPPLY_TEACHER,
    }
)


def cohort_is_not_funded(facts: Facts) -> bool:
    return not facts.cohort_funded


def works_outside_england(facts: Facts) -> bool:
    return not facts.works_in_england


def was_funded_before(facts: Facts) -> bool:
    return facts.previously_funded


def workplace_is_not_listed(facts: Facts) -> bool:
    return facts.workplace is None and facts.workplace_not_listed


def is_lead_mentor(facts: Facts) -> bool:
    return facts.setting is Setting.ANOTHER and facts.employment is Employment.LEAD_MENTOR


def is_lead_mentor_leading_teacher_development(facts: Facts) -> bool:
    return is_lead_mentor(facts) and facts.qualification == "npq-leading-teaching-development"


def was_funded_before_as_lead_mentor(facts: Facts) -> bool:
    return is_lead_mentor_leading_teacher_development(facts) and facts.previously_funded


def employment_is_reviewed(facts: Facts) -> bool:
    return facts.workplace is None and facts.employment in REVIEWED_EMPLOYMENTS


def early_years_without_school(facts: Facts) -> bool:
    return facts.workplace is None and facts.setting is Setting.EARLY_YEARS


def has_no_workplace(facts: Facts) -> bool:
    return facts.workplace is None


def workplace_is_outside_england(facts: Facts) -> bool:
    workplace = facts.workplace
    return workplace is not None and (
        workplace.type_code == WELSH_ESTABLISHMENT
        or workplace.local_authority_code in AUTHORITIES_OUTSIDE_ENGLAND
    )


def workplace_is_state_funded(facts: Facts) -> bool:
    return facts.workplace is not None and facts.workplace.type_code in STATE_FUNDED_TYPES
