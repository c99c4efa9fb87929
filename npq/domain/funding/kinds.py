from enum import StrEnum


class Outcome(StrEnum):
    """What a policy can say of a place."""

    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    REVIEW = "review"


class Reason(StrEnum):
    """Why a decision fell as it did. The department's own status codes where it has one."""

    FUNDED = "funded"
    NOT_IN_ENGLAND = "not_in_england"
    UNFUNDED_COHORT = "unfunded_cohort"
    PREVIOUSLY_FUNDED = "previously_funded"
    INELIGIBLE_ESTABLISHMENT_TYPE = "ineligible_establishment_type"
    SCHOOL_OUTSIDE_ENGLAND = "school_outside_catchment"
    NO_INSTITUTION = "no_institution"
    WORKPLACE_NOT_LISTED = "workplace_not_listed"
    EARLY_YEARS_INVALID_NPQ = "early_years_invalid_npq"
    NOT_LEAD_MENTOR_COURSE = "not_lead_mentor_course"
    EMPLOYMENT_REVIEW = "subject_to_review"


class DecisionCause(StrEnum):
    """Why a decision was made, or made again."""

    SUBMITTED = "submitted"
    CHANGED = "changed"
    IMPORTED = "imported"


class EntitlementChange(StrEnum):
    """A funded place is taken at acceptance, released when that is undone, used up by withdrawing or failing."""

    TAKEN = "taken"
    RELEASED = "released"
    USED_UP = "used_up"


class JournalKind(StrEnum):
    POLICY_PUBLISHED = "policy_published"
    FUNDING_DECIDED = "funding_decided"
    ENTITLEMENT_CHANGED = "entitlement_changed"


class RefusalCode(StrEnum):
    NO_POLICY_THAT_DAY = "no_policy_that_day"
    NOT_ENTITLED = "not_entitled"
