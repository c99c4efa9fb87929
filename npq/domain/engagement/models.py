from django.db import models

from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.registration.models import Registration

LATER = (StepKind.ASSESSMENT,)
"""The conditions that subjects above say of a registration, because nobody below can know them."""


class ConditionState(models.Model):
    """How far one later condition of a registration is, as the subject above that owns it said last."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in LATER])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in StepState])
    note = models.CharField(max_length=40, choices=[(n.value, n.value) for n in StepNote])
    whose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Party], null=True)
    # Until when that move is to be made, and the day it was done.
    by_day = models.DateField(null=True)
    done_on = models.DateField(null=True)
    said_at = models.DateTimeField()

    impersonal = {"by_day", "done_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "kind"], name="one_state_a_condition"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in LATER]), name="condition_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in StepState]), name="condition_state"
            ),
        ]
