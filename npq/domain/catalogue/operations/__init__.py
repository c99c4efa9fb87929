"""Publishing: the only way anything enters the catalogue. The same again changes nothing and records nothing."""

from npq.domain.catalogue.operations.cohorts import publish_cohort
from npq.domain.catalogue.operations.offers import close_offer, publish_delivery_partnership, publish_offer
from npq.domain.catalogue.operations.qualifications import publish_qualification
from npq.domain.catalogue.operations.references import publish_reference

__all__ = [
    "close_offer",
    "publish_cohort",
    "publish_delivery_partnership",
    "publish_offer",
    "publish_qualification",
    "publish_reference",
]
