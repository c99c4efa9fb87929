"""The end of the time for which reasons are kept. That somebody took a break, or left, stays."""

from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.models import TrainingReason
from npq.kernel.operations import operation
from npq.kernel.privacy import Kept
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer


@operation
def forget_training_reasons(*, by: Viewer, at: datetime) -> int:
    """Erases why training was changed, where that was long ago; gives how many reasons."""
    over = over_at(Kept.TRAINING_REASON, at)
    return TrainingReason.objects.filter(change__made_at__lte=over).delete()[0]


@operation
def redact_training(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Erases why one person's training was changed; gives how many reasons. A repeat does nothing."""
    return TrainingReason.objects.filter(change__enrolment__registration__person=person_id).delete()[0]
