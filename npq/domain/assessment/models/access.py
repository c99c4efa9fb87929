from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.assessment.kinds import (
    ACCESS_REQUEST,
    MOST_EXTRA_TIME,
    MOST_MORE_DAYS,
    MOST_REST_MINUTES,
    Effect,
    Format,
    RequestState,
)
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.models import Person
from npq.domain.registration.models import Registration
from npq.kernel.privacy import Basis, Kept, Personal


def _agreed(purpose: str) -> Personal:
    return Personal(purpose, Basis.EQUALITY_DUTY, Kept.ACCESS)


class AccessArrangement(models.Model):
    """What was agreed so that somebody can show what they know: its effect alone, never what it is for.

    One is in force at a time. Another takes its place and this one ends; what it gave in a window stays given.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # More time, as a share of a window in per cent.
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    rest_minutes_a_day = models.PositiveSmallIntegerField(default=0)
    more_days = models.PositiveSmallIntegerField(default=0)
    formats = ArrayField(
        models.CharField(max_length=16, choices=[(f.value, f.value) for f in Format]), default=list
    )
    # Markers are told this of a script, and nothing else.
    spelling_not_judged = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    # When it is talked over again, and its last day.
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    # When another took its place, or it was ended; None while it is in force.
    ended_at = models.DateTimeField(null=True)

    personal = {
        "extra_time_percent": _agreed("to give somebody the time that was agreed"),
        "rest_minutes_a_day": _agreed("to give somebody the time that was agreed"),
        "more_days": _agreed("to give somebody the time that was agreed"),
        "formats": _agreed("to give somebody papers that they can work with"),
        "spelling_not_judged": _agreed("to have somebody judged by what they say"),
        "review_on": _agreed("to talk an arrangement over again when that was agreed"),
        "ends_on": _agreed("to end an arrangement when that was agreed"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at__isnull=True),
                name="one_access_arrangement_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    extra_time_percent__lte=MOST_EXTRA_TIME,
                    more_days__lte=MOST_MORE_DAYS,
                    rest_minutes_a_day__lt=MOST_REST_MINUTES + 1,
                ),
                name="access_arrangement_is_within_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(formats__contained_by=[f.value for f in Format]),
                name="access_arrangement_formats",
            ),
        ]
        indexes = [models.Index(fields=["person", "agreed_at"], name="access_arrangement_of")]


class AccessRequest(models.Model):
    """Somebody asks for an arrangement, or says what theirs should be instead: the effects they want, and no reason."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # Whose place it is, and so who acts on it.
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    # All they want from now on; empty where what was agreed should end.
    wants = ArrayField(models.CharField(max_length=20, choices=[(e.value, e.value) for e in Effect]))
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in RequestState],
        default=ACCESS_REQUEST.initial.value,
    )
    asked_at = models.DateTimeField()
    # When it was answered, declined or withdrawn.
    settled_at = models.DateTimeField(null=True)

    personal = {
        "wants": Personal(
            "to have a request for an arrangement answered", Basis.EQUALITY_DUTY, Kept.ACCESS_REQUEST
        )
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=models.Q(state=RequestState.ASKED.value),
                name="one_access_request_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(wants__contained_by=[e.value for e in Effect]), name="access_request_wants"
            ),
            models.CheckConstraint(
                condition=models.Q(state=RequestState.ASKED.value, settled_at__isnull=True)
                | (
                    models.Q(state__in=[s.value for s in RequestState if s is not RequestState.ASKED])
                    & models.Q(settled_at__isnull=False)
                ),
                name="a_settled_access_request_says_when",
            ),
        ]
        indexes = [models.Index(fields=["registration", "asked_at"], name="access_request_of")]
        triggers = [
            pgtrigger.FSM(name="access_request_moves", field="state", transitions=ACCESS_REQUEST.pairs)
        ]
