from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.models import Interest
from npq.domain.registration.rules.interest import link_expires_at
from npq.kernel.refusals import Refusal
from npq.kernel.signed_links import make_token, read_token

CONFIRM = "interest-confirm"
STOP = "interest-stop"


@dataclass(frozen=True)
class InterestRow:
    """A wish to hear of a qualification, without the address of whoever has it."""

    id: UUID
    qualification: str
    confirmed: bool


def confirm_token(interest_id: UUID) -> str:
    """The signed part of the link that confirms a wish."""
    return make_token(CONFIRM, interest=str(interest_id))


def stop_token(interest_id: UUID) -> str:
    """The signed part of the link that stops the letters. It works for as long as there is anything to stop."""
    return make_token(STOP, interest=str(interest_id))


def interest_to_confirm(token: str, at: datetime) -> InterestRow:
    """The wish behind a link to confirm. Raises Refusal: LINK_NOT_VALID if forged, LINK_EXPIRED if too old or gone."""
    interest = _interest(CONFIRM, token)
    if interest is None or (interest.confirmed_at is None and link_expires_at(interest.asked_at) <= at):
        raise Refusal(RefusalCode.LINK_EXPIRED)
    return _row(interest)


def interest_to_stop(token: str) -> InterestRow | None:
    """The wish behind a link to stop; None where it is stopped already. Raises Refusal(LINK_NOT_VALID) when forged."""
    interest = _interest(STOP, token)
    return _row(interest) if interest else None


def _interest(purpose: str, token: str) -> Interest | None:
    claims = read_token(purpose, token)
    if claims is None:
        raise Refusal(RefusalCode.LINK_NOT_VALID)
    return Interest.objects.filter(id=UUID(str(claims["interest"]))).first()


def _row(interest: Interest) -> InterestRow:
    return InterestRow(interest.id, interest.qualification_id, interest.confirmed_at is not None)
