"""What is held while a place changes, so that two requests at once cannot cross."""

from uuid import UUID

from django.db.models import Q

from npq.domain.enrolment.kinds import Side
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.queries.acceptance import same_teacher
from npq.domain.people.models import Person
from npq.domain.registration.models import Registration
from npq.kernel.operations import step
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


def with_provider_of(by: Viewer) -> Q:
    """Registrations with one of the viewer's lead providers."""
    return Q(lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER))


@step
def held_registration(seen: Q, registration_id: UUID) -> Registration:
    """One of the registrations that are `seen`. Its person is held, and whoever has the same verified number."""
    mine = Registration.objects.filter(seen, id=registration_id).select_related("person")
    registration = mine.first()
    if registration is None:
        raise NotFound(registration_id)
    people = Person.objects.filter(same_teacher(registration.person)).order_by("id").select_for_update()
    list(people.values_list("id", flat=True))
    return mine.select_related("person", "cohort", "qualification", "decision").get()


@step
def held_place(by: Viewer, registration_id: UUID) -> tuple[Enrolment, Side]:
    """A place that stands, of the viewer's own or with their provider, and on which side of it they are.

    It brings its registration, whose person is held. Raises NotFound. In a place of their own nobody acts as its
    provider, whoever they work for.
    """
    own = Q(person_id=by.person_id) if by.person_id else Q(pk__in=[])
    registration = held_registration(own | with_provider_of(by), registration_id)
    place = Enrolment.objects.filter(registration=registration, taken_back_at=None).first()
    if place is None:
        raise NotFound(registration_id)
    place.registration = registration
    return place, Side.PARTICIPANT if registration.person_id == by.person_id else Side.PROVIDER
