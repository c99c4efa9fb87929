"""Changing the address a person is reached at: a code to the old one, a code to the new one, both must come back."""

from datetime import datetime, timedelta
from hmac import compare_digest

from npq.domain.people.kinds import CodesOutcome, EmailChangeStatus, JournalKind, RefusalCode, Task
from npq.domain.people.models import EmailChange, Person, RoleHeld
from npq.domain.people.operations.addresses import settle_email_change
from npq.domain.people.operations.holding import held_self, hold_address
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.domain.people.rules import clean_email, is_shared_mailbox
from npq.domain.people.rules.limits import CODES_LAST, MOST_CHANGES_A_DAY, MOST_WRONG_CODES
from npq.kernel import journal, queue
from npq.kernel.operations import operation
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@operation
def ask_email_change(*, by: Viewer, at: datetime, new_email: str) -> None:
    """A person wants to be reached, and to sign in, at another address. Codes go to both; an earlier wish is dropped.

    An address that somebody else uses gets no code, and the answer is the same. Raises Refusal: EMAIL_NOT_AN_ADDRESS,
    EMAIL_UNCHANGED, STAFF_NEED_OWN_ADDRESS, EMAIL_CHANGE_ASKED_TOO_OFTEN, and DATE_OF_BIRTH_FIRST for a shared mailbox,
    where it is what a person is known by.
    """
    person = held_self(by)
    new_email = clean_email(new_email)
    old_email = _may_ask(person, new_email, at)
    for earlier in EmailChange.objects.filter(person=person, status=EmailChangeStatus.OPEN):
        settle_email_change(at, earlier, "cancel_email_change")
    change = EmailChange.objects.create(
        person=person, old_email=old_email, new_email=new_email, asked_at=at, expires_at=at + CODES_LAST
    )
    journal.record(
        JournalKind.EMAIL_CHANGE_ASKED, by=by, at=at, subject=("person", person.id), change=change.id
    )
    for task in (Task.SEND_EMAIL_CODE_TO_OLD, Task.SEND_EMAIL_CODE_TO_NEW):
        queue.defer(task, at=at, key=f"{task.value}:{change.id}", change_id=change.id)


@operation
def confirm_email_change(*, by: Viewer, at: datetime, old_code: str, new_code: str) -> CodesOutcome:
    """Both codes came back. A wrong pair is counted; after the fifth the codes are worth nothing.

    Raises Refusal: EMAIL_CHANGE_NOT_OPEN (none asked for, too old, tried too often), EMAIL_IN_USE when somebody else
    took the address meanwhile.
    """
    person = held_self(by)
    change = _open_change(person, at)
    if not (_fits(change, OLD, old_code) & _fits(change, NEW, new_code)):
        return _count_wrong(by, at, change)
    hold_address(change.new_email)
    if Person.objects.filter(email=change.new_email).exclude(id=person.id).exists():
        raise Refusal(RefusalCode.EMAIL_IN_USE)
    person.email = change.new_email
    person.significantly_updated_at = at
    person.save()
    settle_email_change(at, change, "confirm_email_change")
    journal.record(JournalKind.EMAIL_CHANGED, by=by, at=at, subject=("person", person.id), change=change.id)
    for task in (Task.TELL_EMAIL_CHANGED, Task.MOVE_ACCOUNT_ADDRESS):
        queue.defer(task, at=at, key=f"{task.value}:{change.id}", change_id=change.id)
    return CodesOutcome.CHANGED


@operation
def cancel_email_change(*, by: Viewer, at: datetime) -> None:
    """A person keeps the address they have. Nothing to cancel is no mistake."""
    person = held_self(by)
    for change in EmailChange.objects.filter(person=person, status=EmailChangeStatus.OPEN):
        settle_email_change(at, change, "cancel_email_change")
        journal.record(
            JournalKind.EMAIL_CHANGE_CANCELLED, by=by, at=at, subject=("person", person.id), change=change.id
        )


def _may_ask(person: Person, new_email: str, at: datetime) -> str:
    """The address they have now, which must agree to the change."""
    if person.email is None:
        raise Refusal(RefusalCode.EMAIL_CHANGE_NOT_OPEN)
    if new_email == person.email:
        raise Refusal(RefusalCode.EMAIL_UNCHANGED)
    if (
        is_shared_mailbox(new_email)
        and RoleHeld.objects.filter(person=person, ended_at__isnull=True).exists()
    ):
        raise Refusal(RefusalCode.STAFF_NEED_OWN_ADDRESS)
    if is_shared_mailbox(new_email) and person.date_of_birth is None:
        raise Refusal(RefusalCode.DATE_OF_BIRTH_FIRST)
    since = at - timedelta(days=1)
    if EmailChange.objects.filter(person=person, asked_at__gt=since).count() >= MOST_CHANGES_A_DAY:
        raise Refusal(RefusalCode.EMAIL_CHANGE_ASKED_TOO_OFTEN)
    return person.email


def _open_change(person: Person, at: datetime) -> EmailChange:
    change = EmailChange.objects.filter(
        person=person, status=EmailChangeStatus.OPEN, expires_at__gt=at
    ).first()
    if change is None:
        raise Refusal(RefusalCode.EMAIL_CHANGE_NOT_OPEN)
    return change


def _fits(change: EmailChange, end: str, code: str) -> bool:
    return compare_digest(email_code(change.id, end).encode(), code.encode())


def _count_wrong(by: Viewer, at: datetime, change: EmailChange) -> CodesOutcome:
    change.wrong_tries += 1
    change.save()
    if change.wrong_tries < MOST_WRONG_CODES:
        return CodesOutcome.WRONG
    settle_email_change(at, change, "lock_email_change")
    journal.record(
        JournalKind.EMAIL_CHANGE_LOCKED, by=by, at=at, subject=("person", change.person_id), change=change.id
    )
    return CodesOutcome.TRIED_TOO_OFTEN
