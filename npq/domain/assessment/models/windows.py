from uuid import uuid4

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeField, RangeOperators
from django.db import models
from django.db.models.functions import Cast

from npq.domain.assessment.kinds import (
    SITTING,
    ByWhom,
    DeadlineKind,
    DeadlineReason,
    MoveReason,
    SittingState,
    WindowKind,
)
from npq.domain.assessment.models.cases import CaseVersion
from npq.domain.assessment.models.policy import Policy
from npq.domain.catalogue.models import Cohort, Qualification
from npq.domain.organisations.models import LeadProvider
from npq.domain.registration.models import Registration
from npq.kernel.append_only import append_only

CANDIDATE_NUMBER = r"^[A-HJ-NP-Z2-9]{4}$"
"""Four letters or digits, without those that look alike."""

KINDS = [(kind.value, kind.value) for kind in WindowKind]


class TstzRange(models.Func):
    """From one instant to another, as PostgreSQL has ranges."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class OneText(models.Func):
    """A range that holds one text alone: two of them overlap where the texts are the same.

    So the same text can be asked for beside a range without an extension of PostgreSQL. A migration makes the type.
    """

    function = "assessment_textrange"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"
    arity = 1
    output_field = RangeField()


class Window(models.Model):
    """Days in which participants of a lead provider write. It can be changed until it opens, and not after."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    # Who start together and sit in it; None where whoever is ready may.
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=80)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # A talk with the provider for those who sit; its address is shown to them alone.
    clinic_at = models.DateTimeField(null=True)
    clinic_link = models.URLField(max_length=300, blank=True)
    case = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="+")
    # What holds in it, whatever is decided later.
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    impersonal = {"name", "clinic_link"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in WindowKind]), name="window_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="window_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(clinic_at__isnull=True)
                | models.Q(clinic_at__gte=models.F("opens_at"), clinic_at__lte=models.F("closes_at")),
                name="window_clinic_is_inside",
            ),
            ExclusionConstraint(
                name="live_windows_do_not_overlap",
                expressions=[
                    (OneText(Cast("lead_provider", models.TextField())), RangeOperators.OVERLAPS),
                    (OneText(Cast("qualification", models.TextField())), RangeOperators.OVERLAPS),
                    (
                        TstzRange("opens_at", "closes_at", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(kind=WindowKind.LIVE.value),
            ),
        ]
        indexes = [
            models.Index(fields=["lead_provider", "qualification", "opens_at"], name="window_of_provider"),
            models.Index(fields=["opens_at"], name="window_opens"),
        ]

    def __str__(self) -> str:
        return self.name


class Sitting(models.Model):
    """Somebody sits, or will sit, in a window: by the place they have, as the first attempt or a later one."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="sittings")
    # The window's own, which never changes.
    kind = models.CharField(max_length=10, choices=KINDS)
    attempt = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in SittingState], default=SITTING.initial.value
    )
    entered_at = models.DateTimeField()
    # When the case was first opened.
    opened_at = models.DateTimeField(null=True)
    state_changed_at = models.DateTimeField()
    # What rules.deadlines makes of the window and all that moves the deadline of this one; whatever moves it writes it.
    deadline_at = models.DateTimeField()
    # Until then what arrives still counts, and that it was late is recorded.
    grace_until = models.DateTimeField()
    # When the next letter about it is due; None when there is none.
    remind_at = models.DateTimeField(null=True)
    move_reason = models.CharField(max_length=12, choices=[(r.value, r.value) for r in MoveReason], null=True)
    # What markers know it by; None until it is sealed.
    candidate_number = models.CharField(max_length=4, null=True)

    impersonal = {"candidate_number"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "window"], name="one_sitting_a_window"),
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=models.Q(state__in=sorted(s.value for s in SittingState.standing())),
                name="one_sitting_at_a_time",
            ),
            models.UniqueConstraint(fields=["window", "candidate_number"], name="one_candidate_a_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in SittingState]), name="sitting_state"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in WindowKind]), name="sitting_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(grace_until__gte=models.F("deadline_at")),
                name="grace_follows_the_deadline",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SittingState.SEALED.value, candidate_number__isnull=False)
                | (~models.Q(state=SittingState.SEALED.value) & models.Q(candidate_number__isnull=True)),
                name="sealed_has_a_number_and_nothing_else_has",
            ),
            models.CheckConstraint(
                condition=models.Q(candidate_number__isnull=True)
                | models.Q(candidate_number__regex=CANDIDATE_NUMBER),
                name="candidate_number_reads_plainly",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SittingState.MOVED.value, move_reason__isnull=False)
                | (~models.Q(state=SittingState.MOVED.value) & models.Q(move_reason__isnull=True)),
                name="moved_has_a_reason_and_nothing_else_has",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        SittingState.ENTERED.value,
                        SittingState.MISSED.value,
                        SittingState.MOVED.value,
                    ]
                )
                | models.Q(opened_at__isnull=False),
                name="who_writes_has_opened_the_case",
            ),
        ]
        indexes = [
            models.Index(fields=["window", "state"], name="sitting_in_window"),
            models.Index(
                fields=["deadline_at"],
                condition=models.Q(state__in=sorted(s.value for s in SittingState.standing())),
                name="sitting_deadlines",
            ),
            models.Index(
                fields=["remind_at"], condition=models.Q(remind_at__isnull=False), name="sitting_reminders"
            ),
        ]
        triggers = [pgtrigger.FSM(name="sitting_moves", field="state", transitions=SITTING.pairs)]


class DeadlineRow(models.Model):
    """One thing that makes one deadline later. It stands; another can only make it later still."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="deadline_rows")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in DeadlineKind])
    # One of the two: the new deadline, or how much longer.
    until = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in DeadlineReason])
    by_kind = models.CharField(max_length=12, choices=[(b.value, b.value) for b in ByWhom])
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in DeadlineKind]), name="deadline_row_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, minutes__gte=1)
                | models.Q(until__isnull=False, minutes__isnull=True),
                name="until_an_instant_or_by_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=[r.value for r in DeadlineReason]), name="deadline_row_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(by_kind__in=[b.value for b in ByWhom]), name="deadline_row_by"
            ),
        ]
        triggers = append_only("deadline_row")
