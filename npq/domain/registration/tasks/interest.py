from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.models import Cohort
from npq.domain.registration.kinds import Task
from npq.domain.registration.models import Interest
from npq.domain.registration.queries.interest import confirm_token, stop_token
from npq.domain.registration.rules.interest import link_expires_at
from npq.domain.registration.tasks.wording import in_a_sentence
from npq.gateways import email
from npq.kernel.addresses import address
from npq.kernel.dates import day
from npq.kernel.queue import task


@task(Task.CONFIRM_INTEREST)
def send_link_to_confirm(*, at: datetime, key: str, interest_id: UUID) -> None:
    """Sends the link that confirms a wish, unless it was stopped or confirmed meanwhile."""
    interest = _interest(interest_id)
    if interest is None or interest.confirmed_at is not None:
        return
    email.post(
        reference=key,
        to=interest.email,
        template="interest-confirm",
        personalisation={
            "qualification": in_a_sentence(interest.qualification),
            "confirm_by": day(link_expires_at(at)),
            "confirm_link": address(
                "interest-confirm", qualification=interest.qualification_id, token=confirm_token(interest.id)
            ),
        },
    )


@task(Task.TELL_REGISTRATION_OPEN)
def send_news_of_opening(*, at: datetime, key: str, interest_id: UUID, cohort_id: UUID) -> None:
    """Tells somebody that registration for a cohort is open, unless they have stopped the letters meanwhile."""
    interest = _interest(interest_id)
    if interest is None:
        return
    cohort = Cohort.objects.get(id=cohort_id)
    closes_at = cohort.registration_closes_at
    email.post(
        reference=key,
        to=interest.email,
        template="registration-open",
        personalisation={
            "qualification": in_a_sentence(interest.qualification),
            "cohort": cohort.name,
            "starts_on": day(cohort.starts_on),
            "closes_on": day(closes_at - datetime.resolution) if closes_at else "",
            "course_link": address("course", qualification=interest.qualification_id),
            "stop_link": address(
                "interest-stop", qualification=interest.qualification_id, token=stop_token(interest.id)
            ),
        },
    )


def _interest(interest_id: UUID) -> Interest | None:
    return Interest.objects.select_related("qualification").filter(id=interest_id).first()
