"""What a lead provider's staff see: their own registrations, and one participant's whole story with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.catalogue.kinds import CourseGroup, FundingMode
from npq.domain.catalogue.queries import ScheduleRow, schedules_for
from npq.domain.catalogue.rules import schedule_for
from npq.domain.enrolment.models import Enrolment
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.queries import previously_funded
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import Approval, Registration
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
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None or blank does not narrow. `text` is a name, address, number or reference."""

    status: Status | None = None
    cohort: UUID | None = None
    approval: ApprovalStatus | None = None
    text: str = ""


@dataclass(frozen=True)
class StaffRow:
    """One registration in a provider's list."""

    registration: RegistrationRow
    full_name: str
    outcome: Outcome
    approval: ApprovalStatus | None


@dataclass(frozen=True)
class Place:
    """The place given for a registration."""

    schedule: str
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


def registrations_with(
    viewer: Viewer, filters: Filters, offset: int, size: int
) -> tuple[int, list[StaffRow]]:
    """How many registrations the viewer's providers have under the filters, and a page of them, newest change first.

    Three queries, however many there are.
    """
    found = _narrowed(_mine(viewer), filters)
    total = found.count()
    page = list(
        found.select_related("person", "qualification", "cohort", "lead_provider", "decision")
        .defer("qualification__words")
        .order_by("-changed_at", "id")[offset : offset + size]
    )
    approvals = Approval.objects.filter(registration__in=page).exclude(status=ApprovalStatus.REPLACED)
    statuses = {approval.registration_id: ApprovalStatus(approval.status) for approval in approvals}
    return total, [
        StaffRow(
            registration_row(registration),
            registration.person.full_name,
            Outcome(registration.decision.outcome),
            statuses.get(registration.id),
        )
        for registration in page
    ]


def cohorts_with(viewer: Viewer) -> dict[UUID, str]:
    """The cohorts the viewer's providers have registrations in, latest start first, for a filter to offer."""
    pairs = _mine(viewer).values_list("cohort_id", "cohort__name", "cohort__starts_on").distinct()
    return {cohort: name for cohort, name, _ in sorted(pairs, key=lambda pair: pair[2], reverse=True)}


def registration_with(viewer: Viewer, registration_id: UUID, at: datetime) -> StaffStory:
    """One registration's story. Raises NotFound unless it is with one of the viewer's providers."""
    mine = _mine(viewer).select_related("person", "qualification", "cohort", "lead_provider", "decision")
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


def _mine(viewer: Viewer) -> QuerySet[Registration]:
    """Registrations with the viewer's providers: every query here starts from this one."""
    return Registration.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))


def _narrowed(found: QuerySet[Registration], filters: Filters) -> QuerySet[Registration]:
    if filters.status is not None:
        found = found.filter(status=filters.status)
    if filters.cohort is not None:
        found = found.filter(cohort=filters.cohort)
    if filters.approval is not None:
        found = found.filter(
            id__in=Approval.objects.filter(status=filters.approval).values("registration_id")
        )
    return found.filter(_matching(filters.text)) if filters.text else found


def _matching(text: str) -> Q:
    matching = Q(person__full_name__icontains=text) | Q(person__email__icontains=text)
    matching |= Q(person__teacher_reference_number=text)
    try:
        reference = UUID(text)
    except ValueError:
        return matching
    return matching | Q(id=reference) | Q(person_id=reference)


def _place(registration_id: UUID) -> Place | None:
    place = (
        Enrolment.objects.select_related("schedule")
        .filter(registration=registration_id, taken_back_at=None)
        .first()
    )
    return Place(place.schedule.identifier, place.funded_place, place.accepted_at) if place else None
