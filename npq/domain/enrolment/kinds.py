from enum import StrEnum


class TrainingStatus(StrEnum):
    ACTIVE = "active"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Order(StrEnum):
    """What a provider's list of registrations begins with."""

    NEWEST = "newest"
    DECIDE_BY = "decide_by"


class Task(StrEnum):
    TELL_ACCEPTED = "enrolment.tell_accepted"
    TELL_REJECTED = "enrolment.tell_rejected"
    # A subject above takes it from here; it is known by its name alone.
    OPEN_STUDY = "learning.open_study"


class JournalKind(StrEnum):
    PLACE_GIVEN = "place_given"
    PLACE_TAKEN_BACK = "place_taken_back"


class RefusalCode(StrEnum):
    """The order is the order in which the published API shows them."""

    FUNDED_PLACE_MISSING = "funded_place_missing"
    FUNDED_PLACE_IN_UNFUNDED_COHORT = "funded_place_in_unfunded_cohort"
    ALREADY_ACCEPTED = "already_accepted"
    ALREADY_REJECTED = "already_rejected"
    CANNOT_CHANGE_ONCE_REJECTED = "cannot_change_once_rejected"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    NOT_ELIGIBLE_FOR_FUNDED_PLACE = "not_eligible_for_funded_place"
    APPROVAL_NEEDED = "approval_needed"
    SCHEDULE_NOT_IN_COHORT = "schedule_not_in_cohort"
    SCHEDULE_NOT_FOR_COURSE = "schedule_not_for_course"
    SCHEDULE_UNDETERMINED = "schedule_undetermined"
    # Only of somebody who decides on a page that shows how things stood; the API never says it.
    CHANGED_MEANWHILE = "changed_meanwhile"
