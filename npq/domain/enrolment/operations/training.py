"""A break, another day to return, an end, and coming back: by whoever has the place, or by its lead provider."""

from datetime import date, datetime
from uuid import UUID

from npq.domain.enrolment.kinds import (
    FOR_PROVIDERS_TO_SAY,
    TRAINING,
    DeferralReason,
    JournalKind,
    Side,
    Task,
    TrainingRefusal,
    TrainingStatus,
    WithdrawalReason,
)
from npq.domain.enrolment.models import Enrolment, TrainingChange, TrainingReason
from npq.domain.enrolment.operations.holding import held_place
from npq.domain.enrolment.operations.reminder_times import next_reminder
from npq.domain.enrolment.queries.acceptance import accepted_elsewhere
from npq.domain.enrolment.rules import last_return, return_objection
from npq.domain.registration.operations.approvals import touch_registration
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

NO_BREAK: dict[TrainingStatus, TrainingRefusal] = {
    TrainingStatus.ACTIVE: TrainingRefusal.NOT_ON_A_BREAK,
    TrainingStatus.DEFERRED: TrainingRefusal.ALREADY_ON_A_BREAK,
    TrainingStatus.WITHDRAWN: TrainingRefusal.LEFT_THE_COURSE,
}
"""Why there is no break to begin, or none to change."""


@operation
def defer_enrolment(
    *, by: Viewer, at: datetime, registration_id: UUID, reason: DeferralReason, returns_on: date
) -> None:
    """A break begins, which ends on a day. The same break again changes nothing.

    Raises NotFound where the place is neither the viewer's nor with their provider, and Refusal: ALREADY_ON_A_BREAK,
    LEFT_THE_COURSE, RETURN_NOT_AHEAD, BREAK_TOO_LONG (latest).
    """
    place, side = held_place(by, registration_id)
    status = TrainingStatus(place.training_status)
    if place.returns_on == returns_on and _reason_of(_begun_with(place)) == reason:
        return
    after = TRAINING.after(status, "defer_enrolment", refusal=NO_BREAK[status])
    _require_possible(returns_on, london_day(at), at)
    _change(place, after, by, at, side, JournalKind.TRAINING_DEFERRED, reason=reason, returns_on=returns_on)


@operation
def change_return(
    *, by: Viewer, at: datetime, registration_id: UUID, returns_on: date, seen: date | None = None
) -> None:
    """A break ends on another day. The same day again changes nothing.

    `seen` is the day that whoever decides was shown. Raises NotFound, and Refusal: NOT_ON_A_BREAK, LEFT_THE_COURSE,
    TRAINING_CHANGED_MEANWHILE, RETURN_NOT_AHEAD, BREAK_TOO_LONG (latest).
    """
    place, side = held_place(by, registration_id)
    status = TrainingStatus(place.training_status)
    if status is not TrainingStatus.DEFERRED:
        raise Refusal(NO_BREAK[status], registration=registration_id)
    if place.returns_on == returns_on:
        return
    _require_seen(place.returns_on, seen)
    _require_possible(returns_on, london_day(_begun_with(place).made_at), at)
    _change(place, status, by, at, side, JournalKind.RETURN_CHANGED, returns_on=returns_on)


@operation
def withdraw_enrolment(
    *,
    by: Viewer,
    at: datetime,
    registration_id: UUID,
    reason: WithdrawalReason,
    seen: TrainingStatus | None = None,
) -> None:
    """Somebody leaves the course. What paid for the place stays spent. The same again changes nothing.

    `seen` is the status that whoever decides was shown. Raises NotFound, also for a reason that is not the
    participant's to say, and Refusal: LEFT_THE_COURSE where another reason stands, TRAINING_CHANGED_MEANWHILE.
    """
    place, side = held_place(by, registration_id)
    if side is Side.PARTICIPANT and reason in FOR_PROVIDERS_TO_SAY:
        raise NotFound(reason)
    status = TrainingStatus(place.training_status)
    if status is TrainingStatus.WITHDRAWN and _reason_of(_changes(place)[0]) == reason:
        return
    after = TRAINING.after(status, "withdraw_enrolment", refusal=TrainingRefusal.LEFT_THE_COURSE)
    _require_seen(status, seen)
    _change(place, after, by, at, side, JournalKind.TRAINING_WITHDRAWN, reason=reason)


