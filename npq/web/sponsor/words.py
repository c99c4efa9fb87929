"""Words for codes, as a sponsor reads them."""

from enum import StrEnum

from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus, LinkState, RefusalCode, SponsorRole

ROLES: dict[SponsorRole, str] = {
    SponsorRole.LINE_MANAGER: "line manager",
    SponsorRole.CHAIR_OF_GOVERNORS: "chair of governors",
    SponsorRole.CHAIR_OF_TRUSTEES: "chair of trustees",
}

WHO_PAYS: dict[Outcome, str] = {
    Outcome.FUNDED: "The place is fully funded: it costs you and your school nothing.",
    Outcome.NOT_FUNDED: "The place is not funded. Who pays is for them and the provider to agree: your answer here does not commit anyone to pay.",
    Outcome.REVIEW: "Whether the place is funded is being looked at. Your answer here does not commit anyone to pay.",
}

ANSWERS: dict[ApprovalStatus, str] = {
    ApprovalStatus.APPROVED: "You approved it",
    ApprovalStatus.DECLINED: "You did not approve it",
    ApprovalStatus.NOT_KNOWN: "You said that you do not know this person",
}

CLOSED: dict[LinkState, tuple[str, str]] = {
    LinkState.EXPIRED: (
        "This link has expired",
        "You did nothing wrong, and nothing is lost. The person who named you can send you a new link.",
    ),
    LinkState.SUPERSEDED: (
        "There is a newer link",
        "The person who named you has asked again. Use the link in the newest email we sent you.",
    ),
    LinkState.NOT_NEEDED: (
        "Your answer is not needed any more",
        "The registration has changed or ended since we wrote to you. You need not do anything.",
    ),
}

REFUSALS: dict[StrEnum, str] = {
    RefusalCode.LINK_NOT_VALID: "This link does not work. Use the link in the newest email we sent you",
    RefusalCode.LINK_EXPIRED: "This link has expired. The person who named you can send you a new one",
    RefusalCode.NOT_CONFIRMED: "To approve, confirm all three. If you cannot, choose not to approve",
    RefusalCode.LINK_USED: "You have answered already, and your first answer stands",
    RefusalCode.REGISTRATION_CLOSED: "The registration has ended, so your answer is not needed any more",
    RefusalCode.PROVIDER_DOES_NOT_OFFER: "The provider you recommend does not offer this course",
}
