from uuid import UUID

from npq.domain.organisations.models import LeadProvider


def lead_providers_by_name() -> dict[str, UUID]:
    """Every lead provider's id by its name, in the order of the names."""
    return dict(LeadProvider.objects.order_by("name").values_list("name", "id"))