@operation
def resume_enrolment(
    *, by: Viewer, at: datetime, registration_id: UUID, seen: TrainingStatus | None = None
) -> None:
    """Somebody comes back from a break, or to a course they had left. Where they study already nothing changes.

    `seen` as above. Raises NotFound, and Refusal: PROVIDER_BRINGS_BACK where a participant has left the course,
    PLACE_ELSEWHERE where they have another place meanwhile, TRAINING_CHANGED_MEANWHILE.
    """
    place, side = held_place(by, registration_id)
    status = TrainingStatus(place.training_status)
    if status is TrainingStatus.ACTIVE:
        return
    if status is TrainingStatus.WITHDRAWN and side is Side.PARTICIPANT:
        raise Refusal(TrainingRefusal.PROVIDER_BRINGS_BACK, registration=registration_id)
    _require_seen(status, seen)
    if status is TrainingStatus.WITHDRAWN and accepted_elsewhere(place.registration):
        raise Refusal(TrainingRefusal.PLACE_ELSEWHERE, registration=registration_id)
    after = TRAINING.after(status, "resume_enrolment", refusal=TrainingRefusal.TRAINING_CHANGED_MEANWHILE)
    _change(place, after, by, at, side, JournalKind.TRAINING_RESUMED)


@step
def _begun_with(place: Enrolment) -> TrainingChange:
    """The change that began the present break; another day to return began none."""
    return next(change for change in _changes(place) if change.moves)


def _reason_of(change: TrainingChange) -> str | None:
    """Why a change was made; None where nobody said, or it is erased."""
    why: TrainingReason | None = getattr(change, "why", None)
    return why.reason if why else None


@step
def _change(
    place: Enrolment,
    status: TrainingStatus,
    by: Viewer,
    at: datetime,
    side: Side,
    kind: JournalKind,
    *,
    reason: DeferralReason | WithdrawalReason | None = None,
    returns_on: date | None = None,
) -> None:
    place.training_status, place.returns_on, place.training_changed_at = status, returns_on, at
    place.remind_at = next_reminder(returns_on, at) if returns_on else None
    place.save(update_fields=["training_status", "returns_on", "training_changed_at", "remind_at"])
    change = TrainingChange.objects.create(
        enrolment=place,
        status=status,
        moves=kind is not JournalKind.RETURN_CHANGED,
        returns_on=returns_on,
        made_at=at,
        by_kind=side,
    )
    if reason is not None:
        TrainingReason.objects.create(change=change, reason=reason)
    touch_registration(place.registration, at)
    # Why is not told here: a reason can speak of somebody's health, and the journal is read more widely.
    journal.record(
        kind,
        by=by,
        at=at,
        subject=("registration", place.pk),
        returns_on=returns_on.isoformat() if returns_on else None,
    )
    defer(Task.TELL_TRAINING, at=at, key=f"{Task.TELL_TRAINING}/{change.id}", change_id=change.id)


def _changes(place: Enrolment) -> list[TrainingChange]:
    """The changes of a place, last first."""
    return list(TrainingChange.objects.filter(enrolment=place).select_related("why").order_by("-id"))


def _require_possible(returns_on: date, began_on: date, at: datetime) -> None:
    objection = return_objection(returns_on, began_on, london_day(at))
    if objection is not None:
        raise Refusal(objection, latest=last_return(began_on))


def _require_seen(stands: object, seen: object) -> None:
    if seen is not None and seen != stands:
        raise Refusal(TrainingRefusal.TRAINING_CHANGED_MEANWHILE)
