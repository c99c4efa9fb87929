from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.assessment.kinds import Format
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from npq.kernel.privacy import Basis, Kept, Personal

MOST_EXTRA_TIME = 100
MOST_MORE_DAYS = 60
MINUTES_A_DAY = 24 * 60


def _agreed(purpose: str) -> Personal:
    return Personal(purpose, Basis.EQUALITY_DUTY, Kept.ACCESS)


class AccessArrangement(models.Model):
    """What was agreed so that somebody can show what they know: its effect alone, never what it is for.

    One is in force at a time. Another takes its place and this one ends; what it gave in a window stays given.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # More time, as a share of a window in per cent.
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    rest_minutes_a_day = models.PositiveSmallIntegerField(default=0)
    more_days = models.PositiveSmallIntegerField(default=0)
    formats = ArrayField(
        models.CharField(max_length=16, choices=[(f.value, f.value) for f in Format]), default=list
    )
    # Markers are told this of a script, and nothing else.
    spelling_not_judged = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    # When it is talked over again, and its last day.
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    # When another took its place, or it was ended; None while it is in force.
    ended_at = models.DateTimeField(null=True)

    personal = {
        "extra_time_percent": _agreed("to give somebody the time that was agreed"),
        "rest_minutes_a_day": _agreed("to give somebody the time that was agreed"),
        "more_days": _agreed("to give somebody the time that was agreed"),
        "formats": _agreed("to give somebody papers that they can work with"),
        "spelling_not_judged": _agreed("to have somebody judged by what they say"),
        "review_on": _agreed("to talk an arrangement over again when that was agreed"),
        "ends_on": _agreed("to end an arrangement when that was agreed"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at__isnull=True),
                name="one_access_arrangement_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    extra_time_percent__lte=MOST_EXTRA_TIME,
                    more_days__lte=MOST_MORE_DAYS,
                    rest_minutes_a_day__lt=MINUTES_A_DAY,
                ),
                name="access_arrangement_is_within_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(formats__contained_by=[f.value for f in Format]),
                name="access_arrangement_formats",
            ),
        ]
        indexes = [models.Index(fields=["person", "agreed_at"], name="access_arrangement_of")]
