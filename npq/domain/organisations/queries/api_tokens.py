from dataclasses import dataclass
from uuid import UUID

from npq.domain.organisations.models import ApiToken
from npq.domain.organisations.rules.api_tokens import digest_of


@dataclass(frozen=True)
class TokenHolder:
    """Whose key it is, and which."""

    token_id: UUID
    lead_provider_id: UUID


def lead_provider_for_token(token: str) -> TokenHolder | None:
    """Who holds a key; None for one that was never made or has been revoked."""
    held = ApiToken.objects.filter(digest=digest_of(token), revoked_at__isnull=True).first()
    return TokenHolder(held.id, held.lead_provider_id) if held else None
