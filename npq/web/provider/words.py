"""Words for codes, as a lead provider's staff read them."""

from enum import StrEnum

from npq.domain.catalogue.kinds import Season
from npq.domain.engagement.kinds import Party, StepKind, StepNote
from npq.domain.enrolment.kinds import JournalKind as EnrolmentEvent
from npq.domain.enrolment.kinds import Order
from npq.domain.enrolment.kinds import RefusalCode as EnrolmentRefusal
from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.learning.kinds import Delivery, ProgressOrder, Share, Silence
from npq.domain.learning.kinds import RefusalCode as LearningRefusal
from npq.domain.learning.rules.progress import SELF_STUDY_PERCENT
from npq.domain.registration.kinds import (
    ApprovalStatus,
    FundingChoice,
    ProviderReason,
    RefusalCode,
    RejectionReason,
    SponsorRole,
    Status,
    Strength,
)
from npq.domain.registration.kinds import JournalKind as RegistrationEvent
from npq.web.provider.alike import words as alike
from npq.web.provider.arrangements import words as arrangements
from npq.web.provider.course import words as course
from npq.web.provider.training import words as training
from npq.web.provider.windows import words as windows

STATUSES: dict[Status, tuple[str, str]] = {
    Status.PENDING: ("To decide", "blue"),
    Status.ACCEPTED: ("Accepted", "green"),
    Status.REJECTED: ("Rejected", "grey"),
    Status.WITHDRAWN: ("Withdrawn", "grey"),
    Status.REPLACED: ("Moved away", "grey"),
}

APPROVALS: dict[ApprovalStatus | None, str] = {
    ApprovalStatus.ASKED: "Asked",
    ApprovalStatus.APPROVED: "Approved",
    ApprovalStatus.DECLINED: "Not approved",
    ApprovalStatus.NOT_KNOWN: "Does not know them",
    ApprovalStatus.NOT_REACHED: "Address does not work",
    ApprovalStatus.EXPIRED: "No answer",
    ApprovalStatus.REPLACED: "Replaced",
    None: "Not asked",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.FUNDED: "Funded",
    Outcome.NOT_FUNDED: "Not funded",
    Outcome.REVIEW: "In review",
}

ORDERS: dict[Order, str] = {
    Order.NEWEST: "Newest change",
    Order.DECIDE_BY: "Decide by, soonest first",
}

PROGRESS_ORDERS: dict[ProgressOrder, str] = {
    ProgressOrder.SILENT: "Longest silent first",
    ProgressOrder.LEAST: "Least studied first",
    ProgressOrder.MOST: "Most studied first",
    ProgressOrder.NAME: "By name",
}

SHARES: dict[Share, str] = {
    Share.NOTHING: "0%",
    Share.FIRST_QUARTER: "1% to 24%",
    Share.SECOND_QUARTER: "25% to 49%",
    Share.THIRD_QUARTER: "50% to 74%",
    Share.NEARLY: "75% to 89%",
    Share.ENOUGH: "90% or more",
}

SILENCES: dict[Silence, str] = {
    Silence.A_WEEK: "0 to 7 days",
    Silence.TWO_WEEKS: "8 to 14 days",
    Silence.FOUR_WEEKS: "15 to 28 days",
    Silence.EIGHT_WEEKS: "29 to 56 days",
    Silence.LONGER: "More than 56 days",
}

DELIVERIES: dict[Delivery, tuple[str, str]] = {
    Delivery.QUEUED: ("On its way", "blue"),
    Delivery.POSTED: ("Sent", "green"),
    Delivery.FAILED: ("Not delivered", "red"),
    Delivery.NO_ADDRESS: ("No email address", "grey"),
}

REASONS: dict[Reason, str] = {
    Reason.FUNDED: "Works for a state-funded organisation in England, and was not funded before.",
    Reason.NOT_IN_ENGLAND: "Works outside England.",
    Reason.UNFUNDED_COHORT: "The cohort has no funding.",
    Reason.PREVIOUSLY_FUNDED: "Was funded for this qualification before.",
    Reason.INELIGIBLE_ESTABLISHMENT_TYPE: "The workplace is of a kind that is not funded.",
    Reason.SCHOOL_OUTSIDE_ENGLAND: "The workplace is outside England.",
    Reason.NO_INSTITUTION: "Does not work for a school or 16 to 19 organisation.",
    Reason.WORKPLACE_NOT_LISTED: "The school is not in the register, so a person looks at it.",
    Reason.EMPLOYMENT_REVIEW: "How they are employed has to be looked at by a person.",
    Reason.EARLY_YEARS_INVALID_NPQ: "The qualification is not funded in early years settings.",
    Reason.NOT_LEAD_MENTOR_COURSE: "The qualification is not funded for lead mentors.",
}

SEASONS: dict[Season, str] = {
    Season.SPRING: "Spring",
    Season.AUTUMN: "Autumn",
}

