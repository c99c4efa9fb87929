from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.catalogue.models import Qualification
from npq.domain.organisations.models import LeadProvider
from npq.kernel.append_only import append_only


class Rubric(models.Model):
    """What responses are marked against. It never changes: another wording is another rubric."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # What it is known by: the same content, the same digest.
    digest = models.CharField(max_length=64, unique=True)
    version = models.CharField(max_length=20)
    note = models.TextField()
    # As packs.shapes.Criterion has them, in their order.
    criteria = models.JSONField()
    published_at = models.DateTimeField()

    impersonal = {"digest", "version", "note", "criteria"}

    class Meta:
        triggers = append_only("rubric")


class AssessmentVersion(models.Model):
    """An assessment pack as it was published: its rubric, its policy, its cases. A change is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    # Who sets it; None is the department.
    set_by = models.ForeignKey(LeadProvider, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    note = models.TextField()
    framework = models.CharField(max_length=60)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    # As packs.shapes.Policy has it.
    policy = models.JSONField()
    # The digests of its cases.
    cases = ArrayField(models.CharField(max_length=64))
    published_at = models.DateTimeField()

    impersonal = {"version", "title", "digest", "note", "framework", "policy", "cases"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "set_by", "version"],
                nulls_distinct=False,
                name="one_assessment_a_version",
            ),
            models.UniqueConstraint(
                fields=["qualification", "set_by", "digest"],
                nulls_distinct=False,
                name="one_assessment_a_content",
            ),
        ]
        triggers = append_only("assessment_version")

    def __str__(self) -> str:
        return f"{self.qualification_id} {self.version}"
