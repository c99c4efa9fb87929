"""Details whose time is over. Ids, codes and days stay, so that what was decided still adds up."""

from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce

from npq.domain.people.kinds import EmailChangeStatus, JournalKind
from npq.domain.people.models import EmailChange, Identity, Person, RoleHeld
from npq.domain.people.operations.addresses import close_identities, settle_email_change
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer


@operation
def redact_person(*, by: Viewer, at: datetime, person_id: UUID) -> None:
    """Blanks who a person is and ends how they sign in and whom they act for. A repeat does nothing.

    What other subjects hold about them goes first: see npq.jobs.privacy. Raises NotFound for an unknown id.
    """
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound(person_id)
    if person.redacted_at is not None:
        return
    _close_sign_in(by, at, person)
    RoleHeld.objects.filter(person=person, ended_at=None).update(ended_at=at)
    person.full_name = person.teacher_reference_number = ""
    person.email = person.date_of_birth = None
    person.trn_verified = False
    person.redacted_at = person.significantly_updated_at = at
    person.save()
    journal.record(JournalKind.PERSON_REDACTED, by=by, at=at, subject=("person", person.id))


@operation
def forget_sign_ins(*, by: Viewer, at: datetime) -> int:
    """Blanks ways of signing in that were closed long ago, and erases changes of address long over; gives how many."""
    over = over_at(Kept.SIGN_IN, at)
    closed = Identity.objects.filter(closed_at__lte=over).exclude(subject="")
    changes = EmailChange.objects.annotate(ended_at=Coalesce("settled_at", "expires_at"))
    return closed.update(subject="") + changes.filter(ended_at__lte=over).delete()[0]


def _close_sign_in(by: Viewer, at: datetime, person: Person) -> None:
    for change in EmailChange.objects.filter(person=person, status=EmailChangeStatus.OPEN):
        settle_email_change(at, change, "cancel_email_change")
    EmailChange.objects.filter(person=person).delete()
    close_identities(by, at, list(Identity.objects.filter(person=person, closed_at=None)))
    Identity.objects.filter(person=person).update(subject="")