PAYERS: dict[FundingChoice, str] = {
    FundingChoice.SCHOOL: "Their school",
    FundingChoice.TRUST: "Their trust",
    FundingChoice.EMPLOYER: "Their employer",
    FundingChoice.SELF: "The participant",
    FundingChoice.ANOTHER: "Somebody else",
}

SPONSOR_ROLES: dict[SponsorRole, str] = {
    SponsorRole.LINE_MANAGER: "line manager",
    SponsorRole.CHAIR_OF_GOVERNORS: "chair of governors",
    SponsorRole.CHAIR_OF_TRUSTEES: "chair of trustees",
}

STRENGTHS: dict[Strength, str] = {
    Strength.WORKPLACE: "It matches the school’s own web address",
    Strength.ORGANISATION: "It does not match the school’s own web address, which is usual for trustees: they often have an address at the trust",
    Strength.ANYBODY: "It is a personal address, of a kind that anybody can have",
    Strength.UNKNOWN: "The register has no web address of the workplace to compare it with",
}

PROVIDER_REASONS: dict[ProviderReason, str] = {
    ProviderReason.ROLE_NOT_SUITABLE: "The course does not suit their present role",
    ProviderReason.NO_PLACES: "There are no places left",
    ProviderReason.SPONSOR_NOT_CONFIRMED: "Their school’s approval did not come",
    ProviderReason.NO_REPLY: "We could not reach them",
    ProviderReason.OTHER: "Another reason",
}

REJECTIONS: dict[RejectionReason, str] = {
    RejectionReason.BY_PROVIDER: "You rejected it.",
    RejectionReason.EXPIRED: "It ran out before a decision.",
    RejectionReason.OTHER_ACCEPTED: "Another provider accepted this person for the same course and cohort.",
}

STEPS: dict[StepKind, str] = {
    StepKind.APPROVAL: "School approves",
    StepKind.FUNDING: "Funding is decided",
    StepKind.DECISION: "You decide on the place",
    StepKind.STUDY: "Participant studies the course",
    StepKind.ASSESSMENT: "Participant writes the assessment",
}

NEXT_MOVES: dict[Party, str] = {
    Party.PARTICIPANT: "The participant makes the next move",
    Party.SPONSOR: "The sponsor makes the next move",
    Party.LEAD_PROVIDER: "You make the next move",
    Party.DEPARTMENT: "The funding team makes the next move",
}

MOVES: dict[Party, tuple[str, str]] = {
    Party.PARTICIPANT: ("The participant", "blue"),
    Party.SPONSOR: ("The sponsor", "blue"),
    Party.LEAD_PROVIDER: ("Your move", "orange"),
    Party.DEPARTMENT: ("The funding team", "blue"),
}

NOTES: dict[StepNote, str] = {
    StepNote.SPONSOR_ASKED: "The sponsor has been asked.",
    StepNote.SPONSOR_APPROVED: "The sponsor has approved.",
    StepNote.SPONSOR_DECLINED: "The sponsor did not approve.",
    StepNote.SPONSOR_DOES_NOT_KNOW_YOU: "The person at the sponsor’s address does not know the participant.",
    StepNote.SPONSOR_NOT_REACHED: "The sponsor’s address does not work.",
    StepNote.SPONSOR_DID_NOT_ANSWER: "The sponsor did not answer in time.",
    StepNote.SPONSOR_NEVER_ASKED: "No sponsor has been asked.",
    StepNote.FUNDED: "The place is funded.",
    StepNote.NOT_FUNDED: "The place is not funded.",
    StepNote.FUNDING_IN_REVIEW: "The funding is being looked at.",
    StepNote.PROVIDER_DECIDES: "Your decision is due.",
    StepNote.PROVIDER_AWAITS_APPROVAL: "You decide once the sponsor has approved.",
    StepNote.PROVIDER_ACCEPTED: "You gave a place.",
    StepNote.PROVIDER_REJECTED: "You rejected it.",
    StepNote.STUDY_TO_DO: f"The participant studies on their own. {SELF_STUDY_PERCENT}% of the self-study is enough.",
    StepNote.STUDY_ENOUGH: "The participant has done enough of the self-study.",
    StepNote.STUDY_PAUSED: "The participant is taking a break.",
    StepNote.ASSESSMENT_ENTERED: "The participant is entered for an assessment window.",
    StepNote.ASSESSMENT_OPEN: "The participant has opened the case, and writes.",
    StepNote.ASSESSMENT_SUBMITTED: "The participant has submitted a response.",
    StepNote.ASSESSMENT_IN_MARKING: "The response is being marked.",
    StepNote.ASSESSMENT_MISSED: "The participant sent no response in their window.",
    StepNote.OTHER_PLACE_ACCEPTED: "Another provider has given this person a place.",
    StepNote.EXPIRED: "It ran out before a decision.",
    StepNote.WITHDRAWN: "The participant withdrew.",
    StepNote.LEFT_THE_COURSE: "The participant has left the course.",
    StepNote.REPLACED: "The participant moved to another provider or course.",
}

