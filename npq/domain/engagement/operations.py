from datetime import date, datetime
from uuid import UUID

from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.engagement.models import ConditionState
from npq.kernel.operations import step


@step
def say_condition(
    *,
    at: datetime,
    registration_id: UUID,
    kind: StepKind,
    state: StepState,
    note: StepNote,
    whose: Party | None = None,
    by_day: date | None = None,
    done_on: date | None = None,
) -> None:
    """How far a later condition of a registration is now, said by the subject that owns it, as part of the change that
    made it so. What was said before is replaced."""
    said = {
        "state": state.value,
        "note": note.value,
        "whose": whose.value if whose else None,
        "by_day": by_day,
        "done_on": done_on,
        "said_at": at,
    }
    ConditionState.objects.bulk_create(
        [ConditionState(registration_id=registration_id, kind=kind.value, **said)],
        update_conflicts=True,
        unique_fields=["registration", "kind"],
        update_fields=list(said),
    )
