import pgtrigger
from django.db import models

from npq.domain.catalogue.models import Schedule
from npq.domain.enrolment.kinds import TRAINING, DeferralReason, Side, TrainingStatus, WithdrawalReason
from npq.domain.registration.models import Registration
from npq.kernel.append_only import append_only
from npq.kernel.privacy import Basis, Kept, Personal

STATUSES = [(status.value, status.value) for status in TrainingStatus]
# One code is a reason for both.
REASONS = sorted({reason.value for reason in (*DeferralReason, *WithdrawalReason)})


class Enrolment(models.Model):
    """A place that a lead provider gave: the calendar it follows and how it is paid."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="+")
    training_status = models.CharField(
        max_length=10,
        choices=STATUSES,
        default=TRAINING.initial.value,
    )
    # When that last changed, the day of a break's end included; None while nothing did.
    training_changed_at = models.DateTimeField(null=True)
    # The day on which a break ends.
    returns_on = models.DateField(null=True)
    # When the next letter about that day is due.
    remind_at = models.DateTimeField(null=True)
    # Whether one of the provider's contracted funded places is used; None where the cohort counts none.
    funded_place = models.BooleanField(null=True)
    accepted_at = models.DateTimeField()
    # None while the place stands.
    taken_back_at = models.DateTimeField(null=True)

    # A day, which names nobody.
    impersonal = {"returns_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(training_status__in=[s.value for s in TrainingStatus]),
                name="training_status",
            ),
            models.CheckConstraint(
                condition=models.Q(training_status=TrainingStatus.DEFERRED.value, returns_on__isnull=False)
                | (
                    ~models.Q(training_status=TrainingStatus.DEFERRED.value)
                    & models.Q(returns_on__isnull=True, remind_at__isnull=True)
                ),
                name="a_break_has_an_end_and_nothing_else_has",
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="enrolment_return_reminders",
            ),
        ]
        triggers = [pgtrigger.FSM(name="training_moves", field="training_status", transitions=TRAINING.pairs)]


class TrainingChange(models.Model):
    """One change of the training in a place: what it was changed to, and by which side. It stays as it is.

    `moves` is False where a break only got another end.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=STATUSES)
    moves = models.BooleanField(default=True)
    returns_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    by_kind = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Side])

    impersonal = {"returns_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in TrainingStatus]),
                name="training_change_status",
            ),
            models.CheckConstraint(
                condition=models.Q(by_kind__in=[s.value for s in Side]), name="training_change_by"
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "id"], name="training_change_of")]
        triggers = append_only("training_change")


class TrainingReason(models.Model):
    """Why a change was made. It may speak of somebody's health, so it stands apart and is erased in its time."""

    change = models.OneToOneField(
        TrainingChange, primary_key=True, on_delete=models.PROTECT, related_name="why"
    )
    reason = models.CharField(max_length=60, choices=[(r, r) for r in REASONS])

    personal = {
        "reason": Personal(
            "to help somebody come back, and to see why courses are left",
            Basis.PUBLIC_TASK,
            Kept.TRAINING_REASON,
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__in=REASONS), name="training_reason"),
        ]
