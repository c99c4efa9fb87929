from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from npq.domain.learning.kinds import MOST_ENTRY_CHARACTERS
from npq.domain.learning.models.study import Study
from npq.kernel.privacy import Basis, Kept, Personal


class LogEntry(models.Model):
    """What somebody wrote for themselves: a note on a page, a reflection, or a thought of its own without a page.

    Nobody but the writer ever reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    # The page's identifier, the same in every version; None for an entry without a page.
    page = models.CharField(max_length=60, null=True)
    # Of the version of the day it was written; empty where an entry without a page names none.
    topic = models.CharField(max_length=60, blank=True)
    statements = ArrayField(models.CharField(max_length=60), default=list)
    text = models.TextField()
    # It only grows, also when an entry is deleted and written anew, so that nobody mistakes one text for another.
    revision = models.BigIntegerField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # On which page it was last met again, and when that page was studied; both None until then.
    met_on = models.CharField(max_length=60, null=True)
    met_at = models.DateTimeField(null=True)

    personal = {
        "text": Personal(
            "to let somebody keep and find again what they wrote", Basis.PUBLIC_TASK, Kept.LEARNING_LOG
        ),
    }
    impersonal = {"page", "topic", "statements", "met_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "page"], name="one_log_entry_a_page"),
            models.CheckConstraint(
                condition=models.Q(GreaterThan(Length("text"), 0))
                & models.Q(LessThanOrEqual(Length("text"), MOST_ENTRY_CHARACTERS)),
                name="log_entry_length",
            ),
            models.CheckConstraint(
                condition=models.Q(met_on__isnull=True, met_at__isnull=True)
                | models.Q(met_on__isnull=False, met_at__isnull=False),
                name="log_entry_met_and_when",
            ),
        ]
        indexes = [models.Index(fields=["study", "-written_at"], name="log_entry_newest")]
