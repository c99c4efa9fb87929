"""Who signs in. An address says who somebody is only as long as one person reads it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from npq.domain.people.kinds import (
    DOUBT,
    DoubtStatus,
    JournalKind,
    ProofOutcome,
    RefusalCode,
    SignInOutcome,
)
from npq.domain.people.models import Doubt, Identity, Person
from npq.domain.people.operations.addresses import lose_address
from npq.domain.people.operations.holding import held_person, held_self, hold_address
from npq.domain.people.queries.identities import Candidate, sign_in_candidate
from npq.domain.people.rules import Way, clean_email, recognise
from npq.domain.people.rules.limits import MOST_WRONG_BIRTHDAYS
from npq.kernel import journal
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
    """What an answer came to: the person, once they are known or have started afresh; else how many tries are left."""

    outcome: ProofOutcome
    person_id: UUID | None
    tries_left: int


@operation
def sign_in_person(
    *, by: Viewer, at: datetime, issuer: str, subject: str, email: str, email_verified: bool
) -> SignedIn:
    """Finds the person a sign-in belongs to, or makes one. Nobody inherits a record by an address alone.

    `issuer` is Issuer.EMAIL_CODE with the account's id as `subject`, or an OpenID provider's address with its own.
    Raises Refusal: EMAIL_NOT_AN_ADDRESS; EMAIL_NOT_VERIFIED at a first sign-in with an address nobody has checked;
    ADDRESS_MOVED_ON when the address meanwhile went over to another account. A repeat finds the same person.
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
    return SignedIn(_first(by, at, way, candidate), SignInOutcome.FIRST)


@operation
def prove_same_person(
    *, by: Viewer, at: datetime, issuer: str, subject: str, email: str, date_of_birth: date
) -> Proof:
    """Somebody says they are the person known at this address, and gives that person's date of birth.

    A wrong answer is counted, whatever session it comes from; the third closes the old identity and makes a new
    person, as `start_afresh` does. Raises Refusal(SAME_PERSON_NOT_ASKED) where the question is not open.
    """
    way = Way(issuer, subject, clean_email(email))
    person, candidate = _asked(way)
    doubt = _open_doubt(by, at, person)
    if person.date_of_birth == date_of_birth:
        _settle(by, at, doubt, "prove_same_person")
        if not candidate.by_identity:
            _open_identity(by, at, person, way)
        return Proof(ProofOutcome.SAME, person.id, 0)
    doubt.wrong_tries += 1
    doubt.save()
    left = MOST_WRONG_BIRTHDAYS - doubt.wrong_tries
    if left > 0:
        return Proof(ProofOutcome.WRONG, None, left)
    return Proof(ProofOutcome.TRIED_TOO_OFTEN, _afresh(by, at, person, way), 0)


@operation
def start_afresh(*, by: Viewer, at: datetime, issuer: str, subject: str, email: str) -> UUID:
    """Somebody is new at an address: the person known there keeps their record and loses the address; a new one begins.

    Gives the new person's id. Raises Refusal(SAME_PERSON_NOT_ASKED) where nobody was asked, so a repeat does nothing.
    """
    way = Way(issuer, subject, clean_email(email))
    person, _ = _asked(way)
    _open_doubt(by, at, person)
    return _afresh(by, at, person, way)


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


def _settle(by: Viewer, at: datetime, doubt: Doubt, verb: str) -> None:
    tries = doubt.wrong_tries
    doubt.status = DOUBT.after(DoubtStatus(doubt.status), verb, refusal=RefusalCode.SAME_PERSON_NOT_ASKED)
    doubt.settled_at = at
    doubt.save()
    if doubt.status == DoubtStatus.SAME:
        journal.record(
            JournalKind.SAME_PERSON_SHOWN,
            by=by,
            at=at,
            subject=("person", doubt.person_id),
            wrong_tries=tries,
        )


def _afresh(by: Viewer, at: datetime, person: Person, way: Way) -> UUID:
    for doubt in Doubt.objects.filter(person=person, status=DoubtStatus.ASKED):
        _settle(by, at, doubt, "start_afresh")
    # By code the old account must open nobody any more, so the new person gets an account of their own.
    fresh = replace(way, subject=str(uuid4())) if way.by_code else way
    return _first(by, at, fresh, Candidate(person, by_identity=False))


def _first(by: Viewer, at: datetime, way: Way, before: Candidate | None) -> UUID:
    if before is not None:
        lose_address(by, at, before.person)
    person = Person.objects.create(email=way.email, created_at=at, significantly_updated_at=at)
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
