from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from npq.domain.catalogue.kinds import CourseGroup, FundingMode
from npq.domain.catalogue.models import Offer, Schedule
from npq.domain.catalogue.queries import ScheduleRow, schedules_for
from npq.domain.catalogue.rules import schedule_for
from npq.domain.enrolment.kinds import JournalKind, RefusalCode, Task, TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.rules import AcceptanceFacts, acceptance_objections, place_to_store
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.operations import release_entitlement, take_entitlement
from npq.domain.people.models import Person
from npq.domain.registration.kinds import ApprovalStatus, ProviderReason, Status
from npq.domain.registration.models import Registration
from npq.domain.registration.operations.outcomes import mark_accepted, mark_rejected, reject_siblings
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer


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
    registration = _held_registration(by, registration_id)
    calendar = _calendar(registration, schedule, at)
    chosen = calendar.chosen
    facts = _acceptance_facts(registration, funded_place, calendar)
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
    defer(
        Task.TELL_ACCEPTED,
        at=at,
        key=f"{Task.TELL_ACCEPTED}/{registration.id}",
        registration_id=registration.id,
    )


@operation
def reject_registration(
    *, by: Viewer, at: datetime, registration_id: UUID, reason: ProviderReason | None = None, note: str = ""
) -> None:
    """A lead provider gives no place, or takes one back; a funded place taken for it is free again.

    Raises NotFound as above, Refusal(ALREADY_REJECTED) where it is rejected, withdrawn or replaced already.
    """
    registration = _held_registration(by, registration_id)
    if registration.status not in {Status.PENDING, Status.ACCEPTED}:
        raise Refusal(RefusalCode.ALREADY_REJECTED, registration=registration_id)
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


def _held_registration(by: Viewer, registration_id: UUID) -> Registration:
    """One of the viewer's providers' registrations. Its person is held, and whoever has the same verified number."""
    mine = Registration.objects.filter(
        id=registration_id, lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER)
    ).select_related("person")
    registration = mine.first()
    if registration is None:
        raise NotFound(registration_id)
    people = Person.objects.filter(_same_teacher(registration.person)).order_by("id").select_for_update()
    list(people.values_list("id", flat=True))
    return mine.select_related("person", "cohort", "qualification", "decision").get()


def _same_teacher(person: Person) -> Q:
    # An unverified number is only a claim, and must not let one person stand in another's way.
    if person.trn_verified:
        return Q(id=person.id) | Q(teacher_reference_number=person.teacher_reference_number)
    return Q(id=person.id)


@dataclass(frozen=True)
class _Calendar:
    """The schedule a place would follow (None where there is none), and how it was asked for."""

    asked: bool
    in_cohort: bool
    chosen: ScheduleRow | None


def _calendar(registration: Registration, asked: str | None, at: datetime) -> _Calendar:
    group = CourseGroup(registration.qualification.group)
    schedules = schedules_for(registration.cohort_id, group)
    if not asked:
        return _Calendar(False, False, schedule_for(schedules, london_day(at)))
    in_cohort = set(
        Schedule.objects.filter(cohort=registration.cohort_id).values_list("identifier", flat=True)
    )
    chosen = next((schedule for schedule in schedules if schedule.identifier == asked), None)
    return _Calendar(True, asked in in_cohort, chosen)


def _acceptance_facts(
    registration: Registration, funded_place: bool | None, calendar: _Calendar
) -> AcceptanceFacts:
    return AcceptanceFacts(
        status=Status(registration.status),
        cohort_funding=FundingMode(registration.cohort.funding),
        funded_place=funded_place,
        decided_funded=registration.decision.outcome == Outcome.FUNDED,
        accepted_elsewhere=_accepted_elsewhere(registration),
        approval_awaited=_approval_awaited(registration),
        schedule_in_cohort=calendar.in_cohort if calendar.asked else None,
        schedule_fits_course=calendar.chosen is not None if calendar.in_cohort else None,
        schedule_determined=calendar.asked or calendar.chosen is not None,
    )


def _accepted_elsewhere(registration: Registration) -> bool:
    places = Enrolment.objects.filter(
        registration__status=Status.ACCEPTED,
        registration__cohort=registration.cohort,
        registration__qualification=registration.qualification,
        registration__person__in=Person.objects.filter(_same_teacher(registration.person)),
    )
    return (
        places.exclude(registration=registration).exclude(training_status=TrainingStatus.WITHDRAWN).exists()
    )


def _approval_awaited(registration: Registration) -> bool:
    needs = Offer.objects.filter(
        qualification=registration.qualification,
        cohort=registration.cohort,
        lead_provider=registration.lead_provider_id,
        needs_approval=True,
    )
    return needs.exists() and not registration.approvals.filter(status=ApprovalStatus.APPROVED).exists()
