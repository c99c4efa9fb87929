from uuid import uuid4

from django.db import models

from npq.domain.assessment.kinds import CaseKind, OpeningPurpose, RetirementReason
from npq.domain.catalogue.models import Qualification
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from npq.kernel.append_only import append_only


class CaseVersion(models.Model):
    """A case study as it was set. It never changes; what becomes of it stands in rows beside it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    # Who sets it; None is the department.
    set_by = models.ForeignKey(LeadProvider, null=True, on_delete=models.PROTECT, related_name="+")
    identifier = models.CharField(max_length=60)
    # Variants of one family tell the same story with other questions, papers or figures.
    family = models.CharField(max_length=60)
    variant = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in CaseKind])
    title = models.CharField(max_length=200)
    # What the case is known by: the same content, the same digest.
    digest = models.CharField(max_length=64)
    # As packs.pack.CasePaper has it: all that a candidate sees.
    content = models.JSONField()
    # As packs.pack.ForMarkers has it: what no candidate sees before the end.
    for_markers = models.JSONField()
    # Nobody but who sets it sees it before; None for a rehearsal that may be read at once.
    not_before = models.DateTimeField(null=True)
    published_at = models.DateTimeField()

    impersonal = {"identifier", "family", "variant", "title", "digest", "content", "for_markers"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "set_by", "digest"], nulls_distinct=False, name="one_case_a_content"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in CaseKind]), name="case_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=CaseKind.LIVE.value) | models.Q(not_before__isnull=False),
                name="a_live_case_has_an_embargo",
            ),
        ]
        indexes = [models.Index(fields=["qualification", "family"], name="case_family")]
        triggers = append_only("case_version")

    def __str__(self) -> str:
        return f"{self.identifier} {self.digest[:8]}"


class CaseExposure(models.Model):
    """A case was opened in a window: from then on candidates know it. It stands, as what was seen was seen."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="exposures")
    # The window's own id.
    window = models.UUIDField()
    # When the first candidate opened it.
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "window"], name="a_case_is_exposed_once_a_window"),
        ]
        triggers = append_only("case_exposure")


class CaseRetirement(models.Model):
    """A case is not set again, and why."""

    case = models.OneToOneField(CaseVersion, on_delete=models.PROTECT, related_name="retirement")
    reason = models.CharField(max_length=12, choices=[(r.value, r.value) for r in RetirementReason])
    retired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=[r.value for r in RetirementReason]),
                name="case_retirement_reason",
            ),
        ]
        triggers = append_only("case_retirement")


class CaseOpening(models.Model):
    """Somebody of staff opened a live case: who, when and what for. Written before anything of it is shown."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=[(p.value, p.value) for p in OpeningPurpose])
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=[p.value for p in OpeningPurpose]), name="case_opening_purpose"
            ),
        ]
        indexes = [models.Index(fields=["case", "-opened_at"], name="case_opening_newest")]
        triggers = append_only("case_opening")
