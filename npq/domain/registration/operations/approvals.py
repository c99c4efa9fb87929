"""Steps about a sponsor's approval, shared by those who ask, those who answer, and the passing of time."""

from datetime import datetime

from npq.domain.people.models import Person
from npq.domain.people.rules import is_free_mail
from npq.domain.registration.kinds import (
    APPROVAL,
    ApprovalStatus,
    JournalKind,
    RefusalCode,
    SponsorRole,
    Task,
)
from npq.domain.registration.models import Approval, Registration, StoppedAddress
from npq.domain.registration.queries.requests import PlaceRequest
from npq.domain.registration.rules.answers import Answers
from npq.domain.registration.rules.approvals import LINK_LIVES, next_reminder
from npq.domain.registration.rules.sponsors import address_digest, same_address, strength_of
from npq.kernel import journal
from npq.kernel.operations import step
from npq.kernel.queue import defer
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@step
def sponsor_may_be_asked(person: Person, answers: Answers) -> None:
    """Raises Refusal where the sponsor would be the applicant, or somebody who has stopped all mail from here."""
    email = answers.sponsor_email or ""
    if person.email and same_address(email, person.email):
        raise Refusal(RefusalCode.SPONSOR_IS_APPLICANT)
    if StoppedAddress.objects.filter(digest=address_digest(email)).exists():
        raise Refusal(RefusalCode.SPONSOR_STOPPED)


@step
def ask_sponsor(*, by: Viewer, at: datetime, registration: Registration, request: PlaceRequest) -> Approval:
    """Asks the sponsor named in the answers to stand behind a registration."""
    answers = request.answers
    website = request.school.website if request.school else ""
    return open_approval(
        by,
        at,
        registration,
        answers.sponsor_role or SponsorRole.LINE_MANAGER,
        answers.sponsor_name or "",
        answers.sponsor_email or "",
        website,
    )


@step
def approval_still_stands(old: Registration, request: PlaceRequest) -> bool:
    """Whether what the sponsor was asked is the same: sponsor, work, course and cohort. The provider may differ.

    Another name at the same address is another sponsor: what one has approved is not put down to the other.
    """
    approval = current_approval(old)
    if approval is None or not same_address(approval.sponsor_email, request.answers.sponsor_email or ""):
        return False
    asked = (
        old.workplace_id,
        old.workplace_not_listed,
        old.qualification_id,
        old.cohort_id,
        approval.sponsor_role,
        approval.sponsor_name,
    )
    return asked == (
        request.school.urn if request.school else None,
        request.facts.workplace_not_listed,
        request.offer.qualification_id,
        request.cohort.id,
        request.answers.sponsor_role,
        request.answers.sponsor_name,
    )


@step
def carry_approval_over(*, from_registration: Registration, to_registration: Registration) -> None:
    """Lets a registration that takes another's place keep its sponsor's answer, or the wait for it."""
    Approval.objects.filter(registration=from_registration).exclude(status=ApprovalStatus.REPLACED).update(
        registration=to_registration
    )


@step
def close_approval(*, by: Viewer, at: datetime, registration: Registration, verb: str) -> None:
    """Ends the wait for a sponsor's answer, or tells a sponsor who approved that the registration has ended."""
    approval = current_approval(registration)
    if approval is None:
        return
    if approval.status == ApprovalStatus.APPROVED and verb == "close_with_registration":
        send_to_queue(Task.TELL_SPONSOR_ENDED, approval, at, "ended")
    if verb not in APPROVAL.moves.get(ApprovalStatus(approval.status), {}):
        return
    replace_approval(by, at, approval, verb)


@step
def open_approval(
    by: Viewer,
    at: datetime,
    registration: Registration,
    role: SponsorRole,
    name: str,
    email: str,
    website: str,
) -> Approval:
    approval = Approval(
        registration=registration,
        sponsor_name=name,
        sponsor_email=email,
        sponsor_role=role,
        asked_at=at,
        strength=strength_of(email, website, is_free_mail(email.rpartition("@")[2])),
    )
    begin_round(approval, at)
    approval.save()
    journal.record(
        JournalKind.SPONSOR_ASKED,
        by=by,
        at=at,
        subject=("registration", registration.id),
        approval=approval.id,
        role=role.value,
        strength=approval.strength,
    )
    send_to_queue(Task.ASK_SPONSOR, approval, at, "round-1")
    return approval


def begin_round(approval: Approval, at: datetime) -> None:
    approval.round_began_at = at
    approval.expires_at = at + LINK_LIVES
    approval.reminders_sent = 0
    approval.remind_at = next_reminder(at, 0)


@step
def move_approval(
    by: Viewer, at: datetime, approval: Approval, verb: str, kind: JournalKind, refusal: RefusalCode
) -> None:
    approval.status = APPROVAL.after(ApprovalStatus(approval.status), verb, refusal=refusal)
    approval.remind_at = None
    approval.save()
    journal.record(
        kind, by=by, at=at, subject=("registration", approval.registration_id), approval=approval.id
    )


@step
def replace_approval(by: Viewer, at: datetime, approval: Approval, verb: str) -> None:
    """Nobody waits for this sponsor any more; one who was waited for is told. Raises Refusal(APPROVAL_NOT_OPEN)."""
    if approval.status == ApprovalStatus.ASKED:
        send_to_queue(Task.RELEASE_SPONSOR, approval, at, "released")
    move_approval(by, at, approval, verb, JournalKind.SPONSOR_REPLACED, RefusalCode.APPROVAL_NOT_OPEN)


def touch_registration(registration: Registration, at: datetime) -> None:
    # A provider's list shows newest change first, and a sponsor's answer is a change it waits for.
    Registration.objects.filter(id=registration.id).update(changed_at=at)


def send_to_queue(task: Task, approval: Approval, at: datetime, cause: str) -> None:
    defer(task, at=at, key=f"{task}/{approval.id}/{cause}", approval_id=approval.id)


def current_approval(registration: Registration) -> Approval | None:
    """The one approval that counts: asked, answered or run out, and not replaced."""
    return registration.approvals.exclude(status=ApprovalStatus.REPLACED).first()
