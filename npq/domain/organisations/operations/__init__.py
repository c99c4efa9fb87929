"""What changes organisations: lead providers and their keys to the API, delivery partners, the schools register."""

from npq.domain.organisations.operations.api_tokens import (
    create_api_token,
    record_token_use,
    revoke_api_token,
)
from npq.domain.organisations.operations.providers import publish_delivery_partner, publish_lead_provider
from npq.domain.organisations.operations.schools import ImportReport, import_schools

__all__ = [
    "ImportReport",
    "create_api_token",
    "import_schools",
    "publish_delivery_partner",
    "publish_lead_provider",
    "record_token_use",
    "revoke_api_token",
]
