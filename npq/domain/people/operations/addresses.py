from datetime import datetime

from npq.domain.people.kinds import (
    DOUBT,
    EMAIL_CHANGE,
    DoubtStatus,
    EmailChangeStatus,
    JournalKind,
    RefusalCode,
)
from npq.domain.people.models import Doubt, EmailChange, Identity, Person
from npq.domain.people.queries.identities import OPEN_CODES
from npq.kernel import journal
from npq.kernel.operations import step
from npq.kernel.viewer import Viewer


@step
def lose_address(by: Viewer, at: datetime, person: Person) -> None:
    """Somebody else has this person's address now: they keep their record, lose the address and what it opened."""
    person.email = None
    person.significantly_updated_at = at
    person.save()
    journal.record(JournalKind.ADDRESS_LOST, by=by, at=at, subject=("person", person.id))
    for change in EmailChange.objects.filter(person=person, status=EmailChangeStatus.OPEN):
        settle_email_change(at, change, "cancel_email_change")
    for doubt in Doubt.objects.filter(person=person, status=DoubtStatus.ASKED):
        settle_doubt(at, doubt, "start_afresh")
    close_identities(by, at, list(Identity.objects.filter(person=person, **OPEN_CODES)))


@step
def close_identities(by: Viewer, at: datetime, identities: list[Identity]) -> None:
    """Ways of signing in that open nothing any more, at once and in every session."""
    for identity in identities:
        identity.closed_at = at
        identity.save()
        journal.record(
            JournalKind.IDENTITY_CLOSED,
            by=by,
            at=at,
            subject=("person", identity.person_id),
            identity=identity.id,
        )


@step
def settle_email_change(at: datetime, change: EmailChange, verb: str) -> None:
    """Moves a change of address where the table says. Raises Refusal(EMAIL_CHANGE_NOT_OPEN)."""
    change.status = EMAIL_CHANGE.after(
        EmailChangeStatus(change.status), verb, refusal=RefusalCode.EMAIL_CHANGE_NOT_OPEN
    )
    change.settled_at = at
    change.save()


@step
def settle_doubt(at: datetime, doubt: Doubt, verb: str) -> None:
    """Answers whether an address still belongs to the same person. Raises Refusal(SAME_PERSON_NOT_ASKED)."""
    doubt.status = DOUBT.after(DoubtStatus(doubt.status), verb, refusal=RefusalCode.SAME_PERSON_NOT_ASKED)
    doubt.settled_at = at
    doubt.save()
