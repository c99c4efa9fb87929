from uuid import uuid4

from django.db import models

from npq.domain.learning.kinds import HowFar
from npq.domain.learning.models.study import Study


class Audit(models.Model):
    """One time that somebody rated themselves against the topics. The latest counts; those before it stay as they were.

    It is open until its priorities are chosen: three topics, by their ids.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    # From 1, in the order they were taken.
    number = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    first = models.CharField(max_length=60, null=True)
    second = models.CharField(max_length=60, null=True)
    third = models.CharField(max_length=60, null=True)

    impersonal = {"first", "second", "third"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="audits_come_in_order"),
            models.CheckConstraint(
                condition=models.Q(first__isnull=True, second__isnull=True, third__isnull=True)
                | (
                    models.Q(first__isnull=False, second__isnull=False, third__isnull=False)
                    & ~models.Q(first=models.F("second"))
                    & ~models.Q(first=models.F("third"))
                    & ~models.Q(second=models.F("third"))
                ),
                name="three_priorities_that_differ",
            ),
        ]

    @property
    def priorities(self) -> tuple[str, ...]:
        """The ids of the topics chosen, in their order; none while it is open."""
        return tuple(topic for topic in (self.first, self.second, self.third) if topic is not None)


class AuditAnswer(models.Model):
    """How far somebody said they were in one topic."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    topic = models.CharField(max_length=60)
    how_far = models.CharField(max_length=8, choices=[(h.value, h.value) for h in HowFar])

    impersonal = {"topic"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "topic"], name="a_topic_is_rated_once"),
            models.CheckConstraint(
                condition=models.Q(how_far__in=[h.value for h in HowFar]), name="audit_how_far"
            ),
        ]
