from uuid import uuid4

from django.db import models

from npq.domain.organisations.kinds import ProviderStatus


class LeadProvider(models.Model):
    """An organisation approved to provide national professional qualifications."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=120, unique=True)
    status = models.CharField(
        max_length=20, choices=[(s, s) for s in ProviderStatus], default=ProviderStatus.OPEN
    )
    # An invented provider may carry prices, staff and conduct in the demonstration; a real one never does.
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=list(ProviderStatus)), name="lead_provider_status"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryPartner(models.Model):
    """An organisation, often a teaching school hub, that delivers a course on a lead provider's behalf."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=120, unique=True)
    region = models.CharField(max_length=60, blank=True)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """A key to the API for one lead provider's own systems. Only its digest is kept; the key is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    lead_provider = models.ForeignKey(LeadProvider, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    # Calls are counted in stretches of time that begin with the first call after the last stretch ended.
    window_began_at = models.DateTimeField(null=True)
    calls_in_window = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_began_at__isnull=True, calls_in_window=0, last_used_at__isnull=True)
                | models.Q(window_began_at__isnull=False, calls_in_window__gt=0, last_used_at__isnull=False),
                name="token_calls_have_a_window",
            ),
        ]
