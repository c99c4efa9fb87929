"""The end of what was written: when its time is over, or its writer is forgotten."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from npq.domain.assessment.kinds import SittingState
from npq.domain.assessment.models import (
    Conversation,
    Likeness,
    Look,
    Revision,
    Script,
    ScriptFingerprint,
    SealedScript,
    Sitting,
    Submission,
    WordFile,
    WritingDisplay,
)
from npq.kernel.operations import operation, step
from npq.kernel.privacy import Kept
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer

AT_ONCE = 200
"""How many responses one run erases: each has hundreds of revisions, and the rest go with the next run."""


@operation
def forget_scripts(*, by: Viewer, at: datetime) -> int:
    """Erases responses, with all their revisions and files, whose window closed long ago; gives how many."""
    due = Script.objects.filter(sitting__window__closes_at__lte=over_at(Kept.SCRIPT, at)).exclude(
        sitting__state=SittingState.OPEN
    )
    return _erase(list(due.order_by("sitting").values_list("sitting", flat=True)[:AT_ONCE]))


@operation
def forget_displays(*, by: Viewer, at: datetime) -> int:
    """Erases how people wanted to see what they write, whose last window closed long ago; gives how many."""
    over = over_at(Kept.DISPLAY, at)
    later = Sitting.objects.filter(registration__person=OuterRef("person"), window__closes_at__gt=over)
    due = WritingDisplay.objects.filter(~Exists(later))
    ids = list(due.order_by("person").values_list("person", flat=True)[:AT_ONCE])
    return WritingDisplay.objects.filter(person__in=ids).delete()[0]


@operation
def redact_scripts(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Erases all that one person wrote, and how they wanted to see it; gives how many. A repeat does nothing."""
    WritingDisplay.objects.filter(person=person_id).delete()
    theirs = Script.objects.filter(sitting__registration__person=person_id)
    return _erase(list(theirs.values_list("sitting", flat=True)))


@operation
def forget_conversations(*, by: Viewer, at: datetime) -> int:
    """Erases what was said about responses whose hold ended long ago; gives how many. That there was a hold stays as
    long as the response."""
    over = Look.objects.filter(released_at__lte=over_at(Kept.CONVERSATION, at))
    told = over.filter(
        Exists(Conversation.objects.filter(look=OuterRef("pk"))) | ~Q(talk_where="", before_talk="")
    )
    due = list(told.order_by("released_at").values_list("id", flat=True)[:AT_ONCE])
    Conversation.objects.filter(look__in=due).delete()
    return Look.objects.filter(id__in=due).update(talk_where="", before_talk="")


@step
def _erase(scripts: list[UUID]) -> int:
    sealed = SealedScript.objects.filter(submission__script__in=scripts)
    Conversation.objects.filter(look__script__in=sealed).delete()
    Likeness.objects.filter(Q(first__in=sealed) | Q(second__in=sealed)).delete()
    for beside in (Look, ScriptFingerprint):
        beside.objects.filter(script__in=sealed).delete()
    sealed.delete()
    for model in (Submission, WordFile, Revision):
        model.objects.filter(script__in=scripts).delete()
    Script.objects.filter(sitting__in=scripts).delete()
    return len(scripts)
