"""What the route to award is told of a sitting."""

from datetime import datetime

from npq.domain.assessment.kinds import SittingState, WindowKind
from npq.domain.assessment.models import Sitting
from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.engagement.operations import say_condition
from npq.kernel.clock import london_day
from npq.kernel.operations import step


@step
def say_how_far(sitting: Sitting, at: datetime) -> None:
    """Tells the route to award how far a sitting is. A rehearsal is no condition of it."""
    if sitting.kind != WindowKind.LIVE:
        return
    state, note, whose = _CONDITIONS[SittingState(sitting.state)]
    say_condition(
        at=at,
        registration_id=sitting.registration_id,
        kind=StepKind.ASSESSMENT,
        state=state,
        note=note,
        whose=whose,
        by_day=london_day(sitting.deadline_at) if whose is Party.PARTICIPANT and _runs(sitting) else None,
    )


def _runs(sitting: Sitting) -> bool:
    return sitting.state in {SittingState.ENTERED, SittingState.OPEN}


_CONDITIONS: dict[SittingState, tuple[StepState, StepNote, Party | None]] = {
    SittingState.ENTERED: (StepState.YOURS, StepNote.ASSESSMENT_ENTERED, Party.PARTICIPANT),
    SittingState.OPEN: (StepState.YOURS, StepNote.ASSESSMENT_OPEN, Party.PARTICIPANT),
    SittingState.SUBMITTED: (StepState.WAITING, StepNote.ASSESSMENT_SUBMITTED, None),
    SittingState.SEALED: (StepState.THEIRS, StepNote.ASSESSMENT_IN_MARKING, Party.LEAD_PROVIDER),
    SittingState.MISSED: (StepState.YOURS, StepNote.ASSESSMENT_MISSED, Party.PARTICIPANT),
}
