"""Letters that follow a provider's decision, and a break, its end and what ends a place."""

from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.kinds import Side, Task, TrainingStatus
from npq.domain.enrolment.models import Enrolment, TrainingChange
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


TEMPLATES: dict[TrainingStatus, str] = {
    TrainingStatus.DEFERRED: "taking-a-break",
    TrainingStatus.WITHDRAWN: "withdrawn",
    TrainingStatus.ACTIVE: "resumed",
}


@task(Task.TELL_TRAINING)
def tell_training(*, at: datetime, key: str, change_id: int) -> None:
    """A break has begun or been moved, or somebody has left the course or come back."""
    change = _latest_change(change_id)
    if change is None:
        return
    facts = letter_facts(change.enrolment_id)
    if facts.to is None:
        return
    status = TrainingStatus(change.status)
    by_participant = change.by_kind == Side.PARTICIPANT
    words = {
        **_about_place(facts),
        "who": "You have told us" if by_participant else f"{facts.provider} has told us",
    }
    if status is TrainingStatus.DEFERRED:
        words["returns_on"] = dates.day(change.returns_on)
    email.post(reference=key, to=facts.to, template=TEMPLATES[status], personalisation=words)


@task(Task.REMIND_OF_RETURN)
def remind_participant_of_return(*, at: datetime, key: str, change_id: int, number: int) -> None:
    """A break ends soon, or has ended without word of coming back."""
    change = _latest_change(change_id)
    if change is None or change.returns_on is None:
        return
    facts = letter_facts(change.enrolment_id)
    if facts.to is not None:
        email.post(
            reference=key,
            to=facts.to,
            template="break-ends-soon" if number == 1 else "break-over",
            personalisation={**_about_place(facts), "returns_on": dates.day(change.returns_on)},
        )


def _latest_change(change_id: int) -> TrainingChange | None:
    """The change that a letter is about; None once another came after it, or the place was taken back."""
    change = TrainingChange.objects.select_related("enrolment").get(id=change_id)
    later = TrainingChange.objects.filter(enrolment=change.enrolment, id__gt=change_id)
    return None if change.enrolment.taken_back_at or later.exists() else change


def _about_place(facts: LetterFacts) -> dict[str, str]:
    return {
        "qualification": in_a_sentence(facts.qualification),
        "cohort": facts.cohort,
        "provider": facts.provider,
        "place_link": address("place", registration_id=facts.registration.id),
    }


def _about(facts: LetterFacts) -> dict[str, str]:
    return {
        "qualification": in_a_sentence(facts.qualification),
        "cohort": facts.cohort,
        "provider": facts.provider,
        "registration_link": address("registration", registration_id=facts.registration.id),
    }
