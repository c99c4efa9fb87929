"""The end of what was written: when its time is over, or its writer is forgotten."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import SittingState
from npq.domain.assessment.models import Revision, Script, SealedScript, Submission, WordFile, WritingDisplay
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
def redact_scripts(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Erases all that one person wrote, and how they wanted to see it; gives how many. A repeat does nothing."""
    WritingDisplay.objects.filter(person=person_id).delete()
    theirs = Script.objects.filter(sitting__registration__person=person_id)
    return _erase(list(theirs.values_list("sitting", flat=True)))


@step
def _erase(scripts: list[UUID]) -> int:
    SealedScript.objects.filter(submission__script__in=scripts).delete()
    for model in (Submission, WordFile, Revision):
        model.objects.filter(script__in=scripts).delete()
    Script.objects.filter(sitting__in=scripts).delete()
    return len(scripts)
