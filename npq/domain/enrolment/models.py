from django.db import models

from npq.domain.catalogue.models import Schedule
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.registration.models import Registration


class Enrolment(models.Model):
    """A place that a lead provider gave: the calendar it follows and how it is paid."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="+")
    training_status = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in TrainingStatus],
        default=TrainingStatus.ACTIVE.value,
    )
    # Whether one of the provider's contracted funded places is used; None where the cohort counts none.
    funded_place = models.BooleanField(null=True)
    accepted_at = models.DateTimeField()
    # None while the place stands.
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(training_status__in=[s.value for s in TrainingStatus]),
                name="training_status",
            ),
        ]
