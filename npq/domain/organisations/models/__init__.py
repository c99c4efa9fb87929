from npq.domain.organisations.models.providers import ApiToken, DeliveryPartner, LeadProvider
from npq.domain.organisations.models.schools import School

__all__ = ["ApiToken", "DeliveryPartner", "LeadProvider", "School"]
