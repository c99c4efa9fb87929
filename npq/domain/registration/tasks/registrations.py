"""Letters to the participant about their own moves."""

from datetime import datetime
from uuid import UUID

from npq.domain.registration.kinds import ApprovalStatus, Task
from npq.domain.registration.models import Approval
from npq.domain.registration.queries.letters import LetterFacts, letter_facts
from npq.domain.registration.tasks.wording import WHO_PAYS, in_a_sentence
from npq.gateways import email
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task


@task(Task.TELL_SUBMITTED)
def tell_submitted(*, at: datetime, key: str, registration_id: UUID) -> None:
    _tell_standing(at, key, "registration-submitted", letter_facts(registration_id))


@task(Task.TELL_CHANGED)
def tell_changed(*, at: datetime, key: str, registration_id: UUID) -> None:
    _tell_standing(at, key, "registration-changed", letter_facts(registration_id))


@task(Task.TELL_WITHDRAWN)
def tell_withdrawn(*, at: datetime, key: str, registration_id: UUID) -> None:
    facts = letter_facts(registration_id)
    if facts.to is not None:
        email.post(
            reference=key,
            to=facts.to,
            template="registration-withdrawn",
            personalisation={
                "qualification": in_a_sentence(facts.qualification),
                "cohort": facts.cohort,
                "provider": facts.provider,
                "course_link": address("course", qualification=facts.qualification.identifier),
            },
        )


def _tell_standing(at: datetime, key: str, template: str, facts: LetterFacts) -> None:
    """What was sent, who pays, and whose move it is by when."""
    if facts.to is None:
        return
    # A sponsor whose answer was awaited before this change was not asked by it.
    asked = Approval.objects.filter(
        registration=facts.registration, status=ApprovalStatus.ASKED, asked_at__gte=at
    ).first()
    email.post(
        reference=key,
        to=facts.to,
        template=template,
        personalisation={
            "qualification": in_a_sentence(facts.qualification),
            "cohort": facts.cohort,
            "provider": facts.provider,
            "who_pays": WHO_PAYS[facts.outcome],
            "sponsor_by": dates.day(asked.expires_at) if asked else "",
            "decide_by": dates.day(facts.decide_by),
            "registration_link": address("registration", registration_id=facts.registration.id),
        },
    )
