"""Which person a sign-in may be. Read before a sign-in, and again inside it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from npq.domain.people.kinds import Issuer, RefusalCode, SignInOutcome
from npq.domain.people.models import Identity, Person
from npq.domain.people.rules import Known, Way, recognise
from npq.kernel.refusals import NotFound, Refusal

OPEN_CODES = {"issuer": Issuer.EMAIL_CODE, "closed_at__isnull": True}


@dataclass(frozen=True)
class Candidate:
    """The person a sign-in may be, and whether it is by an identity of theirs or only by their address."""

    person: Person
    by_identity: bool

    @property
    def known(self) -> Known:
        # A date of birth is what somebody can show; a name alone they could not, so nobody may inherit it either.
        return Known(self.by_identity, has_details=bool(self.person.date_of_birth or self.person.full_name))


def sign_in_candidate(way: Way) -> Candidate | None:
    """Whom a sign-in may belong to; None where nobody is known by it.

    Raises Refusal(ADDRESS_MOVED_ON) when, since the code was sent, the address went over to somebody else.
    """
    identity = (
        Identity.objects.filter(issuer=way.issuer, subject=way.subject, closed_at__isnull=True)
        .select_related("person")
        .first()
    )
    if way.by_code and _has_moved_on(way, identity):
        raise Refusal(RefusalCode.ADDRESS_MOVED_ON)
    if identity is not None:
        return Candidate(identity.person, by_identity=True)
    holder = Person.objects.filter(email=way.email).first()
    return Candidate(holder, by_identity=False) if holder else None


def _has_moved_on(way: Way, identity: Identity | None) -> bool:
    """An account signs in the person whose address it proves, and once closed nobody any more."""
    if identity is not None:
        return identity.person.email != way.email
    used_before = Identity.objects.filter(account_id=way.account_id).exists()
    return used_before or account_at(way.email) is not None


def recognise_sign_in(way: Way) -> SignInOutcome:
    """What `sign_in_person` would come to now. Changes nothing. Raises Refusal(ADDRESS_MOVED_ON) as it would."""
    candidate = sign_in_candidate(way)
    return recognise(way, candidate.known if candidate else None)


def account_at(email: str) -> UUID | None:
    """The sign-in account of the person whose address this is; None where nobody signs in by it. `email` is clean."""
    return (
        Identity.objects.filter(person__email=email, **OPEN_CODES)
        .values_list("account_id", flat=True)
        .first()
    )


class Standing(StrEnum):
    """Whether a sign-in account opens anybody: not yet, now, or no longer."""

    UNUSED = "unused"
    OPEN = "open"
    CLOSED = "closed"


def standing_of(account_id: UUID) -> tuple[Standing, str | None]:
    """How a sign-in account stands, and the address of the person it opens."""
    identities = Identity.objects.filter(account_id=account_id)
    opened = identities.filter(closed_at__isnull=True).values_list("person__email", "issuer").first()
    if opened is None:
        return (Standing.CLOSED if identities.exists() else Standing.UNUSED), None
    email, issuer = opened
    # Only a code sent to an address makes the account go by it.
    return Standing.OPEN, email if issuer == Issuer.EMAIL_CODE else None


def account_of_person(person_id: UUID) -> UUID:
    """The account of a person's newest open identity. Raises NotFound where they cannot sign in."""
    identity = Identity.objects.filter(person_id=person_id, closed_at__isnull=True).order_by("-id").first()
    if identity is None:
        raise NotFound(person_id)
    return identity.account_id
