"""What changes organisations: what is published of providers, and what an extract says of schools."""

from npq.domain.organisations.operations.providers import publish_delivery_partner, publish_lead_provider

__all__ = ["publish_delivery_partner", "publish_lead_provider"]
