from uuid import uuid4

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from npq.domain.learning.kinds import (
    MOST_MESSAGE_CHARACTERS,
    MOST_REACH_CHARACTERS,
    MOST_SUBJECT_CHARACTERS,
    Delivery,
)
from npq.domain.learning.models.study import Study
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from npq.kernel.privacy import Basis, Kept, Personal


class Message(models.Model):
    """What a lead provider wrote to those of its participants who fitted a list's filters that day."""

    # Brought by the page it was written on, so that sending it twice sends it once.
    id = models.UUIDField(primary_key=True, default=uuid4)
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The filters by their names, as ids, codes and numbers of weeks.
    narrowed = models.JSONField(default=dict)
    people = models.PositiveIntegerField()
    # All three are blank once they were kept long enough.
    subject = models.CharField(max_length=MOST_SUBJECT_CHARACTERS, blank=True)
    body = models.TextField(blank=True)
    # Where participants can answer, because nobody reads what comes back to our letters.
    reach = models.CharField(max_length=MOST_REACH_CHARACTERS, blank=True)
    sent_at = models.DateTimeField()

    personal = {
        "subject": Personal("to tell participants what to do next", Basis.PUBLIC_TASK, Kept.MESSAGE),
        "body": Personal("to tell participants what to do next", Basis.PUBLIC_TASK, Kept.MESSAGE),
        "reach": Personal("to let participants answer", Basis.PUBLIC_TASK, Kept.MESSAGE),
    }
    impersonal = {"narrowed"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gt=0), name="a_message_is_to_somebody"),
            models.CheckConstraint(
                condition=models.Q(LessThanOrEqual(Length("body"), MOST_MESSAGE_CHARACTERS)),
                name="message_length",
            ),
        ]
        indexes = [models.Index(fields=["lead_provider", "-sent_at"], name="message_newest")]


class MessageRecipient(models.Model):
    """Somebody a message went to, by their study of that day. The list is fixed when the message is sent."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="recipients")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    # The place in the list by name, from 0; letters go in this order.
    number = models.PositiveIntegerField()
    delivery = models.CharField(
        max_length=10,
        choices=[(d.value, d.value) for d in Delivery],
        default=Delivery.QUEUED.value,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="a_place_in_a_message"),
            models.UniqueConstraint(fields=["study", "message"], name="a_message_once_to_each"),
            models.CheckConstraint(
                condition=models.Q(delivery__in=[d.value for d in Delivery]), name="message_delivery"
            ),
        ]
