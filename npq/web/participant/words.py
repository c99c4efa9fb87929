"""Words for codes, as a participant reads them."""

from dataclasses import dataclass
from enum import StrEnum

from npq.domain.catalogue.queries import OfferRow
from npq.domain.engagement.kinds import Party, StepKind, StepNote
from npq.domain.funding.kinds import Reason
from npq.domain.learning.rules.progress import SELF_STUDY_PERCENT
from npq.domain.people.kinds import RefusalCode as PeopleRefusal
from npq.domain.registration.kinds import (
    ApprovalStatus,
    FundingChoice,
    ProviderReason,
    RefusalCode,
    SponsorRole,
    Status,
)
from npq.web.participant.arrangements import words as arrangements
from npq.web.participant.place import words as place
from npq.web.participant.sitting import words as sitting
from npq.web.participant.study import words as study
from npq.web.participant.writing import words as writing


@dataclass(frozen=True)
class Decision:
    """A funding decision: for a list, as a heading, why, and what it means for the participant now."""

    brief: str
    title: str
    why: str
    means: str


_PAY = "You can still register. We will ask who pays. The provider sets the price: agree it before you start."
_REVIEW = (
    "Somebody looks at this by hand. You can go on: your registration waits for nothing, and we email you the answer. "
    "If it is no, you agree with your provider who pays before you start."
)

FUNDING: dict[Reason, Decision] = {
    Reason.FUNDED: Decision(
        "Fully funded",
        "Your course is fully funded",
        "You work in England for a state-funded school or 16 to 19 organisation and, as far as we know, this "
        "qualification has not been paid for you before.",
        "You and your school pay nothing for the course. It is funded once: if you take up your place and then "
        "withdraw or fail, this qualification is not paid for again.",
    ),
    Reason.NOT_IN_ENGLAND: Decision(
        "Not funded: you work outside England",
        "Your course is not funded",
        "Funding is for people who work in England.",
        _PAY,
    ),
    Reason.UNFUNDED_COHORT: Decision(
        "Not funded: there is no funding for this start",
        "Your course is not funded",
        "There is no funding for anybody who starts with this cohort.",
        _PAY,
    ),
    Reason.PREVIOUSLY_FUNDED: Decision(
        "Not funded: this qualification was paid for before",
        "Your course is not funded",
        "A place on this qualification has been paid for you before, and each qualification is funded once. It counts "
        "even if you withdrew or did not pass.",
        _PAY,
    ),
    Reason.INELIGIBLE_ESTABLISHMENT_TYPE: Decision(
        "Not funded: your workplace is of a kind that is not funded",
        "Your course is not funded",
        "Funding is for state-funded schools and 16 to 19 organisations. The schools register lists your workplace as "
        "another kind.",
        _PAY,
    ),
    Reason.SCHOOL_OUTSIDE_ENGLAND: Decision(
        "Not funded: your workplace is outside England",
        "Your course is not funded",
        "The schools register says that your workplace is outside England, and funding is for workplaces in England.",
        _PAY,
    ),
    Reason.NO_INSTITUTION: Decision(
        "Not funded: you do not work for a school or 16 to 19 organisation",
        "Your course is not funded",
        "Funding is for people who work for a state-funded school or 16 to 19 organisation.",
        _PAY,
    ),
    Reason.WORKPLACE_NOT_LISTED: Decision(
        "To be looked at: your school is not in the register",
        "We need to look at your funding",
        "We could not find your school in the register, so we cannot tell yet whether it is state funded.",
        _REVIEW,
    ),
    Reason.EMPLOYMENT_REVIEW: Decision(
        "To be looked at: how you are employed",
        "We need to look at your funding",
        "Some people employed in the way you are can be funded and some cannot.",
        _REVIEW,
    ),
    Reason.EARLY_YEARS_INVALID_NPQ: Decision(
        "Not funded: this qualification is not funded in early years settings",
        "Your course is not funded",
        "People who work in early years outside a school are funded for the early years qualification only.",
        _PAY,
    ),
    Reason.NOT_LEAD_MENTOR_COURSE: Decision(
        "Not funded: this qualification is not funded for lead mentors",
        "Your course is not funded",
        "Lead mentors for accredited initial teacher training providers are funded for leading teacher development only.",
        _PAY,
    ),
}

PAYERS: dict[FundingChoice, str] = {
    FundingChoice.SCHOOL: "My school",
    FundingChoice.TRUST: "My academy trust",
    FundingChoice.EMPLOYER: "My employer",
    FundingChoice.SELF: "I will",
    FundingChoice.ANOTHER: "Somebody else",
}

SPONSOR_ROLES: dict[SponsorRole, str] = {
    SponsorRole.LINE_MANAGER: "line manager",
    SponsorRole.CHAIR_OF_GOVERNORS: "chair of governors",
    SponsorRole.CHAIR_OF_TRUSTEES: "chair of trustees",
}

