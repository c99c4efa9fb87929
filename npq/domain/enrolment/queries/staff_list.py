"""What a lead provider's staff see of all their registrations: a list to narrow, and what is to be decided next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from npq.domain.enrolment.kinds import Order, TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.queries.staff_due import soonest_first
from npq.domain.enrolment.queries.staff_search import Filters, matching, narrowed, people_like
from npq.domain.funding.kinds import Outcome
from npq.domain.organisations.models import LeadProvider
from npq.domain.organisations.queries import SchoolPlace, schools_as_they_stood
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import Approval, Registration
from npq.domain.registration.queries.registrations import RegistrationRow, registration_row
from npq.kernel.clock import london_day
from npq.kernel.viewer import RoleKind, Viewer


@dataclass(frozen=True)
class StaffRow:
    """One registration in a provider's list. `workplace` is as it stood on the day of submission.

    None where they work for no school of the register; `employer_name` may say where then.
    """

    registration: RegistrationRow
    full_name: str
    workplace: SchoolPlace | None
    employer_name: str
    outcome: Outcome
    approval: ApprovalStatus | None
    # None where there is no place; a break has the day on which it ends.
    training: TrainingStatus | None = None
    returns_on: date | None = None


@dataclass(frozen=True)
class Listed:
    """How many fit, and a page of them. `alike`: nothing fits the text, and these have names that are like it."""

    total: int
    rows: list[StaffRow]
    alike: bool = False


def registrations_with(
    viewer: Viewer, filters: Filters, offset: int, size: int, order: Order = Order.NEWEST
) -> Listed:
    """The registrations the viewer's providers have under the filters, in the order asked for.

    Five queries, however many there are; two more where nothing fits a text, and names that are like it are sought.
    """
    fitting = narrowed(held_by(viewer), filters)
    found = fitting.filter(matching(filters.text)) if filters.text else fitting
    total, alike = found.count(), False
    if not total and filters.text and (people := people_like(fitting, filters.text)):
        found, alike = fitting.filter(person__in=people), True
        total = found.count()
    ordered = soonest_first(found) if order is Order.DECIDE_BY else found.order_by("-changed_at", "id")
    return Listed(total, _rows(ordered[offset : offset + size]), alike)


def cohorts_with(viewer: Viewer) -> dict[UUID, str]:
    """The cohorts the viewer's providers have registrations in, latest start first, for a filter to offer."""
    pairs = held_by(viewer).values_list("cohort_id", "cohort__name", "cohort__starts_on").distinct()
    return {cohort: name for cohort, name, _ in sorted(pairs, key=lambda pair: pair[2], reverse=True)}


def providers_of(viewer: Viewer) -> list[str]:
    """The names of the lead providers the viewer acts for, in their order."""
    ours = LeadProvider.objects.filter(id__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return list(ours.order_by("name").values_list("name", flat=True))


def first_to_decide(viewer: Viewer) -> tuple[UUID, str] | None:
    """The registration that the viewer's providers have to decide on first, and its participant's name.

    None where none is pending. The one that comes may still wait for its sponsor, if all do.
    """
    pending = held_by(viewer).filter(status=Status.PENDING)
    return soonest_first(pending).values_list("id", "person__full_name").first()


def held_by(viewer: Viewer) -> QuerySet[Registration]:
    """Registrations with the viewer's providers: every query for their staff starts from this one."""
    return Registration.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))


def _rows(found: QuerySet[Registration]) -> list[StaffRow]:
    names = found.select_related("person", "qualification", "cohort", "lead_provider", "decision")
    page = list(names.defer("qualification__words"))
    approvals = Approval.objects.filter(registration__in=page).exclude(status=ApprovalStatus.REPLACED)
    statuses = {approval.registration_id: ApprovalStatus(approval.status) for approval in approvals}
    standing = Enrolment.objects.filter(registration__in=page, taken_back_at=None)
    places = {place.pk: place for place in standing}
    asked = {row.id: (row.workplace_id, london_day(row.submitted_at)) for row in page if row.workplace_id}
    schools = schools_as_they_stood(asked.values())
    return [
        StaffRow(
            registration_row(registration),
            registration.person.full_name,
            schools.get(asked[registration.id]) if registration.id in asked else None,
            registration.employer_name,
            Outcome(registration.decision.outcome),
            statuses.get(registration.id),
            *_training(places.get(registration.id)),
        )
        for registration in page
    ]


def _training(place: Enrolment | None) -> tuple[TrainingStatus | None, date | None]:
    return (TrainingStatus(place.training_status), place.returns_on) if place else (None, None)
