from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.catalogue.kinds import CourseGroup, FundingMode
from npq.domain.organisations.models import DeliveryPartner, LeadProvider


class Qualification(models.Model):
    """One national professional qualification: facts the service reckons with, and the words of its course page."""

    identifier = models.SlugField(primary_key=True, max_length=60)
    short_code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=20, choices=[(g, g) for g in CourseGroup])
    position = models.PositiveSmallIntegerField(unique=True)
    months = models.PositiveSmallIntegerField()
    weekly_hours_low = models.PositiveSmallIntegerField()
    weekly_hours_high = models.PositiveSmallIntegerField()
    word_limit = models.PositiveSmallIntegerField()
    # The course page's own words, shaped and checked by catalogue.page.CoursePage when they are published.
    words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """One of the framework's topics, in the order they are taught."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField()
    identifier = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["qualification", "position"], name="one_topic_a_position"),
            models.UniqueConstraint(fields=["qualification", "identifier"], name="one_topic_an_identifier"),
        ]


class Cohort(models.Model):
    """People who start together. Known to provider systems by start year and suffix, to people by its name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    start_year = models.PositiveSmallIntegerField()
    suffix = models.CharField(max_length=1, default="a")
    name = models.CharField(max_length=50, unique=True)
    starts_on = models.DateField()
    registration_opens_at = models.DateTimeField()
    registration_closes_at = models.DateTimeField(null=True)
    funding = models.CharField(max_length=10, choices=[(m, m) for m in FundingMode])
    # The dated series of funding policies; the day of submission chooses one of it.
    policy_series = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["start_year", "suffix"], name="one_cohort_a_year_and_suffix"),
            models.CheckConstraint(condition=models.Q(funding__in=list(FundingMode)), name="cohort_funding"),
            models.CheckConstraint(
                condition=models.Q(registration_closes_at__isnull=True)
                | models.Q(registration_closes_at__gt=models.F("registration_opens_at")),
                name="cohort_closes_after_it_opens",
            ),
        ]

    @property
    def identifier(self) -> str:
        return f"{self.start_year}{self.suffix}"

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """The calendar a place follows in one cohort: when it applies, and which declarations it allows."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="schedules")
    identifier = models.SlugField(max_length=60)
    group = models.CharField(max_length=20, choices=[(g, g) for g in CourseGroup])
    applies_from = models.DateField()
    applies_to = models.DateField()
    # Acceptance on a day of this period (start inclusive, end exclusive) chooses this schedule; see `rules`.
    accepted_from = models.DateField()
    accepted_before = models.DateField()
    declaration_types = ArrayField(models.CharField(max_length=20))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "identifier"], name="one_schedule_an_identifier"),
        ]


class Offer(models.Model):
    """A lead provider offers a qualification in a cohort, on these terms."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    # Whether this provider accepts nobody before the sponsor has approved.
    needs_approval = models.BooleanField(default=False)
    # How many working days the provider gives itself to decide; what "by when" is reckoned from.
    decides_within_days = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["qualification", "cohort", "lead_provider"], name="one_offer"),
        ]


class DeliveryPartnership(models.Model):
    """A delivery partner works for a lead provider in a cohort."""

    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    delivery_partner = models.ForeignKey(DeliveryPartner, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead_provider", "delivery_partner", "cohort"], name="one_delivery_partnership"
            ),
        ]
