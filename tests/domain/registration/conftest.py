from uuid import UUID

from npq.domain.registration.kinds import ApprovalStatus
from npq.domain.registration.models import Approval, Registration


def row(registration_id: UUID) -> Registration:
    return Registration.objects.get(id=registration_id)


def approval_of(registration_id: UUID) -> Approval:
    return Approval.objects.exclude(status=ApprovalStatus.REPLACED).get(registration=registration_id)
