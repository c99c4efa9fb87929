"""What is held about a person."""

from dataclasses import replace
from uuid import UUID

from npq.domain.learning.models import (
    Audit,
    AuditAnswer,
    CheckAnswer,
    Confidence,
    DecisionMade,
    LogEntry,
    Message,
    MessageRecipient,
    PageDone,
    SharedEntry,
    Study,
    StudyChange,
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
        *held("A change of your course", StudyChange.objects.filter(**of).order_by("moved_at")),
        *held("How sure you said you were", Confidence.objects.filter(**of).order_by("id")),
        *held("What you wrote in your learning log", LogEntry.objects.filter(**of).order_by("written_at")),
        *held("That a message went to you", MessageRecipient.objects.filter(**of).order_by("id")),
        *_messages_to(person_id),
        *held(
            "A message you sent for a provider", Message.objects.filter(sender=person_id).order_by("sent_at")
        ),
        *held(
            "An entry of your learning log that you shared, and with whom",
            SharedEntry.objects.filter(entry__study__person=person_id).order_by("shared_at"),
        ),
    ]


def held_about_address(viewer: Viewer, email: str) -> list[Held]:
    """Every row that names an address as a coach's: that something was shared with it, and nothing of what it says."""
    require_self_or_system(viewer)
    return held(
        "Being named as somebody’s coach",
        SharedEntry.objects.filter(coach_email__iexact=email).order_by("shared_at"),
    )


def _messages_to(person_id: UUID) -> list[Held]:
    """What providers wrote to somebody. Which member of staff it was is theirs."""
    theirs = MessageRecipient.objects.filter(study__person=person_id).values("message")
    rows = held("A message from your provider", Message.objects.filter(id__in=theirs).order_by("sent_at"))
    return [replace(row, facts={k: v for k, v in row.facts.items() if k != "sender_id"}) for row in rows]
