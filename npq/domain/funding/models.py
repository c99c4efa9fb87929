from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from npq.domain.funding.kinds import DecisionCause, EntitlementChange, Outcome, Reason
from npq.domain.people.models import Person
from npq.kernel.append_only import append_only


class PolicySeries(models.Model):
    """A named run of policies that cohorts point to."""

    # A number of its own, because the embedded database can exclude overlaps by number but not by text.
    number = models.IntegerField(primary_key=True)
    identifier = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)

    impersonal = {"identifier", "name"}


class PolicyPeriod(models.Model):
    """From one day (inclusive) to another (exclusive) this policy decides for its series."""

    series = models.ForeignKey(PolicySeries, on_delete=models.PROTECT, related_name="periods")
    period = DateRangeField()
    policy = models.CharField(max_length=60)
    source = models.CharField(max_length=200)

    impersonal = {"policy", "source"}

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_policy_a_day",
                expressions=[
                    (
                        models.Func("series", "series", models.Value("[]"), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Decision(models.Model):
    """One answer to "who pays?", with what it rested on. Written once; deciding again writes another."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    qualification = models.SlugField(max_length=60)
    policy = models.CharField(max_length=60)
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome])
    reason = models.CharField(max_length=40, choices=[(r.value, r.value) for r in Reason])
    facts = models.JSONField()
    cause = models.CharField(max_length=20, choices=[(c.value, c.value) for c in DecisionCause])
    made_at = models.DateTimeField()

    # Facts about the workplace, the course and the cohort: see facts.Facts.
    impersonal = {"qualification", "policy", "facts"}

    class Meta:
        triggers = append_only("decision")


class EntitlementEntry(models.Model):
    """One line of the ledger of funded places: each qualification is paid for once per person."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    qualification = models.SlugField(max_length=60)
    # The registration whose place it is; an id only, because funding never looks up.
    place = models.UUIDField()
    change = models.CharField(max_length=20, choices=[(c.value, c.value) for c in EntitlementChange])
    at = models.DateTimeField()

    impersonal = {"qualification"}

    class Meta:
        triggers = append_only("entitlement")
        indexes = [models.Index(fields=["person", "qualification"], name="entitlement_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=models.Q(change=EntitlementChange.TAKEN.value),
                name="a_place_is_taken_once",
            ),
        ]
