"""Who signs in. An address says who somebody is only as long as one person reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.people.kinds import (
    DoubtStatus,
    JournalKind,
    ProofOutcome,
    RefusalCode,
    SignInOutcome,
)
from npq.domain.people.models import Doubt, Identity, Person
from npq.domain.people.operations.addresses import lose_address, settle_doubt
from npq.domain.people.operations.holding import held_person, held_self, hold_address
from npq.domain.people.queries.identities import Candidate, sign_in_candidate
from npq.domain.people.rules import Way, check_date_of_birth, clean_email, recognise
from npq.domain.people.rules.limits import MOST_WRONG_BIRTHDAYS
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class SignedIn:
    """Who signed in; nobody (None) while it is ASKED whether they are the person known at that address."""

    person_id: UUID | None
    outcome: SignInOutcome


@dataclass(frozen=True)
class Proof:
    """What an answer came to: the person, once they are known; else how many tries are left."""

    outcome: ProofOutcome
    person_id: UUID | None
    tries_left: int


@operation
def sign_in_person(
    *,
    by: Viewer,
    at: datetime,
    issuer: str,
    subject: str,
    email: str,
    email_verified: bool,
    date_of_birth: date | None = None,
) -> SignedIn:
    """Finds the person a sign-in belongs to, or makes one. Nobody inherits a record by an address alone.

    `issuer` is Issuer.EMAIL_CODE with the account's id as `subject`, or an OpenID provider's address with its own.
    `date_of_birth` is for a first sign-in; at a shared mailbox nobody begins without. Raises Refusal:
    EMAIL_NOT_AN_ADDRESS; EMAIL_NOT_VERIFIED at a first sign-in with an address nobody has checked;
    ADDRESS_MOVED_ON when the address meanwhile went over to another account; DATE_OF_BIRTH_UNLIKELY. A repeat finds
    the same person.
    """
    way = Way(issuer, subject, clean_email(email))
    hold_address(way.email)
    candidate = sign_in_candidate(way)
    outcome = _outcome(way, candidate)
    if candidate and outcome is SignInOutcome.KNOWN:
        return SignedIn(candidate.person.id, outcome)
    if not email_verified:
        raise Refusal(RefusalCode.EMAIL_NOT_VERIFIED)
    if candidate and outcome is SignInOutcome.ASKED:
        _open_doubt(by, at, candidate.person)
        return SignedIn(None, outcome)
    if outcome is SignInOutcome.BIRTHDAY_WANTED and date_of_birth is None:
        return SignedIn(None, outcome)
    if candidate:
        lose_address(by, at, candidate.person)
    return SignedIn(_begin(by, at, way, date_of_birth), SignInOutcome.FIRST)


@operation
def prove_same_person(
    *, by: Viewer, at: datetime, issuer: str, subject: str, email: str, date_of_birth: date
) -> Proof:
    """Somebody says they are the person known at this address, and gives that person's date of birth.

    A wrong answer is counted, whatever session it comes from; the third takes the address from that person, as
    `start_afresh` does. Raises Refusal(SAME_PERSON_NOT_ASKED) where the question is not open.
    """
    way = Way(issuer, subject, clean_email(email))
    person, candidate = _asked(way)
    doubt = _open_doubt(by, at, person)
    if person.date_of_birth == date_of_birth:
        settle_doubt(at, doubt, "prove_same_person")
        journal.record(
            JournalKind.SAME_PERSON_SHOWN,
            by=by,
            at=at,
            subject=("person", person.id),
            wrong_tries=doubt.wrong_tries,
        )
        if not candidate.by_identity:
            _open_identity(by, at, person, way)
        return Proof(ProofOutcome.SAME, person.id, 0)
    doubt.wrong_tries += 1
    doubt.save()
    left = MOST_WRONG_BIRTHDAYS - doubt.wrong_tries
    if left > 0:
        return Proof(ProofOutcome.WRONG, None, left)
    lose_address(by, at, person)
    return Proof(ProofOutcome.TRIED_TOO_OFTEN, None, 0)


@operation
def start_afresh(*, by: Viewer, at: datetime, issuer: str, subject: str, email: str) -> None:
    """Somebody is new at an address: the person known there keeps their record and loses the address.

    The new person begins with the `sign_in_person` that follows; by code, with a new account
    (lookups.account_for_address). Raises Refusal where nobody was asked, so a repeat does nothing:
    SAME_PERSON_NOT_ASKED, or ADDRESS_MOVED_ON.
    """
    person, _ = _asked(Way(issuer, subject, clean_email(email)))
    _open_doubt(by, at, person)
    lose_address(by, at, person)


@operation
def sign_out_everywhere(*, by: Viewer, at: datetime) -> None:
    """Records that a person ended all their sessions. Ending them is lookups.end_sessions, called just before."""
    person = held_self(by)
    journal.record(JournalKind.SIGNED_OUT_EVERYWHERE, by=by, at=at, subject=("person", person.id))


def _outcome(way: Way, candidate: Candidate | None) -> SignInOutcome:
    return recognise(way, candidate.known if candidate else None)


def _asked(way: Way) -> tuple[Person, Candidate]:
    hold_address(way.email)
    candidate = sign_in_candidate(way)
    if candidate is None or _outcome(way, candidate) is not SignInOutcome.ASKED:
        raise Refusal(RefusalCode.SAME_PERSON_NOT_ASKED)
    return held_person(candidate.person.id), candidate


def _open_doubt(by: Viewer, at: datetime, person: Person) -> Doubt:
    doubt, made = Doubt.objects.get_or_create(
        person=person, status=DoubtStatus.ASKED, defaults={"asked_at": at}
    )
    if made:
        journal.record(JournalKind.SAME_PERSON_ASKED, by=by, at=at, subject=("person", person.id))
    return doubt


def _begin(by: Viewer, at: datetime, way: Way, born: date | None) -> UUID:
    if born is not None:
        check_date_of_birth(born, london_day(at))
    person = Person.objects.create(
        email=way.email, date_of_birth=born, created_at=at, significantly_updated_at=at
    )
    journal.record(JournalKind.PERSON_SIGNED_IN_FIRST, by=by, at=at, subject=("person", person.id))
    _open_identity(by, at, person, way)
    return person.id


def _open_identity(by: Viewer, at: datetime, person: Person, way: Way) -> None:
    identity = Identity.objects.create(
        person=person, issuer=way.issuer, subject=way.subject, account_id=way.account_id, opened_at=at
    )
    journal.record(
        JournalKind.IDENTITY_OPENED,
        by=by,
        at=at,
        subject=("person", person.id),
        identity=identity.id,
        issuer=way.issuer,
    )
