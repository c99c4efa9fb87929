"""What makes somebody's deadline later. Rows are added and never taken back, and the one rule says what follows."""

from datetime import date, datetime, timedelta
from uuid import UUID

from npq.domain.assessment.kinds import (
    ByWhom,
    DeadlineKind,
    DeadlineReason,
    JournalKind,
    SittingState,
    Task,
    WindowRefusal,
)
from npq.domain.assessment.models import DeadlineRow, Sitting
from npq.domain.assessment.operations.holding import held_sitting, held_window
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.queries.standing import deadline_of, incidents_in
from npq.domain.assessment.rules.deadlines import end_of_day
from npq.domain.assessment.rules.letters_due import next_letter_at
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer, ViewerKind

WRITING = (SittingState.ENTERED, SittingState.OPEN, SittingState.SUBMITTED)


@operation
def grant_extension(
    *, by: Viewer, at: datetime, sitting_id: UUID, last_day: date, reason: DeadlineReason
) -> None:
    """A lead provider gives somebody of theirs until the end of a later day. The same day again changes nothing.

    Raises NotFound also for one's own sitting, and Refusal: SITTING_OVER, DEADLINE_NOT_LATER, EXTENSION_TOO_LONG
    (most).
    """
    sitting, side = held_sitting(by, sitting_id)
    if side is not ByWhom.PROVIDER:
        raise NotFound(sitting_id)
    _require_standing(sitting)
    until = end_of_day(last_day)
    given = DeadlineRow.objects.filter(sitting=sitting, kind=DeadlineKind.EXTENSION.value, until=until)
    if given.exists():
        return
    if until <= sitting.deadline_at:
        raise Refusal(WindowRefusal.DEADLINE_NOT_LATER)
    most = sitting.window.policy.extension_days_most
    if last_day > london_day(sitting.window.closes_at) + timedelta(days=most):
        raise Refusal(WindowRefusal.EXTENSION_TOO_LONG, most=most)
    row = DeadlineRow.objects.create(
        sitting=sitting,
        kind=DeadlineKind.EXTENSION.value,
        until=until,
        reason=reason.value,
        by_kind=side.value,
        made_at=at,
    )
    _follow(row, by, at)


@operation
def note_incident(
    *,
    by: Viewer,
    at: datetime,
    window_id: UUID,
    minutes: int,
    reason: DeadlineReason,
    seen: int,
    sitting_id: UUID | None = None,
) -> int:
    """Something failed on our side or the provider's while people wrote: everybody who still may write gets the time
    that it took, or one of them alone does. Gives how many. `seen` is how many such failures whoever says it knew of;
    the same said again changes nothing.

    Raises NotFound where the window is not with the viewer's provider, or the one sitting is not in it or is their own,
    and Refusal INCIDENT_NOTED_MEANWHILE where somebody else has said another since.
    """
    own_side = by.kind is ViewerKind.SYSTEM or by.has_role(RoleKind.DEPARTMENT)
    if own_side:
        sittings = Sitting.objects.filter(window=window_id)
    else:
        sittings = Sitting.objects.filter(window=held_window(by, window_id))
    if sitting_id is not None:
        sittings = sittings.filter(id=sitting_id).exclude(registration__person=by.person_id)
        if not sittings.exists():
            raise NotFound(sitting_id)
    known = incidents_in(window_id, sitting_id)
    if len(known) == seen + 1 and known[0][1:] == (minutes, reason):
        return 0
    if len(known) != seen:
        raise Refusal(WindowRefusal.INCIDENT_NOTED_MEANWHILE)
    writing = (
        sittings.filter(state__in=[s.value for s in WRITING], grace_until__gte=at)
        .select_related("registration", "window__policy")
        .order_by("registration__person")
        .select_for_update(of=("self",), no_key=True)
    )
    given = 0
    for sitting in writing:
        row = DeadlineRow.objects.create(
            sitting=sitting,
            kind=DeadlineKind.INCIDENT.value,
            minutes=minutes,
            reason=reason.value,
            by_kind=ByWhom.SERVICE.value if by.kind is ViewerKind.SYSTEM else ByWhom.PROVIDER.value,
            made_at=at,
        )
        _follow(row, by, at)
        given += 1
    return given


@step
def settle_deadline(*, by: Viewer, at: datetime, sitting: Sitting, tells: bool = True) -> bool:
    """Works out when somebody's writing ends and keeps it where everything looks. True where it changed; they are told
    of it, unless whoever calls tells them."""
    if sitting.state not in {state.value for state in WRITING}:
        return False
    deadline = deadline_of(sitting, sitting.window, sitting.window.policy.grace_minutes)
    changed = deadline.at != sitting.deadline_at
    sitting.deadline_at, sitting.grace_until = deadline.at, deadline.grace_until
    waiting = sitting.remind_at is not None and sitting.remind_at <= at
    if not waiting:
        sitting.remind_at = next_letter_at(sitting.window.opens_at, deadline.at, at)
    sitting.save(update_fields=["deadline_at", "grace_until", "remind_at"])
    if changed:
        journal.record(
            JournalKind.DEADLINE_MOVED,
            by=by,
            at=at,
            subject=("sitting", sitting.id),
            deadline_at=deadline.at.isoformat(),
            ground=deadline.deciding.ground.value,
        )
        say_how_far(sitting, at)
    if changed and tells:
        defer(
            Task.TELL_DEADLINE,
            at=at,
            key=f"{Task.TELL_DEADLINE}/{sitting.id}/{deadline.at.isoformat()}",
            sitting_id=sitting.id,
        )
    return changed


def _follow(row: DeadlineRow, by: Viewer, at: datetime) -> None:
    settle_deadline(by=by, at=at, sitting=row.sitting)


def _require_standing(sitting: Sitting) -> None:
    if sitting.state not in {state.value for state in WRITING}:
        raise Refusal(WindowRefusal.SITTING_OVER)
