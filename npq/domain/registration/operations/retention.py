"""Details whose time is over. Each sweep goes by the retention table, and does no harm when it runs late or twice."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from npq.domain.registration.models import Approval, Draft, Interest, Registration, StoppedAddress
from npq.kernel.operations import operation
from npq.kernel.privacy import Kept
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer


@operation
def forget_drafts(*, by: Viewer, at: datetime) -> int:
    """Erases answers nobody has gone on with; gives how many drafts."""
    return Draft.objects.filter(updated_at__lte=over_at(Kept.DRAFT, at)).delete()[0]


@operation
def forget_sponsors(*, by: Viewer, at: datetime) -> int:
    """Blanks who was asked to stand behind a registration, and what they wrote; gives how many."""
    ended = Approval.objects.annotate(ended_at=Coalesce("answered_at", "expires_at"))
    return _blank_sponsors(ended.filter(ended_at__lte=over_at(Kept.SPONSOR, at)))


@operation
def forget_interests(*, by: Viewer, at: datetime) -> int:
    """Erases addresses that were never confirmed, and those told long enough; gives how many."""
    confirmed = Q(confirmed_at__isnull=False, asked_at__lte=over_at(Kept.INTEREST, at))
    unconfirmed = Q(confirmed_at=None, asked_at__lte=over_at(Kept.UNCONFIRMED_INTEREST, at))
    _, counts = Interest.objects.filter(confirmed | unconfirmed).delete()
    return counts.get(Interest._meta.label, 0)


@operation
def forget_stopped_addresses(*, by: Viewer, at: datetime) -> int:
    """Erases the digests of addresses whose holders stopped our letters very long ago; gives how many."""
    return StoppedAddress.objects.filter(stopped_at__lte=over_at(Kept.STOPPED_ADDRESS, at)).delete()[0]


@operation
def redact_registrations(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Blanks what one person's registrations say of them and of their sponsors; drafts go. Gives how many it blanked.

    What was asked for, when, what came of it and why stay, under ids. A repeat does nothing.
    """
    Draft.objects.filter(person=person_id).delete()
    _blank_sponsors(Approval.objects.filter(registration__person=person_id))
    said = Registration.objects.filter(person=person_id).exclude(
        employer_name="", employment_role="", provider_note=""
    )
    return said.update(employer_name="", employment_role="", provider_note="")


@operation
def redact_interests(*, by: Viewer, at: datetime, email: str) -> int:
    """Erases every wish of one address to hear when registration opens; gives how many."""
    _, counts = Interest.objects.filter(email__iexact=email).delete()
    return counts.get(Interest._meta.label, 0)


def _blank_sponsors(approvals: QuerySet[Approval]) -> int:
    # Those whose time came before stay as they are, so that a nightly sweep writes only what is new.
    said = approvals.exclude(sponsor_name="", sponsor_email="", comment="")
    return Approval.objects.filter(id__in=list(said.values_list("id", flat=True))).update(
        sponsor_name="", sponsor_email="", comment=""
    )
