from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.learning.kinds import LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES
from npq.domain.learning.models.study import Study

USUAL_WEEKDAY = 2
USUAL_START = time(13, 30)
"""In school hours, with the longest usual piece done before the day ends."""
EARLIEST, LATEST = time(6), time(22)
"""When studying may begin: in the longest week it then ends by midnight."""


class StudyPlan(models.Model):
    """When somebody studies: what they give a week, on which day, and the weeks they cannot. What falls into which
    week is worked out from it, and stored nowhere."""

    study = models.OneToOneField(Study, primary_key=True, on_delete=models.PROTECT, related_name="plan")
    minutes_a_week = models.PositiveSmallIntegerField(default=USUAL_MINUTES)
    # 0 is Monday.
    weekday = models.PositiveSmallIntegerField(default=USUAL_WEEKDAY)
    # In London.
    starts_at = models.TimeField(default=USUAL_START)
    # Mondays, in order.
    weeks_off = ArrayField(models.DateField(), default=list)
    # The address of the calendar is shown once; who holds it needs no sign-in. Both None where there is none.
    feed_digest = models.CharField(max_length=64, null=True, unique=True)
    feed_made_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    impersonal = {"feed_digest"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes_a_week__gte=LEAST_MINUTES, minutes_a_week__lte=MOST_MINUTES),
                name="one_to_two_hours_a_week",
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="a_day_of_the_week"),
            models.CheckConstraint(
                condition=models.Q(starts_at__gte=EARLIEST, starts_at__lte=LATEST),
                name="study_ends_on_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(feed_digest__isnull=True, feed_made_at__isnull=True)
                | models.Q(feed_digest__isnull=False, feed_made_at__isnull=False),
                name="a_feed_and_when",
            ),
        ]