# What came of asking the sponsor.
APPROVALS: dict[ApprovalStatus, str] = {
    ApprovalStatus.ASKED: "Asked on {asked}. Their link works until {until}.",
    ApprovalStatus.APPROVED: "Approved on {answered}.",
    ApprovalStatus.DECLINED: "Did not approve. Answered on {answered}.",
    ApprovalStatus.NOT_KNOWN: "Answered on {answered} that they do not know you.",
    ApprovalStatus.NOT_REACHED: "Asked on {asked}, but our email could not be delivered.",
    ApprovalStatus.EXPIRED: "Asked on {asked}. Did not answer by {until}.",
    ApprovalStatus.REPLACED: "Asked on {asked}. Had not answered when the registration ended.",
}

STATUSES: dict[Status, str] = {
    Status.PENDING: "With the provider",
    Status.ACCEPTED: "Place accepted",
    Status.REJECTED: "No place",
    Status.WITHDRAWN: "Withdrawn",
    Status.REPLACED: "Changed",
}

STEPS: dict[StepKind, str] = {
    StepKind.APPROVAL: "Your school approves",
    StepKind.FUNDING: "Funding is decided",
    StepKind.DECISION: "The provider decides on your place",
    StepKind.STUDY: "You study the course",
    StepKind.ASSESSMENT: "You write your assessment",
}

PARTIES: dict[Party, str] = {
    Party.PARTICIPANT: "You",
    Party.SPONSOR: "Your sponsor",
    Party.LEAD_PROVIDER: "Your provider",
    Party.DEPARTMENT: "The funding team",
}

MOVES: dict[Party, tuple[str, str]] = {
    Party.PARTICIPANT: ("Your move", "orange"),
    Party.SPONSOR: ("Your sponsor", "blue"),
    Party.LEAD_PROVIDER: ("Your provider", "blue"),
    Party.DEPARTMENT: ("The funding team", "blue"),
}

# What the participant can do where somebody else is late.
LATE: dict[Party, str] = {
    Party.PARTICIPANT: "Agree with your provider how you finish.",
    Party.SPONSOR: "Talk to your sponsor, or send the request again.",
    Party.LEAD_PROVIDER: "Ask your provider when they will decide.",
    Party.DEPARTMENT: "Contact us, with the reference of your registration.",
}

NOTES: dict[StepNote, str] = {
    StepNote.SPONSOR_ASKED: "We have asked your sponsor to approve. We remind them, and you can send the request again.",
    StepNote.SPONSOR_APPROVED: "Your sponsor has approved.",
    StepNote.SPONSOR_DECLINED: "Your sponsor did not approve. Talk to them, then name another sponsor or withdraw.",
    StepNote.SPONSOR_DOES_NOT_KNOW_YOU: "The person at that address says they do not know you. Name another sponsor.",
    StepNote.SPONSOR_NOT_REACHED: "The email address you gave for your sponsor does not work. Name your sponsor again.",
    StepNote.SPONSOR_DID_NOT_ANSWER: "Your sponsor did not answer in time. Send the request again, or name another sponsor.",
    StepNote.SPONSOR_NEVER_ASKED: "No sponsor has been asked yet. Name one.",
    StepNote.FUNDED: "Your course is fully funded.",
    StepNote.NOT_FUNDED: "Your course is not funded. You agree with your provider who pays.",
    StepNote.FUNDING_IN_REVIEW: "Your funding is being looked at. We will email you the answer.",
    StepNote.PROVIDER_DECIDES: "Your provider has your registration and decides on your place.",
    StepNote.PROVIDER_AWAITS_APPROVAL: "Your provider decides once your sponsor has approved.",
    StepNote.PROVIDER_ACCEPTED: "Your provider has given you a place.",
    StepNote.PROVIDER_REJECTED: "Your provider did not give you a place.",
    StepNote.STUDY_TO_DO: f"Study on your own, an hour or two a week. {SELF_STUDY_PERCENT}% of the self-study is enough to be entered for the assessment.",
    StepNote.STUDY_ENOUGH: "You have done enough of the self-study.",
    StepNote.STUDY_PAUSED: "You are taking a break. What you study during it counts.",
    StepNote.ASSESSMENT_ENTERED: "You are entered for an assessment window. You can move to a later one.",
    StepNote.ASSESSMENT_OPEN: "You have opened the case. Hand in your response by your deadline.",
    StepNote.ASSESSMENT_SUBMITTED: "You have handed in your response. You can take it back until your deadline.",
    StepNote.ASSESSMENT_IN_MARKING: "Your response is being marked.",
    StepNote.ASSESSMENT_MISSED: "You sent no response in your window. Your assessment page says how you can sit a later one.",
    StepNote.OTHER_PLACE_ACCEPTED: "Another provider has given you a place on this course.",
    StepNote.EXPIRED: "This registration ran out before a provider decided.",
    StepNote.WITHDRAWN: "You withdrew this registration.",
    StepNote.LEFT_THE_COURSE: "You have left this course.",
    StepNote.REPLACED: "You changed this registration. The one that took its place is in your list.",
}

