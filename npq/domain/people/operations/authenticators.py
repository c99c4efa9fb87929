from datetime import datetime
from uuid import UUID

from npq.domain.people.kinds import JournalKind
from npq.domain.people.operations.holding import held_person
from npq.domain.people.queries.viewers import require_may_give_roles
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.viewer import Viewer


@operation
def reset_authenticator(*, by: Viewer, at: datetime, person_id: UUID) -> None:
    """Records that somebody's lost authenticator app is taken away, so that their next sign-in sets up a new one.

    Taking it away is lookups.forget_second_steps, called just after. Raises NotFound for an unknown person, and unless
    the department or the service itself does it.
    """
    require_may_give_roles(by, person_id)
    person = held_person(person_id)
    journal.record(JournalKind.AUTHENTICATOR_RESET, by=by, at=at, subject=("person", person.id))
