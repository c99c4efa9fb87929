"""Letters that follow a provider's decision."""

from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.kinds import Task
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.queries.places import who_pays_for
from npq.domain.registration.kinds import ProviderReason
from npq.domain.registration.queries.letters import LetterFacts, letter_facts
from npq.domain.registration.tasks.wording import A_NOTE, REASONS, WHO_PAYS, in_a_sentence
from npq.gateways import email
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task


@task(Task.TELL_ACCEPTED)
def tell_accepted(*, at: datetime, key: str, registration_id: UUID) -> None:
    facts = letter_facts(registration_id)
    if facts.to is not None:
        email.post(
            reference=key,
            to=facts.to,
            template="registration-accepted",
            personalisation={
                **_about(facts),
                "who_pays": WHO_PAYS[who_pays_for(registration_id)],
                "starts_on": dates.day(facts.starts_on),
            },
        )


@task(Task.TELL_REJECTED)
def tell_rejected(*, at: datetime, key: str, registration_id: UUID) -> None:
    """No place, or a place taken back: two letters, because the second undoes a promise."""
    facts = letter_facts(registration_id)
    if facts.to is None:
        return
    taken_back = Enrolment.objects.filter(registration=registration_id, taken_back_at__isnull=False).exists()
    given = facts.registration.provider_reason
    email.post(
        reference=key,
        to=facts.to,
        template="registration-place-taken-back" if taken_back else "registration-rejected",
        personalisation={
            **_about(facts),
            "reason": REASONS[ProviderReason(given) if given else None],
            "note": A_NOTE if facts.registration.provider_note else "",
        },
    )


def _about(facts: LetterFacts) -> dict[str, str]:
    return {
        "qualification": in_a_sentence(facts.qualification),
        "cohort": facts.cohort,
        "provider": facts.provider,
        "registration_link": address("registration", registration_id=facts.registration.id),
    }
