from datetime import datetime
from uuid import UUID

from npq.domain.organisations.kinds import JournalKind, ProviderStatus
from npq.domain.organisations.models import DeliveryPartner, LeadProvider
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer


@operation
def publish_lead_provider(
    *,
    by: Viewer,
    at: datetime,
    lead_provider_id: UUID,
    name: str,
    status: ProviderStatus = ProviderStatus.OPEN,
    invented: bool = False,
) -> bool:
    """Publishes a lead provider under its id. Returns whether anything changed; the same again changes nothing."""
    return put_lead_provider(
        by=by, at=at, lead_provider_id=lead_provider_id, name=name, status=status, invented=invented
    )


@step
def put_lead_provider(
    *,
    by: Viewer,
    at: datetime,
    lead_provider_id: UUID,
    name: str,
    status: ProviderStatus = ProviderStatus.OPEN,
    invented: bool = False,
) -> bool:
    """As `publish_lead_provider`, inside another operation."""
    columns = {"name": name, "status": status, "invented": invented}
    if LeadProvider.objects.filter(id=lead_provider_id, **columns).exists():
        return False
    LeadProvider.objects.update_or_create(id=lead_provider_id, defaults=columns)
    journal.record(
        JournalKind.LEAD_PROVIDER_PUBLISHED,
        by=by,
        at=at,
        subject=("lead_provider", lead_provider_id),
        status=status.value,
        invented=invented,
    )
    return True


@operation
def publish_delivery_partner(
    *,
    by: Viewer,
    at: datetime,
    delivery_partner_id: UUID,
    name: str,
    region: str = "",
    invented: bool = False,
) -> bool:
    """Publishes a delivery partner under its id. Returns whether anything changed; the same again changes nothing."""
    columns = {"name": name, "region": region, "invented": invented}
    if DeliveryPartner.objects.filter(id=delivery_partner_id, **columns).exists():
        return False
    DeliveryPartner.objects.update_or_create(id=delivery_partner_id, defaults=columns)
    journal.record(
        JournalKind.DELIVERY_PARTNER_PUBLISHED,
        by=by,
        at=at,
        subject=("delivery_partner", delivery_partner_id),
        region=region,
        invented=invented,
    )
    return True
