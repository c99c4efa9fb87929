from datetime import datetime
from typing import Any
from uuid import UUID

from npq.domain.people.kinds import JournalKind, RefusalCode
from npq.domain.people.models import RoleHeld
from npq.domain.people.operations.holding import held_person
from npq.domain.people.queries.viewers import require_may_give_roles
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import RoleKind, Viewer


@operation
def give_role(
    *, by: Viewer, at: datetime, person_id: UUID, kind: RoleKind, organisation_id: UUID | None = None
) -> None:
    """Lets a person act for an organisation (None for the department) from now on. A repeat gives nothing twice.

    Raises NotFound unless the department or the service itself gives it, and Refusal(STAFF_NEED_OWN_ADDRESS) for
    somebody whose address is a shared mailbox: the next reader of it would be staff too.
    """
    require_may_give_roles(by, person_id)
    person = held_person(person_id)
    if person.email is None or is_shared_mailbox(person.email):
        raise Refusal(RefusalCode.STAFF_NEED_OWN_ADDRESS)
    held = _columns(kind, organisation_id)
    _, given = RoleHeld.objects.get_or_create(person=person, ended_at=None, **held, defaults={"given_at": at})
    if given:
        journal.record(JournalKind.ROLE_GIVEN, by=by, at=at, **_told(person_id, kind, organisation_id))


@operation
def end_role(
    *, by: Viewer, at: datetime, person_id: UUID, kind: RoleKind, organisation_id: UUID | None = None
) -> None:
    """Ends a role at once, in every open session too. One not held needs no ending. Raises NotFound as above."""
    require_may_give_roles(by, person_id)
    person = held_person(person_id)
    held = _columns(kind, organisation_id)
    if RoleHeld.objects.filter(person=person, ended_at=None, **held).update(ended_at=at):
        journal.record(JournalKind.ROLE_ENDED, by=by, at=at, **_told(person_id, kind, organisation_id))


def _columns(kind: RoleKind, organisation_id: UUID | None) -> dict[str, object]:
    if (organisation_id is None) is not (kind is RoleKind.DEPARTMENT):
        raise ValueError(f"{kind.value}: the department has no organisation, everybody else acts for one.")
    return {
        "kind": kind,
        "lead_provider_id": organisation_id if kind is RoleKind.LEAD_PROVIDER else None,
        "delivery_partner_id": organisation_id if kind is RoleKind.DELIVERY_PARTNER else None,
    }


def _told(person_id: UUID, kind: RoleKind, organisation_id: UUID | None) -> dict[str, Any]:
    return {"subject": ("person", person_id), "role": kind.value, "organisation": organisation_id}
