"""Words for codes, as anybody reads them."""

from enum import StrEnum

from npq.domain.catalogue.kinds import FundingMode, Phase
from npq.domain.registration.kinds import RefusalCode
from npq.kernel.privacy import Kept

PHASES: dict[Phase, str] = {
    Phase.COMING: "Registration has not opened yet",
    Phase.OPEN: "Registration is open",
    Phase.CLOSED: "Registration is closed",
}

# What a place costs, in a line, where the page knows the cohort's policy.
COST_IF_COVERED: dict[FundingMode, str] = {
    FundingMode.FULL: "Nothing to you, if you are covered",
    FundingMode.CAPPED: "Nothing to you, if you are covered and your provider has a funded place for you",
    FundingMode.ZERO: "You or your employer pay: places in this cohort are not funded",
}
COST_UNKNOWN = "You are told when you register whether your place is funded, and why"

# What a cohort's mode adds to a policy's own words.
FUNDING_MODES: dict[FundingMode, str] = {
    FundingMode.FULL: "",
    FundingMode.CAPPED: "Each provider has a limited number of funded places in this cohort, and decides who gets them.",
    FundingMode.ZERO: "The department pays for nobody who starts with this cohort. You agree with your employer and the provider who pays.",
}
FUNDING_UNKNOWN = "Whether your place is paid for depends on where you work. You are told as soon as you have answered those questions in your registration, with the reason, and before you submit it."

NO_REGION = "Region not stated"

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.LINK_NOT_VALID: "This link is not one of ours, or it was damaged on its way to you",
    RefusalCode.LINK_EXPIRED: "This link has run out",
}

# What is held about people, in the order in which they meet it: the model's label, and what it is to them.
HOLDINGS: dict[str, str] = {
    "registration.Interest": "If you asked to hear when registration opens",
    "sign_in.Account": "How you sign in",
    "people.Identity": "How we recognise your sign-in",
    "people.Person": "Who you are",
    "people.EmailChange": "If you change your email address",
    "registration.Draft": "A registration you have not submitted",
    "registration.Registration": "Your registration",
    "registration.Approval": "If you are somebody’s sponsor",
    "email.KeptLetter": "Letters, in the demonstration only",
}
HELD_FIELDS: dict[str, str] = {
    "people.Identity.subject": "The name or number by which your sign-in is known",
    "registration.Draft.answers": "Your answers so far",
    "registration.Registration.provider_note": "What the provider wrote to you about its decision",
    "registration.Registration.employment_role": "Your role",
    "registration.Approval.comment": "What you wrote when you answered",
    "email.KeptLetter.to": "The address it went to",
    "email.KeptLetter.body": "What it said",
}
KEPT: dict[Kept, str] = {
    Kept.WHILE_REGISTERED: "Who you are, and your registrations",
    Kept.NEVER_REGISTERED: "Who you are, if you never registered",
    Kept.DRAFT: "A registration you have not submitted",
    Kept.SPONSOR: "A sponsor’s name, address and comment",
    Kept.STOPPED_ADDRESS: "A digest of an address that wants no email from us",
    Kept.INTEREST: "An address that hears when registration opens",
    Kept.UNCONFIRMED_INTEREST: "An address that was not confirmed",
    Kept.LETTER: "Letters we keep to show in the demonstration",
    Kept.SIGN_IN: "How you signed in",
}
