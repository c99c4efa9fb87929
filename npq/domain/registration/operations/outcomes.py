"""What a provider's answer does to a request. Steps: enrolment decides, and calls down."""

from datetime import datetime
from uuid import UUID

from npq.domain.registration.kinds import (
    REGISTRATION,
    JournalKind,
    ProviderReason,
    RefusalCode,
    RejectionReason,
    Status,
)
from npq.domain.registration.models import Draft, Registration
from npq.domain.registration.operations.approvals import close_approval
from npq.kernel import journal
from npq.kernel.operations import step
from npq.kernel.viewer import Viewer


@step
def mark_accepted(*, by: Viewer, at: datetime, registration: Registration) -> None:
    """The provider gives a place. Raises Refusal(NOT_PENDING)."""
    registration.status = REGISTRATION.after(
        Status(registration.status), "accept_registration", refusal=RefusalCode.NOT_PENDING
    )
    _moved(registration, at)
    Draft.objects.filter(changes=registration).delete()
    journal.record(
        JournalKind.REGISTRATION_ACCEPTED,
        by=by,
        at=at,
        subject=("registration", registration.id),
        lead_provider=registration.lead_provider_id,
    )


@step
def mark_rejected(
    *,
    by: Viewer,
    at: datetime,
    registration: Registration,
    verb: str = "reject_registration",
    reason: RejectionReason = RejectionReason.BY_PROVIDER,
    provider_reason: ProviderReason | None = None,
    note: str = "",
) -> None:
    """The provider gives no place, or takes one back. Raises Refusal(ALREADY_REJECTED)."""
    registration.status = REGISTRATION.after(
        Status(registration.status), verb, refusal=RefusalCode.ALREADY_REJECTED
    )
    registration.rejection_reason = reason
    registration.provider_reason = provider_reason
    registration.provider_note = note
    _moved(registration, at)
    Draft.objects.filter(changes=registration).delete()
    close_approval(by=by, at=at, registration=registration, verb="close_with_registration")
    journal.record(
        JournalKind.REGISTRATION_REJECTED,
        by=by,
        at=at,
        subject=("registration", registration.id),
        reason=reason.value,
        provider_reason=provider_reason.value if provider_reason else None,
    )


@step
def reject_siblings(*, by: Viewer, at: datetime, accepted: Registration) -> list[UUID]:
    """Rejects what else the person has pending for the same qualification and cohort; returns the ids.

    A withdrawn, replaced or rejected one stays what it is.
    """
    siblings = Registration.objects.filter(
        person_id=accepted.person_id,
        qualification_id=accepted.qualification_id,
        cohort_id=accepted.cohort_id,
        status=Status.PENDING,
    ).exclude(id=accepted.id)
    for sibling in siblings:
        mark_rejected(
            by=by, at=at, registration=sibling, verb="reject_siblings", reason=RejectionReason.OTHER_ACCEPTED
        )
    return [sibling.id for sibling in siblings]


def _moved(registration: Registration, at: datetime) -> None:
    registration.status_changed_at = registration.changed_at = at
    registration.save()
