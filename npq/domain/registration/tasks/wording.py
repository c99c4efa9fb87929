"""Codes in the words of letters."""

from npq.domain.catalogue.models import Qualification
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus, ProviderReason, SponsorRole

WHO_PAYS: dict[Outcome, str] = {
    Outcome.FUNDED: "your place is fully funded",
    Outcome.NOT_FUNDED: "your place is not funded, so you agree with the provider who pays",
    Outcome.REVIEW: "we are looking at your funding and will write to you",
}

TO_THE_SPONSOR: dict[Outcome, str] = {
    Outcome.FUNDED: "The place is fully funded: it costs you and your school nothing.",
    Outcome.NOT_FUNDED: "The place is not funded: who pays is for them and the provider to agree.",
    Outcome.REVIEW: "Whether the place is funded is being looked at.",
}

ROLES: dict[SponsorRole, str] = {
    SponsorRole.LINE_MANAGER: "line manager",
    SponsorRole.CHAIR_OF_GOVERNORS: "chair of governors",
    SponsorRole.CHAIR_OF_TRUSTEES: "chair of trustees",
}

REASONS: dict[ProviderReason | None, str] = {
    ProviderReason.ROLE_NOT_SUITABLE: "the course does not suit your present role",
    ProviderReason.NO_PLACES: "there are no places left",
    ProviderReason.SPONSOR_NOT_CONFIRMED: "your school’s approval did not come",
    ProviderReason.NO_REPLY: "they could not reach you",
    ProviderReason.OTHER: "another reason, which you can read on the page of your registration",
    None: "they gave none here, so ask them",
}

# What a provider wrote to a participant stays on the page: a letter only says that it is there.
A_NOTE = "They also left you a note. You can read it on the page of your registration."

ANSWERS: dict[ApprovalStatus, str] = {
    ApprovalStatus.APPROVED: "approve",
    ApprovalStatus.DECLINED: "do not approve",
}


def in_a_sentence(qualification: Qualification) -> str:
    """The qualification as a letter's sentence names it."""
    name = qualification.name
    return f"national professional qualification in {name[:1].lower()}{name[1:]}"
