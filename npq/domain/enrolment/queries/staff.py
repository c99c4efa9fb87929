"""What a lead provider's staff see of one participant: the whole story with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.kinds import CourseGroup, FundingMode, Season
from npq.domain.catalogue.queries import ScheduleRow, schedules_for
from npq.domain.catalogue.rules import schedule_for
from npq.domain.enrolment.kinds import JournalKind
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.queries.staff_list import held_by
from npq.domain.enrolment.queries.training import Training, training_of
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.queries import previously_funded
from npq.domain.registration.kinds import JournalKind as RegistrationEvent
from npq.domain.registration.kinds import Status
from npq.domain.registration.models import Registration
from npq.domain.registration.queries.registrations import (
    RegistrationRow,
    RegistrationStory,
    registration_row,
    story_of,
)
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

SAYS_MORE_THAN: dict[str, str] = {
    JournalKind.PLACE_GIVEN: RegistrationEvent.REGISTRATION_ACCEPTED,
    JournalKind.PLACE_TAKEN_BACK: RegistrationEvent.REGISTRATION_REJECTED,
}


@dataclass(frozen=True)
class Place:
    """The place given for a registration."""

    schedule: str
    season: Season
    funded_place: bool | None
    accepted_at: datetime
    training: Training


@dataclass(frozen=True)
class Contact:
    """How the provider of somebody who has a place, or asks for one, reaches them and finds their teacher record."""

    email: str
    teacher_reference_number: str
    trn_verified: bool


@dataclass(frozen=True)
class StaffStory:
    """One registration as its provider's staff see it, with the participant's others, and what happened to it.

    There is no `contact` once the registration has ended without a place: what it was given for is over.
    """

    story: RegistrationStory
    participant: UUID
    full_name: str
    contact: Contact | None
    eligible_for_funding: bool
    place: Place | None
    others: list[RegistrationRow]
    history: list[Entry]
    cohort_funding: FundingMode
    schedules: list[ScheduleRow]
    schedule_today: str | None


def registration_with(viewer: Viewer, registration_id: UUID, at: datetime) -> StaffStory:
    """One registration's story. Raises NotFound unless it is with one of the viewer's providers."""
    mine = held_by(viewer).select_related("person", "qualification", "cohort", "lead_provider", "decision")
    registration = mine.filter(id=registration_id).first()
    if registration is None:
        raise NotFound(registration_id)
    person = registration.person
    schedules = schedules_for(registration.cohort_id, CourseGroup(registration.qualification.group))
    today = schedule_for(schedules, london_day(at))
    others = mine.filter(person=person).exclude(id=registration_id).order_by("-submitted_at")
    return StaffStory(
        story=story_of(registration, registration_id),
        participant=person.id,
        full_name=person.full_name,
        contact=_contact(registration),
        eligible_for_funding=registration.decision.outcome == Outcome.FUNDED
        and not previously_funded(person.id, registration.qualification_id, besides=registration.id),
        place=_place(registration_id, at),
        others=[registration_row(other) for other in others],
        history=_acts(journal.entries_about("registration", registration_id)),
        cohort_funding=FundingMode(registration.cohort.funding),
        schedules=schedules,
        schedule_today=today.identifier if today else None,
    )


def _contact(registration: Registration) -> Contact | None:
    if registration.status not in {Status.PENDING, Status.ACCEPTED}:
        return None
    person = registration.person
    return Contact(person.email or "", person.teacher_reference_number, person.trn_verified)


def _acts(entries: list[Entry]) -> list[Entry]:
    """Each act once: what a decision did to the status is left out where the same act says what became of the place."""
    told = {(SAYS_MORE_THAN[entry.kind], entry.at) for entry in entries if entry.kind in SAYS_MORE_THAN}
    return [entry for entry in entries if (entry.kind, entry.at) not in told]


def _place(registration_id: UUID, at: datetime) -> Place | None:
    place = (
        Enrolment.objects.select_related("schedule", "registration__cohort", "registration__qualification")
        .defer("registration__qualification__words")
        .filter(registration=registration_id, taken_back_at=None)
        .first()
    )
    if place is None:
        return None
    schedule = place.schedule
    return Place(
        schedule.identifier,
        Season(schedule.season),
        place.funded_place,
        place.accepted_at,
        training_of(place, at),
    )
