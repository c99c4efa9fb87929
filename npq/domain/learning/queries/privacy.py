"""What is held about a person."""

from uuid import UUID

from npq.domain.learning.models import (
    Audit,
    AuditAnswer,
    CheckAnswer,
    Confidence,
    DecisionMade,
    LogEntry,
    PageDone,
    Study,
    StudyPlan,
    UnitDone,
)
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.viewer import Viewer


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    of = {"study__person": person_id}
    return [
        *held("Your study of a course", Study.objects.filter(person=person_id).order_by("opened_at")),
        *held("Your study plan", StudyPlan.objects.filter(**of).order_by("study")),
        *held("A page you studied", PageDone.objects.filter(**of).order_by("id")),
        *held("A unit you finished", UnitDone.objects.filter(**of).order_by("id")),
        *held("A decision you made in a case", DecisionMade.objects.filter(**of).order_by("id")),
        *held("An answer you gave in a check", CheckAnswer.objects.filter(**of).order_by("id")),
        *held(
            "A time you rated yourself, and your priorities", Audit.objects.filter(**of).order_by("number")
        ),
        *held(
            "How far you said you were in a topic",
            AuditAnswer.objects.filter(audit__study__person=person_id).order_by("id"),
        ),
        *held("How sure you said you were", Confidence.objects.filter(**of).order_by("id")),
        *held("What you wrote in your learning log", LogEntry.objects.filter(**of).order_by("written_at")),
    ]
