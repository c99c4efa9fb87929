from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.kinds import JournalKind, RefusalCode, Task
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations.holding import held_registration, with_provider_of
from npq.domain.enrolment.queries.acceptance import acceptance_facts, calendar_for
from npq.domain.enrolment.rules import acceptance_objections, place_to_store
from npq.domain.funding.operations import release_entitlement, take_entitlement
from npq.domain.registration.kinds import ProviderReason, Status
from npq.domain.registration.operations.outcomes import mark_accepted, mark_rejected, reject_siblings
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer


@operation
def accept_registration(
    *,
    by: Viewer,
    at: datetime,
    registration_id: UUID,
    funded_place: bool | None = None,
    schedule: str | None = None,
) -> None:
    """A lead provider gives a place; the person's other pending requests for the course and cohort are rejected.

    `schedule` names the calendar to follow; left out, the day of acceptance chooses. Raises NotFound where the
    registration is not with one of the viewer's providers, and Refusal with the first objection's code; all of them, in
    the order the published API shows, are in `facts["objections"]`.
    """
    registration = held_registration(with_provider_of(by), registration_id)
    calendar = calendar_for(registration, schedule, at)
    chosen = calendar.chosen
    facts = acceptance_facts(registration, funded_place, calendar)
    objections = acceptance_objections(facts)
    if objections:
        raise Refusal(objections[0], objections=objections, registration=registration_id)
    assert chosen is not None
    mark_accepted(by=by, at=at, registration=registration)
    place = Enrolment.objects.create(
        registration=registration,
        schedule_id=chosen.id,
        funded_place=place_to_store(facts.cohort_funding, funded_place),
        accepted_at=at,
    )
    if facts.decided_funded and place.funded_place is not False:
        take_entitlement(
            by=by,
            at=at,
            person_id=registration.person_id,
            qualification=registration.qualification_id,
            place=registration.id,
        )
    reject_siblings(by=by, at=at, accepted=registration)
    journal.record(
        JournalKind.PLACE_GIVEN,
        by=by,
        at=at,
        subject=("registration", registration.id),
        schedule=chosen.identifier,
        funded_place=place.funded_place,
    )
    for follows in (Task.TELL_ACCEPTED, Task.OPEN_STUDY):
        defer(follows, at=at, key=f"{follows}/{registration.id}", registration_id=registration.id)


@operation
def reject_registration(
    *,
    by: Viewer,
    at: datetime,
    registration_id: UUID,
    reason: ProviderReason | None = None,
    note: str = "",
    expected: Status | None = None,
) -> None:
    """A lead provider gives no place, or takes one back; a funded place taken for it is free again.

    `expected` is the status that whoever decides was shown, so that nobody takes back a place they know nothing of.
    Raises NotFound as above, Refusal: ALREADY_REJECTED where it is rejected, withdrawn or replaced already,
    CHANGED_MEANWHILE where its status is not the one expected.
    """
    registration = held_registration(with_provider_of(by), registration_id)
    if registration.status not in {Status.PENDING, Status.ACCEPTED}:
        raise Refusal(RefusalCode.ALREADY_REJECTED, registration=registration_id)
    if expected is not None and registration.status != expected:
        raise Refusal(RefusalCode.CHANGED_MEANWHILE, registration=registration_id)
    mark_rejected(by=by, at=at, registration=registration, provider_reason=reason, note=note)
    if Enrolment.objects.filter(registration=registration, taken_back_at=None).update(taken_back_at=at):
        release_entitlement(
            by=by,
            at=at,
            person_id=registration.person_id,
            qualification=registration.qualification_id,
            place=registration.id,
        )
        journal.record(JournalKind.PLACE_TAKEN_BACK, by=by, at=at, subject=("registration", registration.id))
    defer(
        Task.TELL_REJECTED,
        at=at,
        key=f"{Task.TELL_REJECTED}/{registration.id}",
        registration_id=registration.id,
    )
