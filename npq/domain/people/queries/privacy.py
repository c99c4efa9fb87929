"""What is held about a person, for that person and for the service itself."""

from uuid import UUID

from npq.domain.people.models import Doubt, EmailChange, Identity, Person, RoleHeld
from npq.kernel.privacy import Held, held, require_self_or_system
from npq.kernel.viewer import Viewer


def held_about(viewer: Viewer, person_id: UUID) -> list[Held]:
    """Every row about one person that this subject holds. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer, person_id)
    return [
        *held("Who you are", Person.objects.filter(id=person_id)),
        *held("A way you sign in", Identity.objects.filter(person=person_id).order_by("id")),
        *held(
            "A change of your email address",
            EmailChange.objects.filter(person=person_id).order_by("asked_at"),
        ),
        *held(
            "Being asked whether you are the same person",
            Doubt.objects.filter(person=person_id).order_by("id"),
        ),
        *held("Somebody you act for", RoleHeld.objects.filter(person=person_id).order_by("id")),
    ]


def person_at(viewer: Viewer, email: str) -> UUID | None:
    """The person an e-mail address belongs to, for the service itself. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer)
    return Person.objects.filter(email__iexact=email.strip()).values_list("id", flat=True).first()


def address_of(viewer: Viewer, person_id: UUID) -> str | None:
    """A person's e-mail address, for the service itself. Raises NotFound for everybody else's eyes."""
    require_self_or_system(viewer)
    return Person.objects.filter(id=person_id).values_list("email", flat=True).first()
