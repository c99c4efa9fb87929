from npq.domain.organisations.models.providers import ApiToken, DeliveryPartner, LeadProvider
from npq.domain.organisations.models.school_search import SearchEntry, SearchWord
from npq.domain.organisations.models.schools import RegisterImport, School, SchoolRecord

__all__ = [
    "ApiToken",
    "DeliveryPartner",
    "LeadProvider",
    "RegisterImport",
    "School",
    "SchoolRecord",
    "SearchEntry",
    "SearchWord",
]
