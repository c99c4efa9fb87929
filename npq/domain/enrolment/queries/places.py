from uuid import UUID

from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.rules import who_pays_for_place
from npq.domain.funding.kinds import Outcome
from npq.domain.funding.queries import previously_funded
from npq.kernel.refusals import NotFound


def who_pays_for(registration_id: UUID) -> Outcome:
    """Who pays for the place given for a registration, as things stand now. Raises NotFound where none was given."""
    place = Enrolment.objects.select_related("registration__decision").filter(pk=registration_id).first()
    if place is None:
        raise NotFound(registration_id)
    registration = place.registration
    elsewhere = previously_funded(
        registration.person_id, registration.qualification_id, besides=registration_id
    )
    return who_pays_for_place(Outcome(registration.decision.outcome), place.funded_place, elsewhere)
