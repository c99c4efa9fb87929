"""What a sponsor answers, let in by a signed link and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.models import Offer
from npq.domain.people.operations.holding import held_person
from npq.domain.registration.kinds import APPROVAL, ApprovalStatus, JournalKind, RefusalCode, Status, Task
from npq.domain.registration.models import Approval, Registration, StoppedAddress
from npq.domain.registration.operations.approvals import move_approval, send_to_queue, touch_registration
from npq.domain.registration.rules.sponsors import address_digest
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer, ViewerKind


@dataclass(frozen=True)
class Confirmations:
    """What an approving sponsor says: they work here, have the time, will be covered; and whom they recommend."""

    workplace: bool
    time: bool
    cover: bool
    recommended_provider: UUID | None = None


@operation
def approve_registration(
    *, by: Viewer, at: datetime, approval_id: UUID, round: int, confirms: Confirmations, comment: str
) -> None:
    """The sponsor stands behind it. The same answer again does nothing.

    Raises Refusal: NOT_CONFIRMED unless all three are confirmed, LINK_NOT_VALID (an older round), LINK_EXPIRED,
    LINK_USED (another answer), REGISTRATION_CLOSED.
    """
    if not (confirms.workplace and confirms.time and confirms.cover):
        raise Refusal(RefusalCode.NOT_CONFIRMED)

    def fill(approval: Approval) -> None:
        approval.confirms_workplace = confirms.workplace
        approval.confirms_time = confirms.time
        approval.confirms_cover = confirms.cover
        approval.recommended_provider_id = _offered(approval.registration, confirms.recommended_provider)
        approval.comment = comment

    _answer(by, at, approval_id, round, "approve_registration", JournalKind.SPONSOR_APPROVED, fill)


@operation
def decline_registration(*, by: Viewer, at: datetime, approval_id: UUID, round: int, comment: str) -> None:
    """The sponsor does not stand behind it. The registration stays; the move is the participant's. Raises as above."""

    def fill(approval: Approval) -> None:
        approval.comment = comment

    _answer(by, at, approval_id, round, "decline_registration", JournalKind.SPONSOR_DECLINED, fill)


@operation
def disown_registration(*, by: Viewer, at: datetime, approval_id: UUID, round: int) -> None:
    """The holder of the address does not know the applicant: nothing is sent there again. Raises as above."""

    def fill(approval: Approval) -> None:
        StoppedAddress.objects.update_or_create(
            digest=address_digest(approval.sponsor_email), defaults={"stopped_at": at, "approval": approval}
        )
        # What its holder was told: a fingerprint stays, and not the address.
        approval.sponsor_email = ""

    _answer(by, at, approval_id, round, "disown_registration", JournalKind.SPONSOR_NOT_KNOWN, fill)


@operation
def allow_emails_again(*, by: Viewer, at: datetime, approval_id: UUID) -> None:
    """Undoes what `disown_registration` stopped: the address may be written to, and named, again. Repeats do nothing.

    The answer stands, because the participant was told of it; they can name the sponsor once more.
    """
    _require_holder(by, approval_id)
    approval = _held_approval(approval_id)
    if StoppedAddress.objects.filter(approval=approval).delete()[0]:
        journal.record(
            JournalKind.SPONSOR_ALLOWS_EMAILS,
            by=by,
            at=at,
            subject=("registration", approval.registration_id),
            approval=approval.id,
        )


def _answer(
    by: Viewer,
    at: datetime,
    approval_id: UUID,
    round_: int,
    verb: str,
    kind: JournalKind,
    fill: Callable[[Approval], None],
) -> None:
    _require_holder(by, approval_id)
    approval = _held_approval(approval_id)
    if approval.round != round_:
        raise Refusal(RefusalCode.LINK_NOT_VALID)
    if approval.status == APPROVAL.moves[ApprovalStatus.ASKED][verb]:
        return
    if approval.status == ApprovalStatus.EXPIRED or approval.expires_at <= at:
        raise Refusal(RefusalCode.LINK_EXPIRED)
    if approval.registration.status not in {Status.PENDING, Status.ACCEPTED}:
        raise Refusal(RefusalCode.REGISTRATION_CLOSED)
    fill(approval)
    approval.answered_at = at
    approval.remind_at = None
    move_approval(by, at, approval, verb, kind, RefusalCode.LINK_USED)
    touch_registration(approval.registration, at)
    if approval.status != ApprovalStatus.NOT_KNOWN:
        send_to_queue(Task.THANK_SPONSOR, approval, at, f"round-{approval.round}")
    send_to_queue(Task.TELL_SPONSOR_ANSWERED, approval, at, f"round-{approval.round}-{approval.status}")


def _require_holder(by: Viewer, approval_id: UUID) -> None:
    if by.kind is not ViewerKind.SPONSOR or by.reference != str(approval_id):
        raise NotFound(approval_id)


def _held_approval(approval_id: UUID) -> Approval:
    # The approval may move to another registration of the same person, so it is read after the person is held.
    person = Approval.objects.filter(id=approval_id).values_list("registration__person_id", flat=True).first()
    if person is None:
        raise NotFound(approval_id)
    held_person(person)
    return Approval.objects.select_related("registration").get(id=approval_id)


def _offered(registration: Registration, lead_provider: UUID | None) -> UUID | None:
    if lead_provider is None:
        return None
    offers = Offer.objects.filter(qualification=registration.qualification_id, cohort=registration.cohort_id)
    if not offers.filter(lead_provider=lead_provider).exists():
        raise Refusal(RefusalCode.PROVIDER_DOES_NOT_OFFER)
    return lead_provider
