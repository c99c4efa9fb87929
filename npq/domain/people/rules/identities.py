from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from npq.domain.people.kinds import Issuer, SignInOutcome
from npq.domain.people.rules.addresses import is_shared_mailbox


@dataclass(frozen=True)
class Way:
    """How somebody comes in: who vouches, for which subject, and at which address (clean)."""

    issuer: str
    subject: str
    email: str

    @property
    def by_code(self) -> bool:
        """Whether all that vouches is a code sent to the address."""
        return self.issuer == Issuer.EMAIL_CODE

    @property
    def account_id(self) -> UUID:
        """The sign-in account. By code the subject is the account; otherwise it follows from both.

        Raises ValueError where the subject of an e-mailed code is no UUID.
        """
        return UUID(self.subject) if self.by_code else uuid5(NAMESPACE_URL, f"{self.issuer} {self.subject}")


@dataclass(frozen=True)
class Known:
    """What is known of somebody a sign-in may belong to. `by_identity`: they signed in like this before."""

    by_identity: bool
    has_details: bool


def recognise(way: Way, known: Known | None) -> SignInOutcome:
    """Whose sign-in this is. An address alone never makes anybody the heir of the person who had it before.

    Somebody who signed in like this before is known, unless all that vouches for them is an address that more than
    one person reads: then they are asked. So is whoever comes in another way by the address of a person with details.
    Everybody else begins afresh, at a shared mailbox with a date of birth to be known by the next time.
    """
    shared = way.by_code and is_shared_mailbox(way.email)
    if known is not None and known.by_identity:
        return SignInOutcome.ASKED if shared else SignInOutcome.KNOWN
    if known is not None and known.has_details:
        return SignInOutcome.ASKED
    return SignInOutcome.BIRTHDAY_WANTED if shared else SignInOutcome.FIRST
