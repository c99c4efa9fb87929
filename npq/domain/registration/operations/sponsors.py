"""The participant's side of the approval: another sponsor, or the same one once more."""

from datetime import datetime
from uuid import UUID

from npq.domain.organisations.queries import school_as_it_stood
from npq.domain.people.operations.holding import held_self
from npq.domain.registration.kinds import (
    APPROVAL,
    ApprovalStatus,
    JournalKind,
    RefusalCode,
    SponsorRole,
    Status,
    Task,
)
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.approvals import (
    begin_round,
    current_approval,
    open_approval,
    replace_approval,
    send_to_queue,
    sponsor_may_be_asked,
)
from npq.domain.registration.rules.answers import Answers
from npq.domain.registration.rules.approvals import MOST_ROUNDS, MOST_SPONSORS
from npq.domain.registration.rules.sponsors import same_address
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def change_sponsor(
    *, by: Viewer, at: datetime, registration_id: UUID, role: SponsorRole, name: str, email: str
) -> None:
    """Asks somebody else instead. The same sponsor again, while waited for, changes nothing.

    Raises NotFound, and Refusal: SPONSOR_IS_APPLICANT, SPONSOR_STOPPED, TOO_MANY_SPONSORS, and APPROVAL_NOT_OPEN
    once approved.
    """
    registration = _own_open_registration(by, registration_id)
    sponsor_may_be_asked(registration.person, Answers(sponsor_email=email))
    if registration.approvals.count() >= MOST_SPONSORS:
        raise Refusal(RefusalCode.TOO_MANY_SPONSORS, most=MOST_SPONSORS)
    approval = current_approval(registration)
    if approval is not None:
        if approval.status == ApprovalStatus.ASKED and same_address(approval.sponsor_email, email):
            return
        replace_approval(by, at, approval, "change_sponsor")
    open_approval(by, at, registration, role, name, email, _website(registration, at))


@operation
def resend_request(*, by: Viewer, at: datetime, registration_id: UUID) -> None:
    """Sends the sponsor a fresh link; earlier ones stop working.

    Raises NotFound, APPROVAL_NOT_OPEN where nobody is waited for, RESENT_TOO_OFTEN after the last round.
    """
    registration = _own_open_registration(by, registration_id)
    approval = current_approval(registration)
    if approval is None or approval.status not in {ApprovalStatus.ASKED, ApprovalStatus.EXPIRED}:
        raise Refusal(RefusalCode.APPROVAL_NOT_OPEN)
    if approval.round >= MOST_ROUNDS:
        raise Refusal(RefusalCode.RESENT_TOO_OFTEN, most=MOST_ROUNDS)
    if approval.status == ApprovalStatus.EXPIRED:
        approval.status = APPROVAL.after(
            ApprovalStatus.EXPIRED, "resend_request", refusal=RefusalCode.APPROVAL_NOT_OPEN
        )
    approval.round += 1
    begin_round(approval, at)
    approval.save()
    journal.record(
        JournalKind.SPONSOR_ASKED_AGAIN,
        by=by,
        at=at,
        subject=("registration", registration.id),
        round=approval.round,
    )
    send_to_queue(Task.ASK_SPONSOR, approval, at, f"round-{approval.round}")


def _own_open_registration(by: Viewer, registration_id: UUID) -> Registration:
    person = held_self(by)
    registration = (
        Registration.objects.select_related("person").filter(id=registration_id, person=person).first()
    )
    if registration is None:
        raise NotFound(registration_id)
    if registration.status not in {Status.PENDING, Status.ACCEPTED}:
        raise Refusal(RefusalCode.REGISTRATION_CLOSED)
    return registration


def _website(registration: Registration, at: datetime) -> str:
    if registration.workplace_id is None:
        return ""
    school = school_as_it_stood(registration.workplace_id, london_day(at))
    return school.website if school else ""
