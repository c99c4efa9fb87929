"""What is held about a person."""

from uuid import UUID

from npq.domain.enrolment.models import Enrolment, TrainingChange, TrainingReason
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.viewer import Viewer


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    changes = TrainingChange.objects.filter(enrolment__registration__person=person_id)
    reasons = TrainingReason.objects.filter(change__in=changes)
    return [
        *held("A place", Enrolment.objects.filter(registration__person=person_id).order_by("accepted_at")),
        *held("A break from your course, its end, or your leaving it", changes.order_by("id")),
        *held("Why you took a break, or left the course", reasons.order_by("change")),
    ]
