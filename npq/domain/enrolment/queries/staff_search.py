"""What a lead provider's staff look for in their list, and what they narrow it to."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.rules import names_like, references_beginning
from npq.domain.funding.kinds import Outcome
from npq.domain.organisations.models import SchoolRecord
from npq.domain.registration.kinds import ApprovalStatus, Status
from npq.domain.registration.models import LIVE, Approval, Registration

# Names that a misspelt one is compared with: more than any provider has, and still done in a moment.
MOST_NAMES = 20_000


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None or blank does not narrow.

    `text` is a part of a name, email address or workplace, a teacher reference number, or the beginning of a reference.
    """

    status: Status | None = None
    cohort: UUID | None = None
    approval: ApprovalStatus | None = None
    text: str = ""
    outcome: Outcome | None = None
    training: TrainingStatus | None = None


def narrowed(found: QuerySet[Registration], filters: Filters) -> QuerySet[Registration]:
    """Narrowed by everything but the text."""
    if filters.status is not None:
        found = found.filter(status=filters.status)
    if filters.cohort is not None:
        found = found.filter(cohort=filters.cohort)
    if filters.outcome is not None:
        found = found.filter(decision__outcome=filters.outcome)
    if filters.training is not None:
        places = Enrolment.objects.filter(training_status=filters.training, taken_back_at=None)
        found = found.filter(id__in=places.values("registration_id"))
    if filters.approval is not None:
        found = found.filter(
            id__in=Approval.objects.filter(status=filters.approval).values("registration_id")
        )
    return found


def matching(text: str) -> Q:
    """The registrations a text may mean. Once one has ended without a place, how to reach somebody finds it no more."""
    reached = Q(person__email__icontains=text) | Q(person__teacher_reference_number=text)
    named = Q(person__full_name__icontains=text) | Q(employer_name__icontains=text)
    schools = SchoolRecord.objects.filter(name__icontains=text)
    found = named | (LIVE & reached) | Q(workplace__in=schools.values("school"))
    if (references := references_beginning(text)) is None:
        return found
    return found | Q(id__range=references) | Q(person__id__range=references)


def people_like(found: QuerySet[Registration], text: str) -> Collection[UUID]:
    """Those of the people found whose names are like a text that fits none as it is written. One query."""
    names = found.order_by("person_id").values_list("person_id", "person__full_name").distinct()
    return names_like(text, dict(names[:MOST_NAMES]))
