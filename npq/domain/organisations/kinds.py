from enum import StrEnum


class ProviderStatus(StrEnum):
    """Whether a lead provider takes new participants. One that does not still serves those it has."""

    OPEN = "open"
    CLOSED_TO_NEW = "closed_to_new"


class JournalKind(StrEnum):
    LEAD_PROVIDER_PUBLISHED = "lead_provider_published"
    DELIVERY_PARTNER_PUBLISHED = "delivery_partner_published"
