"""Who sits in which window: entered, moved to a later one, and the case opened."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import (
    SITTING,
    ByWhom,
    JournalKind,
    MoveReason,
    SittingState,
    Task,
    WindowKind,
    WindowRefusal,
)
from npq.domain.assessment.models import Sitting, Window
from npq.domain.assessment.operations.case_log import expose_case
from npq.domain.assessment.operations.holding import held_sitting, window_to_sit
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.queries.sittings import window_after
from npq.domain.assessment.queries.standing import attempts_used, deadline_of, gate_facts
from npq.domain.assessment.rules.gate import missing_to_enter, missing_to_open
from npq.domain.assessment.rules.letters_due import letter_due, next_letter_at
from npq.domain.enrolment.operations.holding import held_place
from npq.domain.registration.models import Registration
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer


@operation
def enter_window(*, by: Viewer, at: datetime, registration_id: UUID, window_id: UUID) -> UUID:
    """Somebody is entered for a window, by themselves or by their provider; gives the sitting. Again it is the same.

    Raises NotFound where the place is neither the viewer's nor with their provider or the window is not of that place,
    and Refusal: NOT_READY_TO_SIT (missing), SITS_ELSEWHERE where they are entered for another of its kind.
    """
    place, _ = held_place(by, registration_id)
    window = window_to_sit(place.registration, window_id)
    here = Sitting.objects.filter(registration=registration_id, window=window).first()
    if here is not None:
        return here.id
    return enter(by=by, at=at, registration=place.registration, window=window).id


@step
def enter(*, by: Viewer, at: datetime, registration: Registration, window: Window) -> Sitting:
    """Enters somebody, whose person is held. Raises Refusal as above."""
    standing = Sitting.objects.filter(
        registration=registration,
        kind=window.kind,
        state__in=[state.value for state in SittingState.standing()],
    )
    if standing.exists():
        raise Refusal(WindowRefusal.SITS_ELSEWHERE)
    facts = gate_facts([registration.id], window, window.policy)[registration.id]
    missing = missing_to_enter(facts, at)
    if missing:
        raise Refusal(WindowRefusal.NOT_READY_TO_SIT, missing=tuple(one.gap for one in missing))
    live = window.kind == WindowKind.LIVE
    before = Sitting.objects.filter(registration=registration) if live else ()
    sitting = Sitting(
        registration=registration,
        window=window,
        kind=window.kind,
        attempt=attempts_used(before, window.policy) + 1,
        entered_at=at,
        state_changed_at=at,
    )
    deadline = deadline_of(sitting, window, window.policy.grace_minutes)
    sitting.deadline_at, sitting.grace_until = deadline.at, deadline.grace_until
    due = letter_due(window.opens_at, deadline.at, at)
    sitting.remind_at = at if due else next_letter_at(window.opens_at, deadline.at, at)
    sitting.save(force_insert=True)
    journal.record(
        JournalKind.SITTING_ENTERED,
        by=by,
        at=at,
        subject=("sitting", sitting.id),
        registration=registration.id,
        window=window.id,
        attempt=sitting.attempt,
    )
    say_how_far(sitting, at)
    return sitting


@operation
def open_case(*, by: Viewer, at: datetime, sitting_id: UUID) -> None:
    """Somebody opens the case of their own sitting, and knows it from then on. Again it changes nothing.

    Raises NotFound for another's, and Refusal: NOT_READY_TO_SIT (missing), SITTING_OVER.
    """
    sitting, side = held_sitting(by, sitting_id)
    if side is not ByWhom.PARTICIPANT:
        raise NotFound(sitting_id)
    state = SittingState(sitting.state)
    if state in {SittingState.OPEN, SittingState.SUBMITTED}:
        return
    after = SITTING.after(state, "open_case", refusal=WindowRefusal.SITTING_OVER)
    window = sitting.window
    facts = gate_facts([sitting.registration_id], window, window.policy)[sitting.registration_id]
    missing = missing_to_open(facts, at)
    if missing:
        raise Refusal(WindowRefusal.NOT_READY_TO_SIT, missing=tuple(one.gap for one in missing))
    sitting.state, sitting.opened_at, sitting.state_changed_at = after.value, at, at
    sitting.save(update_fields=["state", "opened_at", "state_changed_at"])
    expose_case(by=by, at=at, case_id=window.case_id, window_id=window.id)
    journal.record(
        JournalKind.SITTING_OPENED, by=by, at=at, subject=("sitting", sitting.id), case=window.case_id
    )
    say_how_far(sitting, at)


@operation
def move_sitting(*, by: Viewer, at: datetime, sitting_id: UUID, reason: MoveReason) -> UUID:
    """Somebody sits in the next window instead, which uses no attempt; gives the sitting there. Again it is the same.

    Raises NotFound for a stranger's, and Refusal: SITTING_OVER after the deadline or once a response is in,
    NO_LATER_WINDOW where there is none that they could sit in, NOT_READY_TO_SIT (missing).
    """
    sitting, _ = held_sitting(by, sitting_id)
    if sitting.state == SittingState.MOVED:
        onward = Sitting.objects.filter(
            registration=sitting.registration_id,
            kind=sitting.kind,
            window__opens_at__gt=sitting.window.opens_at,
        )
        return onward.earliest("window__opens_at").id
    after = SITTING.after(SittingState(sitting.state), "move_sitting", refusal=WindowRefusal.SITTING_OVER)
    if at >= sitting.deadline_at:
        raise Refusal(WindowRefusal.SITTING_OVER)
    onward_window = window_after(sitting, at)
    if onward_window is None:
        raise Refusal(WindowRefusal.NO_LATER_WINDOW)
    sitting.state, sitting.state_changed_at, sitting.remind_at = after.value, at, None
    sitting.move_reason = reason.value
    sitting.save(update_fields=["state", "state_changed_at", "remind_at", "move_reason"])
    moved = enter(by=by, at=at, registration=sitting.registration, window=onward_window)
    journal.record(
        JournalKind.SITTING_MOVED,
        by=by,
        at=at,
        subject=("sitting", sitting.id),
        to=moved.id,
        reason=reason.value,
    )
    defer(Task.TELL_MOVED, at=at, key=f"{Task.TELL_MOVED}/{moved.id}", sitting_id=moved.id)
    return moved.id
