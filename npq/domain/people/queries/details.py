"""What is known of one person, for that person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from npq.domain.people.kinds import EmailChangeStatus
from npq.domain.people.models import EmailChange, Person
from npq.domain.people.rules import is_shared_mailbox
from npq.domain.people.rules.limits import MOST_WRONG_CODES
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer, ViewerKind


@dataclass(frozen=True)
class Details:
    """A person as they see themselves. Blank or None is not known yet."""

    person_id: UUID
    full_name: str
    email: str | None
    date_of_birth: date | None
    teacher_reference_number: str
    trn_verified: bool

    @property
    def by_shared_mailbox(self) -> bool:
        """Whether their address looks like one that several people read."""
        return bool(self.email and is_shared_mailbox(self.email))


@dataclass(frozen=True)
class OpenEmailChange:
    """A change of address that waits for its two codes."""

    new_email: str
    expires_at: datetime
    tries_left: int


def person_for(viewer: Viewer, person_id: UUID) -> Details:
    """One person's details, for that person and for the service itself. Raises NotFound for everybody else."""
    if viewer.kind is not ViewerKind.SYSTEM and viewer.person_id != person_id:
        raise NotFound(person_id)
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise NotFound(person_id)
    return Details(
        person.id,
        person.full_name,
        person.email,
        person.date_of_birth,
        person.teacher_reference_number,
        person.trn_verified,
    )


def details_of(viewer: Viewer) -> Details:
    """The viewer's own details. Raises NotFound where the viewer is no person."""
    if viewer.person_id is None:
        raise NotFound("visitor")
    return person_for(viewer, viewer.person_id)


def open_email_change(viewer: Viewer, at: datetime) -> OpenEmailChange | None:
    """The viewer's change of address that can still be confirmed at `at`."""
    if viewer.person_id is None:
        return None
    mine = EmailChange.objects.filter(person_id=viewer.person_id, status=EmailChangeStatus.OPEN)
    change = mine.filter(expires_at__gt=at).first()
    if change is None:
        return None
    return OpenEmailChange(change.new_email, change.expires_at, MOST_WRONG_CODES - change.wrong_tries)
