"""Asking for an access arrangement, or saying that one is wrong: what should be, and never why."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from npq.domain.assessment.kinds import (
    ACCESS_REQUEST,
    AccessRefusal,
    Effect,
    JournalKind,
    RequestState,
    Task,
)
from npq.domain.assessment.models import AccessRequest
from npq.domain.assessment.operations.holding import hold_person
from npq.domain.assessment.queries.access import arrangement_of
from npq.domain.registration.kinds import Status
from npq.domain.registration.models import Registration
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.privacy import Kept
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import over_at
from npq.kernel.viewer import RoleKind, Viewer

MOST_AT_ONCE = 500
"""How many requests one run of the sweep forgets; the rest go with the next run."""


@operation
def ask_for_access(*, by: Viewer, at: datetime, registration_id: UUID, wants: Collection[Effect]) -> UUID:
    """Somebody asks their provider for all that they want from now on; nothing asks for the end of what was agreed.
    The same again is the same request.

    Raises NotFound for another's place and for none, and Refusal: REQUEST_ASKS_NOTHING where nothing is agreed that
    could end, REQUEST_STANDS where they asked for something else and it is not answered yet.
    """
    hold_person(by.own_id)
    place = Registration.objects.filter(
        id=registration_id, person=by.own_id, status=Status.ACCEPTED.value
    ).first()
    if place is None:
        raise NotFound(registration_id)
    asked = [effect.value for effect in Effect if effect in wants]
    if not asked and arrangement_of(by.own_id, london_day(at)) is None:
        raise Refusal(AccessRefusal.REQUEST_ASKS_NOTHING)
    open_one = AccessRequest.objects.filter(registration=place, state=RequestState.ASKED.value).first()
    if open_one is not None and open_one.wants == asked:
        return open_one.id
    if open_one is not None:
        raise Refusal(AccessRefusal.REQUEST_STANDS)
    made = AccessRequest.objects.create(registration=place, wants=asked, asked_at=at)
    journal.record(JournalKind.ACCESS_ASKED, by=by, at=at, subject=("access_request", made.id))
    return made.id


@operation
def withdraw_access_request(*, by: Viewer, at: datetime, registration_id: UUID) -> None:
    """Somebody no longer asks. Again it changes nothing. Raises NotFound for another's place."""
    hold_person(by.own_id)
    if not Registration.objects.filter(id=registration_id, person=by.own_id).exists():
        raise NotFound(registration_id)
    _settle(by, at, AccessRequest.objects.filter(registration=registration_id), "withdraw_access_request")


@operation
def decline_access_request(*, by: Viewer, at: datetime, registration_id: UUID, request_id: UUID) -> None:
    """A lead provider talked a request over and did not agree to it. Again it changes nothing; a letter follows.

    Raises NotFound where the place is not with the viewer's provider, or is their own, and Refusal: REQUEST_SETTLED
    where it was withdrawn or answered meanwhile.
    """
    held_participant(by, registration_id)
    row = AccessRequest.objects.filter(id=request_id, registration=registration_id).first()
    if row is None:
        raise NotFound(request_id)
    if row.state == RequestState.DECLINED:
        return
    ACCESS_REQUEST.after(
        RequestState(row.state), "decline_access_request", refusal=AccessRefusal.REQUEST_SETTLED
    )
    _settle(by, at, AccessRequest.objects.filter(id=row.id), "decline_access_request")
    tell_of_access(at, registration_id, row.id)


@operation
def forget_access_requests(*, by: Viewer, at: datetime) -> int:
    """Deletes requests that were made long enough ago; gives how many."""
    due = AccessRequest.objects.filter(asked_at__lte=over_at(Kept.ACCESS_REQUEST, at))
    ids = list(due.values_list("id", flat=True)[:MOST_AT_ONCE])
    return AccessRequest.objects.filter(id__in=ids).delete()[0]


@step
def held_participant(by: Viewer, registration_id: UUID) -> tuple[UUID, UUID]:
    """Somebody who has a place with the viewer's provider, held, and that provider. Raises NotFound."""
    found = (
        Registration.objects.filter(
            id=registration_id,
            status=Status.ACCEPTED.value,
            lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER),
        )
        .exclude(person=by.person_id)
        .values_list("person_id", "lead_provider_id")
        .first()
    )
    if found is None:
        raise NotFound(registration_id)
    hold_person(found[0])
    return found


@step
def settle_request(by: Viewer, at: datetime, person_id: UUID, verb: str) -> None:
    """What somebody asked for is answered by what was agreed, or ended, of `verb`. Nothing where nothing was asked."""
    _settle(by, at, AccessRequest.objects.filter(registration__person=person_id), verb)


@step
def tell_of_access(at: datetime, registration_id: UUID, about: UUID, *, ended: bool = False) -> None:
    """A letter says that there is something to see of one's arrangement, and nothing of what."""
    key = f"{Task.TELL_ACCESS}/{about}{'/ended' if ended else ''}"
    defer(Task.TELL_ACCESS, at=at, key=key, registration_id=registration_id)


def _settle(by: Viewer, at: datetime, requests: QuerySet[AccessRequest], verb: str) -> None:
    for row in requests.filter(state=RequestState.ASKED.value):
        row.state = ACCESS_REQUEST.after(
            RequestState(row.state), verb, refusal=AccessRefusal.REQUEST_SETTLED
        ).value
        row.settled_at = at
        row.save(update_fields=["state", "settled_at"])
        journal.record(
            JournalKind.ACCESS_REQUEST_SETTLED,
            by=by,
            at=at,
            subject=("access_request", row.id),
            state=row.state,
        )
