"""Who a session is, and who acts for an organisation."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q

from npq.domain.people.models import Identity, RoleHeld
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Role, RoleKind, Viewer, ViewerKind


def viewer_for_account(account_id: UUID) -> Viewer:
    """The viewer a sign-in account stands for, with every role held now: one query. A visitor where it opens nobody."""
    rows = list(
        Identity.objects.filter(account_id=account_id, closed_at__isnull=True)
        .annotate(held=FilteredRelation("person__roles", condition=Q(person__roles__ended_at__isnull=True)))
        .values_list("person_id", "held__kind", "held__lead_provider_id", "held__delivery_partner_id")
    )
    person = rows[0][0] if rows else None
    return viewer_with(person, ((kind, lead or partner) for _, kind, lead, partner in rows))


def viewer_with(person: UUID | None, held: Iterable[tuple[str | None, UUID | None]]) -> Viewer:
    """The viewer who is this person with these roles (kind, organisation); a visitor where there is none."""
    if person is None:
        return Viewer.visitor()
    return Viewer.person(person, *(Role(RoleKind(kind), organisation) for kind, organisation in held if kind))


def roles_of(viewer: Viewer, person_id: UUID) -> list[Role]:
    """The roles a person holds now. For the person, the department and the system; to others there is nobody."""
    if not (viewer.person_id == person_id or may_give_roles(viewer)):
        raise NotFound(person_id)
    held = RoleHeld.objects.filter(person_id=person_id, ended_at__isnull=True).order_by("id")
    return [Role(RoleKind(role.kind), role.lead_provider_id or role.delivery_partner_id) for role in held]


def holders_of_role(viewer: Viewer, kind: RoleKind, organisation_id: UUID | None) -> list[tuple[UUID, str]]:
    """(person id, full name) of everybody who acts for an organisation now, by name: for those who act for it too."""
    if not (organisation_id in viewer.organisations(kind) or may_give_roles(viewer)):
        raise NotFound(organisation_id)
    return list(
        RoleHeld.objects.filter(Q(lead_provider_id=organisation_id) | Q(delivery_partner_id=organisation_id))
        .filter(kind=kind, ended_at__isnull=True)
        .order_by("person__full_name", "person_id")
        .values_list("person_id", "person__full_name")
    )


def count_holders(viewer: Viewer) -> dict[Role, int]:
    """How many people hold each role now; one nobody holds is not in it. For those who may give them."""
    require_may_give_roles(viewer, "roles")
    held = RoleHeld.objects.filter(ended_at__isnull=True).order_by()
    counts = held.values_list("kind", "lead_provider_id", "delivery_partner_id").annotate(Count("id"))
    return {Role(RoleKind(kind), lead or partner): count for kind, lead, partner, count in counts}


def require_may_give_roles(viewer: Viewer, wanted: object) -> None:
    """Raises NotFound, naming what was wanted, unless the viewer decides who acts for whom."""
    if not may_give_roles(viewer):
        raise NotFound(wanted)


def may_give_roles(viewer: Viewer) -> bool:
    """The department decides who acts for whom, and the commands and fixtures of those who run the service."""
    return viewer.kind is ViewerKind.SYSTEM or viewer.has_role(RoleKind.DEPARTMENT)
