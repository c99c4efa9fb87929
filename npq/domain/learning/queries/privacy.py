"""What is held about a person."""

from uuid import UUID

from npq.domain.learning.models import CheckAnswer, Confidence, DecisionMade, PageDone, Study, UnitDone
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.viewer import Viewer


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    of = {"study__person": person_id}
    return [
        *held("Your study of a course", Study.objects.filter(person=person_id).order_by("opened_at")),
        *held("A page you studied", PageDone.objects.filter(**of).order_by("id")),
        *held("A unit you finished", UnitDone.objects.filter(**of).order_by("id")),
        *held("A decision you made in a case", DecisionMade.objects.filter(**of).order_by("id")),
        *held("An answer you gave in a check", CheckAnswer.objects.filter(**of).order_by("id")),
        *held("How sure you said you were", Confidence.objects.filter(**of).order_by("id")),
    ]
