"""What follows a place, the course opens; and what follows a message, the letters go."""

from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.kinds import Task
from npq.domain.learning.kinds import Delivery
from npq.domain.learning.kinds import Task as Ours
from npq.domain.learning.models import MessageRecipient
from npq.domain.learning.operations.messages import AT_ONCE, note_delivery
from npq.domain.learning.operations.studying import open_study
from npq.domain.learning.queries.sharing import coach_token, share_letter
from npq.gateways import email
from npq.gateways.email.failures import FailureCode, PermanentFailure, TemporaryFailure
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@task(Task.OPEN_STUDY)
def open_study_of_place(*, at: datetime, key: str, registration_id: UUID) -> None:
    """Opens the course for a place that was given, unless it was taken back meanwhile."""
    try:
        open_study(by=Viewer.system(Task.OPEN_STUDY.value), at=at, registration_id=registration_id)
    except NotFound:
        return


@task(Ours.SEND_MESSAGE)
def send_part_of_message(*, at: datetime, key: str, message_id: UUID, first: int) -> None:
    """Sends some letters of a provider's message, each once however often this is begun again.

    Where one cannot go just now the others still do. Raises TemporaryFailure then, so that it is tried again.
    """
    part = MessageRecipient.objects.filter(
        message=message_id, number__gte=first, number__lt=first + AT_ONCE
    ).exclude(delivery__in=[Delivery.POSTED, Delivery.NO_ADDRESS])
    later: TemporaryFailure | None = None
    for recipient in part.select_related("message__lead_provider", "study__person").order_by("number"):
        try:
            delivery = _posted(recipient)
        except TemporaryFailure as failure:
            later = failure
            if failure.code is not FailureCode.BUSY:
                # It is the way out that is shut: no other letter would get through.
                break
        else:
            note_delivery(
                by=Viewer.system(Ours.SEND_MESSAGE.value), at=at, recipient_id=recipient.id, delivery=delivery
            )
    if later is not None:
        raise later


def _posted(recipient: MessageRecipient) -> Delivery:
    message, to = recipient.message, recipient.study.person.email
    if not to or not message.body:
        return Delivery.NO_ADDRESS
    try:
        email.post(
            reference=f"{Ours.SEND_MESSAGE}/{message.id}/{recipient.study_id}",
            to=to,
            template="provider-message",
            personalisation={
                "provider": message.lead_provider.name,
                "subject": message.subject,
                "body_text": message.body,
                "reach_text": message.reach,
                "study_link": address("study-course", study_id=recipient.study_id),
            },
        )
    except PermanentFailure:
        return Delivery.FAILED
    return Delivery.POSTED


@task(Ours.WRITE_TO_COACH)
def write_to_coach(*, at: datetime, key: str, share_id: UUID) -> None:
    """Sends a coach the link to an entry, and nothing of what it says, unless it is shared no more."""
    letter = share_letter(share_id, at)
    if letter is None:
        return
    email.post(
        reference=key,
        to=letter.to,
        template="shared-log-entry",
        personalisation={
            "coach": letter.coach,
            "participant": letter.writer,
            "course": letter.course,
            "until": dates.day(letter.expires_at),
            "entry_link": address("shared-entry", token=coach_token(share_id)),
        },
    )