PROVIDER_REASONS: dict[ProviderReason, str] = {
    ProviderReason.ROLE_NOT_SUITABLE: "The course does not suit your present role.",
    ProviderReason.NO_PLACES: "There are no places left.",
    ProviderReason.SPONSOR_NOT_CONFIRMED: "Your school’s approval did not come.",
    ProviderReason.NO_REPLY: "They could not reach you.",
    ProviderReason.OTHER: "They gave another reason.",
}

# By question: why one that was answered is asked again.
GONE: dict[str, str] = {
    "workplace": "The school you chose has closed, or is not in the schools register. Choose the school you work at now",
    "course": "Registration for the course you chose is not open any more. Choose another start",
    "provider": "The provider you chose does not offer this course. Choose another provider",
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.DRAFT_INCOMPLETE: "Some questions still need an answer",
    RefusalCode.DRAFT_CHANGED_ELSEWHERE: "Your answers have changed in another tab or window since you opened this page. Check them again",
    RefusalCode.ANSWER_TOO_LONG: "That answer is too long",
    RefusalCode.ALREADY_REGISTERED: "You are already registered for this course. You can change or withdraw that registration",
    RefusalCode.COHORT_NOT_OPEN: "Registration for the course you chose is not open any more. Choose another start",
    RefusalCode.PROVIDER_DOES_NOT_OFFER: "The provider you chose does not offer this course any more. Choose another provider",
    RefusalCode.WORKPLACE_UNKNOWN: "The school you chose is not in the schools register. Choose your workplace again",
    RefusalCode.WORKPLACE_CLOSED: "The school you chose has closed. Choose the school you work at now",
    RefusalCode.NOT_PENDING: "This registration cannot be changed any more, because it is not waiting for a decision",
    RefusalCode.NOTHING_CHANGED: "Nothing was changed",
    RefusalCode.ALREADY_ACCEPTED: "A provider has accepted this registration already",
    RefusalCode.ALREADY_REJECTED: "This registration has been turned down already",
    RefusalCode.SPONSOR_IS_APPLICANT: "This is your own address. Enter the address of the person who approves it for your school",
    RefusalCode.SPONSOR_STOPPED: "We cannot write to that address, because its owner has asked us not to. Name another sponsor",
    RefusalCode.RESENT_TOO_OFTEN: "The request has been sent as often as it can be. Name another sponsor",
    RefusalCode.TOO_MANY_SPONSORS: "You have named {most} sponsors for this registration, which is the most there can be",
    RefusalCode.APPROVAL_NOT_OPEN: "Your sponsor has answered already, so there is nothing to send or change",
    RefusalCode.REGISTRATION_CLOSED: "This registration has ended, so there is nothing to change",
    PeopleRefusal.NAME_MISSING: "Enter your full name",
    PeopleRefusal.NAME_TOO_LONG: "Your full name must be {most} characters or fewer",
    PeopleRefusal.NAME_NOT_A_NAME: "Enter your name without numbers or symbols",
    PeopleRefusal.TRN_NOT_A_NUMBER: "A teacher reference number is 5 to 7 digits, with or without RP before them, like 1234567 or RP12/34567. Leave it empty if you are not sure",
    PeopleRefusal.TRN_WRONG_LENGTH: "A teacher reference number has 5 to 7 digits. Leave it empty if you are not sure",
    PeopleRefusal.DATE_OF_BIRTH_UNLIKELY: "Check your date of birth: it must be at least 16 years ago, and no more than 120",
    PeopleRefusal.EMAIL_NOT_AN_ADDRESS: "Enter an email address in the correct format, like name@example.com",
    PeopleRefusal.EMAIL_UNCHANGED: "That is the address you have now. Enter another one",
    PeopleRefusal.EMAIL_IN_USE: "Somebody else uses that address now. Enter another one",
    PeopleRefusal.EMAIL_CHANGE_ASKED_TOO_OFTEN: "You have asked to change your address 5 times today. Try again tomorrow",
    PeopleRefusal.EMAIL_CHANGE_NOT_OPEN: "Those codes no longer work. Enter the new address again, and we send new ones",
    PeopleRefusal.DATE_OF_BIRTH_FIRST: "Other people read that mailbox. Tell us your date of birth first, on your account page",
    PeopleRefusal.STAFF_NEED_OWN_ADDRESS: "You see other people’s records, so your address must be one that only you read",
    **place.REFUSALS,
    **study.REFUSALS,
    **arrangements.REFUSALS,
    **sitting.REFUSALS,
    **writing.REFUSALS,
}


def offer_hint(offer: OfferRow) -> str:
    """What helps to choose a provider: who delivers for it, and whether it waits for the sponsor."""
    partners = [f"{p.name} ({p.region})" if p.region else p.name for p in offer.delivery_partners]
    said = [f"Delivered with {', '.join(partners)}."] if partners else []
    said += ["Decides once your sponsor has approved."] if offer.needs_approval else []
    return " ".join(said)
