"""What a lead provider's acceptance rests on, looked up once its person is held."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from npq.domain.catalogue.kinds import CourseGroup, FundingMode
from npq.domain.catalogue.models import Offer, Schedule
from npq.domain.catalogue.queries import ScheduleRow, schedules_for
from npq.domain.catalogue.rules import schedule_for
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.rules import AcceptanceFacts
from npq.domain.funding.kinds import Outcome
from npq.domain.people.models import Person
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import Registration
from npq.kernel.clock import london_day


@dataclass(frozen=True)
class Calendar:
    """The schedule a place would follow (None where there is none), and how it was asked for."""

    asked: bool
    in_cohort: bool
    chosen: ScheduleRow | None


def same_teacher(person: Person) -> Q:
    """Which people are this teacher: the person, and whoever else gives the number that is verified as theirs."""
    # An unverified number is only a claim, and must not let one person stand in another's way.
    if person.trn_verified:
        return Q(id=person.id) | Q(teacher_reference_number=person.teacher_reference_number)
    return Q(id=person.id)


def calendar_for(registration: Registration, asked: str | None, at: datetime) -> Calendar:
    """The schedule asked for, or else the one that the day of acceptance chooses."""
    schedules = schedules_for(registration.cohort_id, CourseGroup(registration.qualification.group))
    if not asked:
        return Calendar(False, False, schedule_for(schedules, london_day(at)))
    in_cohort = Schedule.objects.filter(cohort=registration.cohort_id).values_list("identifier", flat=True)
    chosen = next((schedule for schedule in schedules if schedule.identifier == asked), None)
    return Calendar(True, asked in set(in_cohort), chosen)


def acceptance_facts(
    registration: Registration, funded_place: bool | None, calendar: Calendar
) -> AcceptanceFacts:
    """The facts of an acceptance. The registration has its person, cohort and decision with it."""
    return AcceptanceFacts(
        status=Status(registration.status),
        cohort_funding=FundingMode(registration.cohort.funding),
        funded_place=funded_place,
        decided_funded=registration.decision.outcome == Outcome.FUNDED,
        accepted_elsewhere=accepted_elsewhere(registration),
        approval_awaited=_approval_awaited(registration),
        schedule_in_cohort=calendar.in_cohort if calendar.asked else None,
        schedule_fits_course=calendar.chosen is not None if calendar.in_cohort else None,
        schedule_determined=calendar.asked or calendar.chosen is not None,
    )


def accepted_elsewhere(registration: Registration) -> bool:
    """Whether this teacher has another place on the course in the same cohort, which they have not left."""
    places = Enrolment.objects.filter(
        registration__status=Status.ACCEPTED,
        registration__cohort=registration.cohort_id,
        registration__qualification=registration.qualification_id,
        registration__person__in=Person.objects.filter(same_teacher(registration.person)),
    )
    return (
        places.exclude(registration=registration).exclude(training_status=TrainingStatus.WITHDRAWN).exists()
    )


def _approval_awaited(registration: Registration) -> bool:
    needs = Offer.objects.filter(
        qualification=registration.qualification_id,
        cohort=registration.cohort_id,
        lead_provider=registration.lead_provider_id,
        needs_approval=True,
    )
    return needs.exists() and not registration.approvals.filter(status=ApprovalStatus.APPROVED).exists()
