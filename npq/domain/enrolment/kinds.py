from enum import StrEnum

from npq.kernel.states import TransitionTable


class TrainingStatus(StrEnum):
    """Whether somebody who has a place studies, is taking a break, or has left the course."""

    ACTIVE = "active"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


TRAINING = TransitionTable(
    "training in a place",
    TrainingStatus.ACTIVE,
    {
        TrainingStatus.ACTIVE: {
            "defer_enrolment": TrainingStatus.DEFERRED,
            "withdraw_enrolment": TrainingStatus.WITHDRAWN,
        },
        # Another day to return is no move: change_return.
        TrainingStatus.DEFERRED: {
            "resume_enrolment": TrainingStatus.ACTIVE,
            "withdraw_enrolment": TrainingStatus.WITHDRAWN,
        },
        TrainingStatus.WITHDRAWN: {"resume_enrolment": TrainingStatus.ACTIVE},
    },
)


class DeferralReason(StrEnum):
    """Why a break is taken, in the codes of the published API."""

    BEREAVEMENT = "bereavement"
    LONG_TERM_SICKNESS = "long-term-sickness"
    PARENTAL_LEAVE = "parental-leave"
    CAREER_BREAK = "career-break"
    OTHER = "other"


class WithdrawalReason(StrEnum):
    """Why somebody leaves a course, in the codes of the published API; one of them does end in a full stop."""

    NO_CAPACITY_FOR_PROGRAMME = "insufficient-capacity-to-undertake-programme"
    HEALTH_OR_PREGNANCY = "personal-reason-health-or-pregnancy-related"
    MOVING_SCHOOL = "personal-reason-moving-school"
    PERSONAL_OTHER = "personal-reason-other"
    NO_CAPACITY = "insufficient-capacity"
    PRIORITIES_CHANGED = "change-in-developmental-or-personal-priorities"
    SCHOOL_CIRCUMSTANCES_CHANGED = "change-in-school-circumstances"
    SCHOOL_LEADERSHIP_CHANGED = "change-in-school-leadership"
    STRUCTURE_NOT_SUITABLE = "quality-of-programme-structure-not-suitable."
    CONTENT_NOT_SUITABLE = "quality-of-programme-content-not-suitable"
    FACILITATION_NOT_EFFECTIVE = "quality-of-programme-facilitation-not-effective"
    ACCESSIBILITY = "quality-of-programme-accessibility"
    QUALITY_OTHER = "quality-of-programme-other"
    NOT_FOR_ROLE = "programme-not-appropriate-for-role-and-cpd-needs"
    STARTED_IN_ERROR = "started-in-error"
    COMMITMENT_UNCLEAR = "expected-commitment-unclear"
    ASSESSMENT_NOT_MET = "assessment-requirements-not-met"
    CAREER_CHANGED = "change-in-career"
    NOT_ENGAGED = "disengaged-and-unresponsive"
    INVOICE_NOT_PAID = "non-payment-of-invoice"
    OTHER = "other"


FOR_PROVIDERS_TO_SAY = frozenset(
    {
        WithdrawalReason.NOT_ENGAGED,
        WithdrawalReason.INVOICE_NOT_PAID,
        WithdrawalReason.STARTED_IN_ERROR,
        WithdrawalReason.ASSESSMENT_NOT_MET,
    }
)
"""Reasons that a participant is not offered, because they are nothing one says of oneself."""


class Side(StrEnum):
    """Who changed the training in a place."""

    PARTICIPANT = "participant"
    PROVIDER = "provider"


class Order(StrEnum):
    """What a provider's list of registrations begins with."""

    NEWEST = "newest"
    DECIDE_BY = "decide_by"


class Task(StrEnum):
    TELL_ACCEPTED = "enrolment.tell_accepted"
    TELL_REJECTED = "enrolment.tell_rejected"
    TELL_TRAINING = "enrolment.tell_training"
    REMIND_OF_RETURN = "enrolment.remind_participant_of_return"
    # A subject above takes it from here; it is known by its name alone.
    OPEN_STUDY = "learning.open_study"


class JournalKind(StrEnum):
    PLACE_GIVEN = "place_given"
    PLACE_TAKEN_BACK = "place_taken_back"
    TRAINING_DEFERRED = "training_deferred"
    RETURN_CHANGED = "return_changed"
    RETURN_REMINDED = "return_reminded"
    TRAINING_WITHDRAWN = "training_withdrawn"
    TRAINING_RESUMED = "training_resumed"


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


class TrainingRefusal(StrEnum):
    """Why the training in a place stays as it is."""

    ALREADY_ON_A_BREAK = "already_on_a_break"
    NOT_ON_A_BREAK = "not_on_a_break"
    LEFT_THE_COURSE = "left_the_course"
    RETURN_NOT_AHEAD = "return_not_ahead"
    BREAK_TOO_LONG = "break_too_long"
    PROVIDER_BRINGS_BACK = "provider_brings_back"
    PLACE_ELSEWHERE = "place_elsewhere"
    TRAINING_CHANGED_MEANWHILE = "training_changed_meanwhile"
