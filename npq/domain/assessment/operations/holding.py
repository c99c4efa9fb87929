"""What is held while a sitting or a window changes, so that two requests at once cannot cross."""

from uuid import UUID

from django.db.models import Q

from npq.domain.assessment.kinds import ByWhom
from npq.domain.assessment.models import Sitting, Window
from npq.domain.people.models import Person
from npq.domain.registration.models import Registration
from npq.kernel.operations import step
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer


@step
def held_sitting(by: Viewer, sitting_id: UUID) -> tuple[Sitting, ByWhom]:
    """A sitting of the viewer's own or with their provider, its person held, and on which side of it they are.

    Raises NotFound. In a sitting of their own nobody acts as its provider, whoever they work for.
    """
    seen = Q(registration__lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER))
    if by.person_id:
        seen |= Q(registration__person=by.person_id)
    mine = Sitting.objects.filter(seen, id=sitting_id, registration__status="accepted")
    person_id = mine.values_list("registration__person", flat=True).first()
    if person_id is None:
        raise NotFound(sitting_id)
    hold_person(person_id)
    sitting = (
        mine.select_related("registration", "window__case", "window__policy")
        .defer("window__case__content", "window__case__for_markers")
        .select_for_update(of=("self",), no_key=True)
        .get()
    )
    own = person_id == by.person_id
    return sitting, ByWhom.PARTICIPANT if own else ByWhom.PROVIDER


@step
def hold_person(person_id: UUID) -> None:
    """Holds somebody until the change is made."""
    list(Person.objects.filter(id=person_id).select_for_update().values_list("id", flat=True))


@step
def held_window(by: Viewer, window_id: UUID) -> Window:
    """A window of one of the viewer's lead providers, held. Raises NotFound."""
    window = (
        Window.objects.filter(id=window_id, lead_provider__in=by.organisations(RoleKind.LEAD_PROVIDER))
        .select_for_update()
        .first()
    )
    if window is None:
        raise NotFound(window_id)
    return window


@step
def window_to_sit(registration: Registration, window_id: UUID) -> Window:
    """A window that is for a registration: of its provider, its qualification, and its cohort where it is for one.
    Raises NotFound."""
    windows = Window.objects.filter(
        Q(cohort=None) | Q(cohort=registration.cohort_id),
        id=window_id,
        lead_provider=registration.lead_provider_id,
        qualification=registration.qualification_id,
    )
    window = windows.select_related("case", "policy").first()
    if window is None:
        raise NotFound(window_id)
    return window
