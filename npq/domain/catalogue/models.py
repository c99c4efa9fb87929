from datetime import datetime
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from npq.domain.catalogue.kinds import CourseGroup, FundingMode, Season
from npq.domain.organisations.kinds import ProviderStatus
from npq.domain.organisations.models import DeliveryPartner, LeadProvider

YEAR_DIGITS = 4


class Qualification(models.Model):
    """One national professional qualification: facts the service reckons with, and the words of its course page."""

    identifier = models.SlugField(primary_key=True, max_length=40)
    short_code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=20, choices=[(g.value, g.value) for g in CourseGroup])
    # The order in which qualifications are listed.
    position = models.PositiveSmallIntegerField(unique=True)
    months = models.PositiveSmallIntegerField()
    weekly_hours_low = models.PositiveSmallIntegerField()
    weekly_hours_high = models.PositiveSmallIntegerField()
    word_limit = models.PositiveSmallIntegerField()
    # The course page's own words, shaped and checked by catalogue.page.CoursePage when they are published.
    words = models.JSONField(default=dict)
    # A digest of everything published; publishing the same file again is recognised by it.
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group__in=[g.value for g in CourseGroup]), name="qualification_group"
            ),
            models.CheckConstraint(
                condition=models.Q(weekly_hours_high__gte=models.F("weekly_hours_low")),
                name="weekly_hours_rise",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """One of the framework's topics, in the order they are taught."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField()
    identifier = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            # Checked at the end of the transaction, so that topics can change places.
            models.UniqueConstraint(
                fields=["qualification", "position"],
                name="one_topic_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["qualification", "identifier"], name="one_topic_an_identifier"),
        ]


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Cohorts, found as people and systems name them."""

    def identified(self, identifier: str) -> "CohortQuerySet":
        """The cohort called, for example, "2023a"; none where the text is no such name."""
        year, suffix = identifier[:-1], identifier[-1:]
        if not (year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS):
            return self.none()
        return self.filter(start_year=int(year), suffix=suffix)

    def open_at(self, at: datetime) -> "CohortQuerySet":
        """The cohorts that take registrations at an instant; `rules.phase_of` says the same of one."""
        not_closed = models.Q(registration_closes_at__isnull=True) | models.Q(registration_closes_at__gt=at)
        return self.filter(not_closed, registration_opens_at__lte=at)


class Cohort(models.Model):
    """People who start together. Known to provider systems by start year and suffix, to people by its name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    start_year = models.PositiveSmallIntegerField()
    suffix = models.CharField(max_length=1, default="a")
    name = models.CharField(max_length=50, unique=True)
    starts_on = models.DateField()
    registration_opens_at = models.DateTimeField()
    registration_closes_at = models.DateTimeField(null=True)
    funding = models.CharField(max_length=10, choices=[(m.value, m.value) for m in FundingMode])
    # The dated series of funding policies; the day of submission chooses one of it.
    policy_series = models.CharField(max_length=40)
    # Where these facts, the schedules and the offers were published, and when somebody last looked.
    source = models.CharField(max_length=200)
    verified_on = models.DateField(null=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["start_year", "suffix"], name="one_cohort_a_year_and_suffix"),
            models.CheckConstraint(
                condition=models.Q(suffix__regex=r"^[a-z]$"), name="cohort_suffix_is_a_letter"
            ),
            models.CheckConstraint(
                condition=models.Q(funding__in=[m.value for m in FundingMode]), name="cohort_funding"
            ),
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
    group = models.CharField(max_length=20, choices=[(g.value, g.value) for g in CourseGroup])
    season = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Season])
    applies_from = models.DateField()
    applies_to = models.DateField()
    # Acceptance on a day of this period (start inclusive, end exclusive) chooses this schedule; without one, or
    # outside all of them, the season of the day does (see `rules.schedule_for`).
    accepted_from = models.DateField(null=True)
    accepted_before = models.DateField(null=True)
    declaration_types = ArrayField(models.CharField(max_length=20))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "identifier"], name="one_schedule_an_identifier"),
            models.CheckConstraint(
                condition=models.Q(season__in=[s.value for s in Season]), name="schedule_season"
            ),
            models.CheckConstraint(
                condition=models.Q(applies_to__gte=models.F("applies_from")), name="schedule_applies_forwards"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_before__isnull=True)
                | models.Q(accepted_before__gt=models.F("accepted_from")),
                name="schedule_acceptance_is_a_period",
            ),
        ]


class OfferQuerySet(models.QuerySet["Offer"]):
    def taking_new(self) -> "OfferQuerySet":
        """The offers that somebody new may choose: not closed, by a lead provider open to new participants."""
        return self.filter(closed_at__isnull=True, lead_provider__status=ProviderStatus.OPEN)


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
    # From then on nobody new may choose it; those who did are served on.
    closed_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

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
