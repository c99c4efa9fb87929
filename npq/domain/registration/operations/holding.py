"""One order of locks: whoever changes or decides what a person asked for holds the person first."""

from uuid import UUID

from npq.domain.people.models import Person
from npq.kernel.operations import step
from npq.kernel.refusals import NotFound


@step
def hold_person(person_id: UUID | None) -> Person:
    """Holds a person until the transaction ends. Raises NotFound for nobody."""
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound(person_id)
    return person
