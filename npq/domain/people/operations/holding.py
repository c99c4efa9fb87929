"""What is held while it changes, so that two requests at once cannot cross."""

from uuid import UUID

from django.db import connection

from npq.domain.people.models import Person
from npq.kernel.operations import step
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@step
def hold_address(email: str) -> None:
    """Waits until nobody else decides whose address this is, then holds it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"address {email}"])


@step
def held_person(person_id: UUID) -> Person:
    """The person, locked until the transaction ends. Raises NotFound."""
    person = Person.objects.select_for_update().filter(id=person_id, redacted_at__isnull=True).first()
    if person is None:
        raise NotFound(person_id)
    return person


@step
def held_self(by: Viewer) -> Person:
    """The person who acts, locked. Raises NotFound where the viewer is no person."""
    if by.person_id is None:
        raise NotFound("visitor")
    return held_person(by.person_id)
