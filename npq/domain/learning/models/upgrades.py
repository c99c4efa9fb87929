from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.catalogue.models import Cohort, Qualification
from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.models.courses import CourseVersion
from npq.domain.learning.models.study import Study
from npq.domain.organisations.models import LeadProvider
from npq.kernel.append_only import append_only

TOLD = (ChangeKind.MATERIAL, ChangeKind.ASSESSMENT)
"""What a participant is told of. Better words speak for themselves."""


class CourseTakeUp(models.Model):
    """A lead provider took a version up for its participants of one cohort. It stands; a later one goes beyond it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead_provider", "cohort", "version"], name="a_version_is_taken_up_once"
            ),
        ]
        triggers = append_only("course_take_up")


class StudyChange(models.Model):
    """A study was moved to another version, and what that changed by ids of pages, to be told to whoever studies."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    change = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in TOLD])
    moved_at = models.DateTimeField()
    added = ArrayField(models.CharField(max_length=60), default=list)
    rewritten = ArrayField(models.CharField(max_length=60), default=list)
    marked = ArrayField(models.CharField(max_length=60), default=list)
    removed = models.PositiveSmallIntegerField(default=0)
    # How many minutes more, or fewer, the whole course takes.
    minutes = models.SmallIntegerField(default=0)
    # None until they say that they have read it.
    seen_at = models.DateTimeField(null=True)

    impersonal = {"added", "rewritten", "marked"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="a_study_comes_to_a_version_once"),
            models.CheckConstraint(
                condition=models.Q(change__in=[kind.value for kind in TOLD]), name="study_change_kind"
            ),
        ]


class AssessmentPeriod(models.Model):
    """From when to when an assessment is open, as the subject above says by its key: nothing that bears on it is
    taken up meanwhile. Without a cohort it is for all of them. One that never opens begins and ends at once."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    impersonal = {"key"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["qualification", "key"], name="one_assessment_period_a_key"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gte=models.F("opens_at")),
                name="assessment_closes_after_it_opens",
            ),
        ]
