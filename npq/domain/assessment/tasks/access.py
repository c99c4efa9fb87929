"""The letter about an access arrangement. It says that something changed; what, is on the page alone."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import Task
from npq.domain.registration.models import Registration
from npq.domain.registration.tasks.wording import in_a_sentence
from npq.gateways import email
from npq.kernel.addresses import address
from npq.kernel.queue import task


@task(Task.TELL_ACCESS)
def tell_access(*, at: datetime, key: str, registration_id: UUID) -> None:
    """The provider agreed, changed or ended an arrangement, or answered a request for one."""
    place = (
        Registration.objects.select_related("person", "qualification", "lead_provider")
        .defer("qualification__words")
        .get(id=registration_id)
    )
    if place.person.email is None:
        return
    email.post(
        reference=key,
        to=place.person.email,
        template="access-changed",
        personalisation={
            "qualification": in_a_sentence(place.qualification),
            "provider": place.lead_provider.name,
            "access_link": address("access"),
        },
    )
