"""Access arrangements: agreed between somebody and their provider, kept as their effect alone."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import (
    MOST_EXTRA_TIME,
    MOST_MORE_DAYS,
    MOST_REST_MINUTES,
    AccessRefusal,
    Format,
    JournalKind,
    SittingState,
    WindowRefusal,
)
from npq.domain.assessment.models import AccessArrangement, AccessRequest, Sitting
from npq.domain.assessment.operations.access_requests import held_participant, settle_request, tell_of_access
from npq.domain.assessment.operations.deadlines import settle_deadline
from npq.domain.assessment.queries.access import arrangement_of
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation
from npq.kernel.privacy import Kept
from npq.kernel.refusals import Refusal
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer

MOST_AT_ONCE = 500
"""How many arrangements one run of the sweep forgets; the rest go with the next run."""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What was agreed, as its effect."""

    extra_time_percent: int = 0
    rest_minutes_a_day: int = 0
    more_days: int = 0
    formats: tuple[Format, ...] = field(default=())
    spelling_not_judged: bool = False
    review_on: date | None = None
    ends_on: date | None = None


@operation
def agree_arrangement(
    *, by: Viewer, at: datetime, registration_id: UUID, agreed: Agreed, instead_of: UUID | None = None
) -> UUID:
    """A lead provider writes down what was agreed with one of its participants; what was in force before, which the
    viewer saw as `instead_of`, ends. What was asked for is answered. The same again changes nothing. Deadlines of
    windows they sit in follow.

    Raises NotFound where the place is not with the viewer's provider, or is their own, and Refusal:
    ARRANGEMENT_GIVES_NOTHING, ARRANGEMENT_OUT_OF_BOUNDS, ARRANGEMENT_CHANGED.
    """
    person_id, provider_id = held_participant(by, registration_id)
    _require_sound(agreed, london_day(at))
    in_force = AccessArrangement.objects.filter(person=person_id, ended_at=None).first()
    if in_force is not None and _says(in_force) == agreed:
        settle_request(by, at, person_id, "agree_arrangement")
        return in_force.id
    shown = arrangement_of(person_id, london_day(at))
    if instead_of != (shown.id if shown else None):
        raise Refusal(AccessRefusal.ARRANGEMENT_CHANGED)
    if in_force is not None:
        AccessArrangement.objects.filter(id=in_force.id).update(ended_at=at)
    row = AccessArrangement.objects.create(
        person_id=person_id,
        agreed_by_id=provider_id,
        agreed_at=at,
        **asdict(agreed) | {"formats": sorted({one.value for one in agreed.formats})},
    )
    # Who agreed something and when; never what, which can be erased.
    journal.record(JournalKind.ACCESS_AGREED, by=by, at=at, subject=("access_arrangement", row.id))
    settle_request(by, at, person_id, "agree_arrangement")
    _settle_all(person_id, by, at)
    tell_of_access(at, registration_id, row.id)
    return row.id


@operation
def end_arrangement(
    *, by: Viewer, at: datetime, registration_id: UUID, arrangement_id: UUID | None = None
) -> None:
    """An arrangement ends: the one the viewer saw, where they say which. What it gave in a window that is open by then
    stays given. Again it changes nothing.

    Raises NotFound as above, and Refusal: ARRANGEMENT_CHANGED where another is in force by now.
    """
    person_id, _ = held_participant(by, registration_id)
    row = AccessArrangement.objects.filter(person=person_id, ended_at=None).first()
    if row is None:
        return
    if arrangement_id not in (None, row.id):
        raise Refusal(AccessRefusal.ARRANGEMENT_CHANGED)
    AccessArrangement.objects.filter(id=row.id).update(ended_at=at)
    journal.record(JournalKind.ACCESS_ENDED, by=by, at=at, subject=("access_arrangement", row.id))
    settle_request(by, at, person_id, "end_arrangement")
    _settle_all(person_id, by, at)
    tell_of_access(at, registration_id, row.id, ended=True)


@operation
def redact_access(*, by: Viewer, at: datetime, person_id: UUID) -> None:
    """Deletes what was agreed with somebody and what they asked for. Their deadlines stand as they were."""
    AccessArrangement.objects.filter(person=person_id).delete()
    AccessRequest.objects.filter(registration__person=person_id).delete()


@operation
def forget_access(*, by: Viewer, at: datetime) -> int:
    """Deletes arrangements that ended long enough ago; gives how many."""
    over = over_at(Kept.ACCESS, at)
    due = AccessArrangement.objects.filter(
        Q(ended_at__lte=over) | Q(ended_at=None, ends_on__lte=london_day(over))
    )
    ids = list(due.values_list("id", flat=True)[:MOST_AT_ONCE])
    return AccessArrangement.objects.filter(id__in=ids).delete()[0]


def _settle_all(person_id: UUID, by: Viewer, at: datetime) -> None:
    sittings = (
        Sitting.objects.filter(
            registration__person=person_id, state__in=[s.value for s in SittingState.standing()]
        )
        .select_related("registration", "window__policy")
        .select_for_update(of=("self",), no_key=True)
    )
    for sitting in sittings:
        settle_deadline(by=by, at=at, sitting=sitting)


def _says(row: AccessArrangement) -> Agreed:
    return Agreed(
        extra_time_percent=row.extra_time_percent,
        rest_minutes_a_day=row.rest_minutes_a_day,
        more_days=row.more_days,
        formats=tuple(Format(one) for one in row.formats),
        spelling_not_judged=row.spelling_not_judged,
        review_on=row.review_on,
        ends_on=row.ends_on,
    )


def _require_sound(agreed: Agreed, today: date) -> None:
    gives = (
        agreed.extra_time_percent,
        agreed.rest_minutes_a_day,
        agreed.more_days,
        agreed.formats,
        agreed.spelling_not_judged,
    )
    if not any(gives):
        raise Refusal(WindowRefusal.ARRANGEMENT_GIVES_NOTHING)
    numbers = (agreed.extra_time_percent, agreed.rest_minutes_a_day, agreed.more_days)
    most = (MOST_EXTRA_TIME, MOST_REST_MINUTES, MOST_MORE_DAYS)
    too_much = any(not 0 <= number <= limit for number, limit in zip(numbers, most, strict=True))
    if too_much or any(day is not None and day <= today for day in (agreed.review_on, agreed.ends_on)):
        raise Refusal(WindowRefusal.ARRANGEMENT_OUT_OF_BOUNDS)
