"""What the passing of time does to an approval: a reminder, and an end."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.people.models import Person
from npq.domain.registration.kinds import ApprovalStatus, JournalKind, RefusalCode, Status, Task
from npq.domain.registration.models import Approval
from npq.domain.registration.operations.approvals import move_approval, send_to_queue, touch_registration
from npq.domain.registration.rules.approvals import next_reminder
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.viewer import Viewer


@operation
def remind_sponsors(*, by: Viewer, at: datetime) -> int:
    """Reminds every sponsor whose reminder is due; returns how many. Right when it runs late or twice."""
    reminded = 0
    for approval in _held(
        Q(status=ApprovalStatus.ASKED, remind_at__lte=at, expires_at__gt=at)
        & Q(registration__status__in=[Status.PENDING, Status.ACCEPTED])
    ):
        approval.reminders_sent += 1
        following = next_reminder(approval.round_began_at, approval.reminders_sent)
        while following is not None and following <= at:
            # A sweep that slept past two reminders sends one letter, not two.
            approval.reminders_sent += 1
            following = next_reminder(approval.round_began_at, approval.reminders_sent)
        approval.remind_at = following
        approval.save(update_fields=["reminders_sent", "remind_at"])
        journal.record(
            JournalKind.SPONSOR_REMINDED,
            by=by,
            at=at,
            subject=("registration", approval.registration_id),
            reminder=approval.reminders_sent,
        )
        send_to_queue(
            Task.REMIND_SPONSOR, approval, at, f"round-{approval.round}-reminder-{approval.reminders_sent}"
        )
        reminded += 1
    return reminded


@operation
def expire_approvals(*, by: Viewer, at: datetime) -> int:
    """Ends the wait for every sponsor whose link has run out; returns how many. Right when it runs late or twice."""
    expired = 0
    for approval in _held(Q(status=ApprovalStatus.ASKED, expires_at__lte=at)):
        move_approval(
            by, at, approval, "expire_approvals", JournalKind.SPONSOR_EXPIRED, RefusalCode.APPROVAL_NOT_OPEN
        )
        touch_registration(approval.registration, at)
        send_to_queue(Task.TELL_SPONSOR_ANSWERED, approval, at, f"round-{approval.round}-expired")
        expired += 1
    return expired


@operation
def give_up_on_sponsor(*, by: Viewer, at: datetime, approval_id: UUID) -> None:
    """The sponsor's address does not work, and the participant is told. Nothing happens once the wait has ended."""
    for approval in _held(Q(id=approval_id, status=ApprovalStatus.ASKED)):
        kind = JournalKind.SPONSOR_NOT_REACHED
        move_approval(by, at, approval, "give_up_on_sponsor", kind, RefusalCode.APPROVAL_NOT_OPEN)
        touch_registration(approval.registration, at)
        send_to_queue(Task.TELL_SPONSOR_ANSWERED, approval, at, f"round-{approval.round}-not-reached")


def _held(due: Q) -> Iterator[Approval]:
    """Approvals that are due, each with its person held; if somebody else holds the person, the next sweep will do."""
    for approval_id, person_id in Approval.objects.filter(due).values_list("id", "registration__person_id"):
        if Person.objects.select_for_update(skip_locked=True).filter(id=person_id).exists():
            approval = Approval.objects.select_related("registration").filter(due, id=approval_id).first()
            if approval is not None:
                yield approval
