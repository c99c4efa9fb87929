"""What a lead provider's staff see of all their registrations: a list to narrow, and what is to be decided next."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest

from npq.domain.catalogue.models import Offer
from npq.domain.enrolment.rules import names_like
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import Approval, Registration
from npq.domain.registration.queries.registrations import RegistrationRow, registration_row
from npq.kernel.viewer import RoleKind, Viewer

# Names that a misspelt one is compared with: more than any provider has, and still done in a moment.
MOST_NAMES = 20_000


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None or blank does not narrow. `text` is a name, address, number or reference."""

    status: Status | None = None
    cohort: UUID | None = None
    approval: ApprovalStatus | None = None
    text: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class StaffRow:
    """One registration in a provider's list."""

    registration: RegistrationRow
    full_name: str
    outcome: Outcome
    approval: ApprovalStatus | None


@dataclass(frozen=True)
class Listed:
    """How many fit, and a page of them. `alike`: nothing fits the text, and these have names that are like it."""

    total: int
    rows: list[StaffRow]
    alike: bool = False


def registrations_with(viewer: Viewer, filters: Filters, offset: int, size: int) -> Listed:
    """The registrations the viewer's providers have under the filters, newest change first.

    Three queries, however many there are; two more where nothing fits a text, and names that are like it are sought.
    """
    narrowed = _narrowed(held_by(viewer), filters)
    found = narrowed.filter(_matching(filters.text)) if filters.text else narrowed
    total, alike = found.count(), False
    if not total and filters.text and (people := _people_like(narrowed, filters.text)):
        found, alike = narrowed.filter(person__in=people), True
        total = found.count()
    return Listed(total, _rows(found, offset, size), alike)


def cohorts_with(viewer: Viewer) -> dict[UUID, str]:
    """The cohorts the viewer's providers have registrations in, latest start first, for a filter to offer."""
    pairs = held_by(viewer).values_list("cohort_id", "cohort__name", "cohort__starts_on").distinct()
    return {cohort: name for cohort, name, _ in sorted(pairs, key=lambda pair: pair[2], reverse=True)}


def waiting_longest(viewer: Viewer) -> dict[UUID, str]:
    """{registration: full name} of those that wait longest for a decision of the viewer's providers. One query.

    There is one for each offer, for all of which the same days are counted, so whichever is due first is among them.
    """
    terms = ("qualification_id", "cohort_id", "lead_provider_id")
    offers = Offer.objects.filter(
        qualification=OuterRef("qualification"),
        cohort=OuterRef("cohort"),
        lead_provider=OuterRef("lead_provider"),
    )
    approved = Approval.objects.filter(registration=OuterRef("pk"), status=ApprovalStatus.APPROVED)
    waiting = (
        held_by(viewer)
        .filter(status=Status.PENDING)
        .annotate(
            gated=Exists(offers.filter(needs_approval=True)),
            approved_at=Subquery(approved.values("answered_at")),
        )
        .filter(Q(gated=False) | Q(approved_at__isnull=False))
        .annotate(
            waits_from=Case(
                When(gated=True, then=Greatest("submitted_at", "approved_at")), default=F("submitted_at")
            )
        )
        .order_by(*terms, "waits_from", "id")
        .distinct(*terms)
    )
    return dict(waiting.values_list("id", "person__full_name"))


def held_by(viewer: Viewer) -> QuerySet[Registration]:
    """Registrations with the viewer's providers: every query for their staff starts from this one."""
    return Registration.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))


def _rows(found: QuerySet[Registration], offset: int, size: int) -> list[StaffRow]:
    page = list(
        found.select_related("person", "qualification", "cohort", "lead_provider", "decision")
        .defer("qualification__words")
        .order_by("-changed_at", "id")[offset : offset + size]
    )
    approvals = Approval.objects.filter(registration__in=page).exclude(status=ApprovalStatus.REPLACED)
    statuses = {approval.registration_id: ApprovalStatus(approval.status) for approval in approvals}
    return [
        StaffRow(
            registration_row(registration),
            registration.person.full_name,
            Outcome(registration.decision.outcome),
            statuses.get(registration.id),
        )
        for registration in page
    ]


def _narrowed(found: QuerySet[Registration], filters: Filters) -> QuerySet[Registration]:
    """Narrowed by everything but the text."""
    if filters.status is not None:
        found = found.filter(status=filters.status)
    if filters.cohort is not None:
        found = found.filter(cohort=filters.cohort)
    if filters.outcome is not None:
        found = found.filter(decision__outcome=filters.outcome)
    if filters.approval is not None:
        found = found.filter(
            id__in=Approval.objects.filter(status=filters.approval).values("registration_id")
        )
    return found


def _matching(text: str) -> Q:
    matching = Q(person__full_name__icontains=text) | Q(person__email__icontains=text)
    matching |= Q(person__teacher_reference_number=text)
    try:
        reference = UUID(text)
    except ValueError:
        return matching
    return matching | Q(id=reference) | Q(person_id=reference)


def _people_like(found: QuerySet[Registration], text: str) -> Collection[UUID]:
    names = found.order_by("person_id").values_list("person_id", "person__full_name").distinct()
    return names_like(text, dict(names[:MOST_NAMES]))
