from uuid import uuid4

from django.db import models

from npq.domain.assessment.kinds import OverLimit
from npq.domain.assessment.models.setting import Rubric
from npq.domain.catalogue.models import Qualification
from npq.domain.organisations.models import LeadProvider
from npq.kernel.append_only import append_only

MOST_PERCENT = 100


class Policy(models.Model):
    """What holds for the windows of a provider and qualification from a day on. It never changes; a later one does.

    Without a provider it is the default, which is this service's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    lead_provider = models.ForeignKey(LeadProvider, null=True, on_delete=models.PROTECT, related_name="+")
    decides_from = models.DateField()
    decided_at = models.DateTimeField()
    word_limit = models.PositiveSmallIntegerField()
    over_limit = models.CharField(max_length=16, choices=[(o.value, o.value) for o in OverLimit])
    window_days = models.PositiveSmallIntegerField()
    # What arrives within these minutes after the deadline counts, and that it was late is recorded.
    grace_minutes = models.PositiveSmallIntegerField()
    attempts = models.PositiveSmallIntegerField()
    # Whether a window that was missed uses an attempt.
    missed_counts = models.BooleanField()
    extension_days_most = models.PositiveSmallIntegerField()
    sample_percent = models.PositiveSmallIntegerField()
    release_after_days = models.PositiveSmallIntegerField()
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    # A pass has no level of 0 where that is asked for, and so many levels in all.
    pass_needs_no_zero = models.BooleanField()
    pass_at_least = models.PositiveSmallIntegerField()
    # What is looked at again: totals from .. to, and a pass that one level more at 0 would have undone.
    boundary_from = models.PositiveSmallIntegerField()
    boundary_to = models.PositiveSmallIntegerField()
    boundary_near_zero = models.BooleanField()

    impersonal = {"decides_from"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(over_limit__in=[o.value for o in OverLimit]), name="policy_over_limit"
            ),
            models.CheckConstraint(
                condition=models.Q(word_limit__gte=1, window_days__gte=1, attempts__gte=1),
                name="policy_leaves_something_to_do",
            ),
            models.CheckConstraint(
                condition=models.Q(sample_percent__lte=MOST_PERCENT), name="policy_sample_is_a_share"
            ),
            models.CheckConstraint(
                condition=models.Q(boundary_to__gte=models.F("boundary_from")), name="policy_boundary_rises"
            ),
        ]
        indexes = [
            models.Index(fields=["qualification", "lead_provider", "-decides_from"], name="policy_newest")
        ]
        triggers = append_only("assessment_policy")
