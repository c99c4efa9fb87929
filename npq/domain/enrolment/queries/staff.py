"""What a lead provider's staff see of one participant: the whole story with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.kinds import CourseGroup, FundingMode, Season
from npq.domain.catalogue.queries import ScheduleRow, schedules_for
from npq.domain.catalogue.rules import schedule_for
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.queries.staff_list import held_by
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.queries import previously_funded
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


@dataclass(frozen=True)
class Place:
    """The place given for a registration."""

    schedule: str
    season: Season
    funded_place: bool | None
    accepted_at: datetime


@dataclass(frozen=True)
class StaffStory:
    """One registration as its provider's staff see it, with the participant's others, and what happened to it."""

    story: RegistrationStory
    participant: UUID
    full_name: str
    email: str
    teacher_reference_number: str
    trn_verified: bool
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
        email=person.email or "",
        teacher_reference_number=person.teacher_reference_number,
        trn_verified=person.trn_verified,
        eligible_for_funding=registration.decision.outcome == Outcome.FUNDED
        and not previously_funded(person.id, registration.qualification_id, besides=registration.id),
        place=_place(registration_id),
        others=[registration_row(other) for other in others],
        history=journal.entries_about("registration", registration_id),
        cohort_funding=FundingMode(registration.cohort.funding),
        schedules=schedules,
        schedule_today=today.identifier if today else None,
    )


def _place(registration_id: UUID) -> Place | None:
    place = (
        Enrolment.objects.select_related("schedule")
        .filter(registration=registration_id, taken_back_at=None)
        .first()
    )
    if place is None:
        return None
    schedule = place.schedule
    return Place(schedule.identifier, Season(schedule.season), place.funded_place, place.accepted_at)
