from uuid import uuid4

from django.db import models
from django.db.models.functions import Lower

from npq.domain.learning.models.log import LogEntry
from npq.kernel.privacy import Basis, Kept, Personal


class SharedEntry(models.Model):
    """One entry of a learning log that its writer lets a coach read, by a signed link, until they stop or it expires.

    It goes with its entry.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="+")
    coach_name = models.CharField(max_length=128)
    # In small letters, so that one address is one coach.
    coach_email = models.EmailField(max_length=254)
    shared_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    personal = {
        "coach_name": Personal("to say whom an entry is shared with", Basis.PUBLIC_TASK, Kept.COACH),
        "coach_email": Personal("to send the coach a link to the entry", Basis.PUBLIC_TASK, Kept.COACH),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "coach_email"],
                condition=models.Q(stopped_at__isnull=True),
                name="one_share_an_entry_and_coach",
            ),
            models.CheckConstraint(
                condition=models.Q(coach_email=Lower("coach_email")), name="coach_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("shared_at")), name="share_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="shared_entry_ends")]
