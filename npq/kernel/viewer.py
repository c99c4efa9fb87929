"""Who is asking: a frozen value that queries and operations take instead of a request or a user."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from npq.kernel.refusals import NotFound


class ViewerKind(StrEnum):
    VISITOR = "visitor"
    PERSON = "person"
    SPONSOR = "sponsor"
    MACHINE = "machine"
    SYSTEM = "system"


class RoleKind(StrEnum):
    LEAD_PROVIDER = "lead_provider"
    DELIVERY_PARTNER = "delivery_partner"
    DEPARTMENT = "department"


@dataclass(frozen=True)
class Role:
    """What a person may act as, and for which organisation (None for the department)."""

    kind: RoleKind
    organisation_id: UUID | None = None


@dataclass(frozen=True)
class Viewer:
    """One asker. `reference` names what stands behind one that is no person: a token, an approval, a job."""

    kind: ViewerKind
    person_id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    reference: str = ""

    @classmethod
    def visitor(cls) -> "Viewer":
        return cls(ViewerKind.VISITOR)

    @classmethod
    def person(cls, person_id: UUID, *roles: Role) -> "Viewer":
        return cls(ViewerKind.PERSON, person_id, frozenset(roles))

    @classmethod
    def sponsor(cls, approval_id: UUID) -> "Viewer":
        """The holder of a sponsor's link: no account, no role, one approval."""
        return cls(ViewerKind.SPONSOR, reference=str(approval_id))

    @classmethod
    def machine(cls, token_id: UUID, lead_provider_id: UUID) -> "Viewer":
        """A lead provider's own system, let in by one of its tokens."""
        return cls(
            ViewerKind.MACHINE,
            roles=frozenset({Role(RoleKind.LEAD_PROVIDER, lead_provider_id)}),
            reference=str(token_id),
        )

    @classmethod
    def system(cls, job: str) -> "Viewer":
        """Something that runs by itself, by the name of its job or command."""
        return cls(ViewerKind.SYSTEM, reference=job)

    @property
    def own_id(self) -> UUID:
        """The id of the person who asks. Raises NotFound where the viewer is none: nothing is theirs."""
        if self.person_id is None:
            raise NotFound(self.kind)
        return self.person_id

    def organisations(self, kind: RoleKind) -> frozenset[UUID]:
        """The organisations this viewer acts for in the given role."""
        return frozenset(
            role.organisation_id for role in self.roles if role.kind is kind and role.organisation_id
        )

    def has_role(self, kind: RoleKind) -> bool:
        return any(role.kind is kind for role in self.roles)
