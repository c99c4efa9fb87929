"""Writing to participants: once to each who fits a list's filters at that moment, by email and on their pages."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from npq.domain.learning.kinds import (
    MOST_MESSAGE_CHARACTERS,
    MOST_MESSAGES_A_DAY,
    MOST_REACH_CHARACTERS,
    MOST_SUBJECT_CHARACTERS,
    Delivery,
    JournalKind,
    RefusalCode,
    Task,
)
from npq.domain.learning.models import Message, MessageRecipient
from npq.domain.learning.queries.messages import addressees, codes_of
from npq.domain.learning.queries.provider import ProgressFilters
from npq.domain.learning.rules.entries import NUL, plain
from npq.domain.organisations.models import LeadProvider
from npq.kernel import journal
from npq.kernel.clock import london_day, london_midnight
from npq.kernel.operations import operation, step
from npq.kernel.privacy import Kept
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import over_at
from npq.kernel.viewer import RoleKind, Viewer

AT_ONCE = 50
"""How many letters of a message one task sends."""
ROWS_AT_ONCE = 2000
PATIENCE = timedelta(days=4)
"""After which a letter that could not be sent is given up; the queue gives up earlier."""


@operation
def send_message(
    *,
    by: Viewer,
    at: datetime,
    message_id: UUID,
    lead_provider_id: UUID,
    filters: ProgressFilters,
    seen: str,
    subject: str,
    body: str,
    reach: str,
) -> None:
    """One of the viewer's providers writes to everybody who fits the filters, under an id that the sender brings.

    The same id again does nothing. `seen` is the digest of the list that was looked at; the list stands from then on,
    whoever studies or leaves later. Raises NotFound, and Refusal: MESSAGE_INCOMPLETE, MESSAGE_TOO_LONG (most),
    MESSAGE_NOT_TEXT, MESSAGES_USED_UP (most), NOBODY_TO_WRITE_TO, LIST_CHANGED_MEANWHILE where others fit by now.
    """
    provider = _held_provider(by, lead_provider_id)
    before = Message.objects.filter(id=message_id).first()
    if before is not None:
        if before.lead_provider_id != provider.id:
            raise NotFound(message_id)
        return
    subject = " ".join(_readable(subject, MOST_SUBJECT_CHARACTERS).split())
    body, reach = _readable(body, MOST_MESSAGE_CHARACTERS), _readable(reach, MOST_REACH_CHARACTERS)
    today = london_midnight(london_day(at))
    if Message.objects.filter(lead_provider=provider, sent_at__gte=today).count() >= MOST_MESSAGES_A_DAY:
        raise Refusal(RefusalCode.MESSAGES_USED_UP, most=MOST_MESSAGES_A_DAY)
    found = addressees(by, provider.id, filters, at)
    if not found.total:
        raise Refusal(RefusalCode.NOBODY_TO_WRITE_TO)
    if found.digest != seen:
        raise Refusal(RefusalCode.LIST_CHANGED_MEANWHILE)
    message = Message.objects.create(
        id=message_id,
        lead_provider=provider,
        sender_id=by.own_id,
        narrowed=codes_of(filters),
        people=found.total,
        subject=subject,
        body=body,
        reach=reach,
        sent_at=at,
    )
    MessageRecipient.objects.bulk_create(
        (
            MessageRecipient(
                message=message,
                study_id=study,
                number=number,
                delivery=Delivery.QUEUED if person.has_address else Delivery.NO_ADDRESS,
            )
            for number, (study, person) in enumerate(zip(found.studies, found.people, strict=True))
        ),
        batch_size=ROWS_AT_ONCE,
    )
    journal.record(
        JournalKind.MESSAGE_SENT,
        by=by,
        at=at,
        subject=("message", message.id),
        lead_provider=provider.id,
        people=found.total,
    )
    for first in range(0, found.total, AT_ONCE):
        defer(
            Task.SEND_MESSAGE,
            at=at,
            key=f"{Task.SEND_MESSAGE}/{message.id}/{first}",
            # People who sign in meanwhile do not wait for ten thousand letters.
            waits=True,
            message_id=message.id,
            first=first,
        )


@operation
def note_delivery(*, by: Viewer, at: datetime, recipient_id: int, delivery: Delivery) -> None:
    """Writes down what became of one letter. A letter that went has gone, whatever is noted later."""
    rows = MessageRecipient.objects.filter(id=recipient_id).exclude(delivery=Delivery.POSTED)
    rows.update(delivery=delivery)


@operation
def give_up_on_messages(*, by: Viewer, at: datetime) -> int:
    """Notes that letters did not go which could not be sent for days; gives how many."""
    waiting = MessageRecipient.objects.filter(delivery=Delivery.QUEUED, message__sent_at__lte=at - PATIENCE)
    return MessageRecipient.objects.filter(id__in=list(waiting.values_list("id", flat=True))).update(
        delivery=Delivery.FAILED
    )


@operation
def forget_messages(*, by: Viewer, at: datetime) -> int:
    """Blanks what messages said that were sent long ago, and gives how many; that they were sent stays."""
    old = Message.objects.filter(sent_at__lte=over_at(Kept.MESSAGE, at)).exclude(
        subject="", body="", reach=""
    )
    return old.update(subject="", body="", reach="")


@operation
def redact_messages(*, by: Viewer, at: datetime, person_id: UUID) -> int:
    """Blanks what was written to one person alone, and gives how many messages. A repeat does nothing.

    What went to others as well is about nobody in particular, and stays theirs to read.
    """
    theirs = MessageRecipient.objects.filter(message=OuterRef("pk"), study__person=person_id)
    alone = Message.objects.filter(Exists(theirs), people=1).exclude(subject="", body="", reach="")
    return alone.update(subject="", body="", reach="")


@step
def _held_provider(by: Viewer, lead_provider_id: UUID) -> LeadProvider:
    """One of the viewer's providers, held: its messages of a day are counted one after the other."""
    provider = LeadProvider.objects.select_for_update(no_key=True).filter(
        id=lead_provider_id, pk__in=by.organisations(RoleKind.LEAD_PROVIDER)
    )
    found = provider.first()
    if found is None:
        raise NotFound(lead_provider_id)
    return found


def _readable(text: str, most: int) -> str:
    if NUL in text:
        raise Refusal(RefusalCode.MESSAGE_NOT_TEXT)
    text = plain(text)
    if not text:
        raise Refusal(RefusalCode.MESSAGE_INCOMPLETE)
    if len(text) > most:
        raise Refusal(RefusalCode.MESSAGE_TOO_LONG, most=f"{most:,}")
    return text