EVENTS: dict[str, str] = {
    RegistrationEvent.REGISTRATION_SUBMITTED: "Registration submitted",
    RegistrationEvent.REGISTRATION_CHANGED: "Registration changed by the participant",
    RegistrationEvent.REGISTRATION_WITHDRAWN: "Withdrawn by the participant",
    RegistrationEvent.REGISTRATION_ACCEPTED: "Accepted",
    RegistrationEvent.REGISTRATION_REJECTED: "Rejected",
    RegistrationEvent.SPONSOR_ASKED: "Sponsor asked",
    RegistrationEvent.SPONSOR_ASKED_AGAIN: "Sponsor asked again",
    RegistrationEvent.SPONSOR_REMINDED: "Sponsor reminded",
    RegistrationEvent.SPONSOR_APPROVED: "Sponsor approved",
    RegistrationEvent.SPONSOR_DECLINED: "Sponsor did not approve",
    RegistrationEvent.SPONSOR_NOT_KNOWN: "Sponsor does not know the participant",
    RegistrationEvent.SPONSOR_ALLOWS_EMAILS: "Sponsor may be written to again",
    RegistrationEvent.SPONSOR_NOT_REACHED: "Sponsor’s address does not work",
    RegistrationEvent.SPONSOR_EXPIRED: "Sponsor did not answer in time",
    RegistrationEvent.SPONSOR_REPLACED: "Sponsor’s answer no longer awaited",
    EnrolmentEvent.PLACE_GIVEN: "Accepted, place given",
    EnrolmentEvent.PLACE_TAKEN_BACK: "Place taken back",
    EnrolmentEvent.TRAINING_DEFERRED: "Break begun",
    EnrolmentEvent.RETURN_CHANGED: "Break given another end",
    EnrolmentEvent.RETURN_REMINDED: "Participant reminded of the end of their break",
    EnrolmentEvent.TRAINING_WITHDRAWN: "Left the course",
    EnrolmentEvent.TRAINING_RESUMED: "Came back",
    **course.EVENTS,
}

REFUSALS: dict[StrEnum, str] = {
    EnrolmentRefusal.FUNDED_PLACE_MISSING: "Select whether this takes one of your funded places",
    EnrolmentRefusal.FUNDED_PLACE_IN_UNFUNDED_COHORT: "This cohort has no funded places",
    EnrolmentRefusal.ALREADY_ACCEPTED: "You have accepted this registration already",
    EnrolmentRefusal.ALREADY_REJECTED: "This registration is rejected or has ended already",
    EnrolmentRefusal.CANNOT_CHANGE_ONCE_REJECTED: "This registration has ended, so it cannot be accepted",
    EnrolmentRefusal.ACCEPTED_ELSEWHERE: "Another provider has accepted this person for the same course and cohort",
    EnrolmentRefusal.NOT_ELIGIBLE_FOR_FUNDED_PLACE: "This person is not eligible for funding, so it cannot be a funded place",
    EnrolmentRefusal.SCHEDULE_NOT_IN_COHORT: "Select a schedule of this cohort",
    EnrolmentRefusal.SCHEDULE_NOT_FOR_COURSE: "Select a schedule that fits the course",
    EnrolmentRefusal.SCHEDULE_UNDETERMINED: "There is no schedule for today: select one",
    EnrolmentRefusal.APPROVAL_NEEDED: "Your terms ask for the sponsor’s approval, and it has not arrived",
    EnrolmentRefusal.CHANGED_MEANWHILE: "Somebody has decided on this registration since you opened the page, and nothing was changed now. Look at how it stands before you go on",
    LearningRefusal.MESSAGE_INCOMPLETE: "Enter a subject, a message, and how people can reach you",
    LearningRefusal.MESSAGE_TOO_LONG: "What you write must be {most} characters or fewer",
    LearningRefusal.MESSAGE_NOT_TEXT: "What you write must not include control characters",
    LearningRefusal.MESSAGES_USED_UP: "You have sent {most} messages today, which is the most a provider can send on one day. Nothing was sent now. Send this one tomorrow",
    LearningRefusal.NOBODY_TO_WRITE_TO: "Nobody fits these filters any more, so nothing was sent",
    LearningRefusal.LIST_CHANGED_MEANWHILE: "The list has changed since you looked at it, so nothing was sent. Look at who gets the message now, and send it again",
    **training.REFUSALS,
    **arrangements.REFUSALS,
    **windows.REFUSALS,
    **alike.REFUSALS,
    **course.REFUSALS,
    RefusalCode.NOT_PENDING: "This registration is not waiting for a decision any more",
    RefusalCode.ALREADY_REJECTED: "This registration is rejected or has ended already",
}
