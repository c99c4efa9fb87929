import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from npq.domain.organisations.kinds import JournalKind
from npq.domain.organisations.models import ApiToken, LeadProvider
from npq.domain.organisations.rules.api_tokens import digest_of
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

CALLS_ALLOWED = 1_000
WINDOW = timedelta(minutes=5)
BYTES = 32


@operation
def create_api_token(*, by: Viewer, at: datetime, lead_provider_id: UUID) -> str:
    """Makes a key to the API for one lead provider and returns it, this once: only its digest is kept.

    Earlier keys go on working. Raises NotFound for an unknown lead provider.
    """
    if not LeadProvider.objects.filter(id=lead_provider_id).exists():
        raise NotFound(f"lead provider {lead_provider_id}")
    token = secrets.token_urlsafe(BYTES)
    kept = ApiToken.objects.create(lead_provider_id=lead_provider_id, digest=digest_of(token), created_at=at)
    journal.record(
        JournalKind.API_TOKEN_CREATED,
        by=by,
        at=at,
        subject=("api_token", kept.id),
        lead_provider=lead_provider_id,
    )
    return token


@operation
def revoke_api_token(*, by: Viewer, at: datetime, token_id: UUID) -> None:
    """Makes a key useless from now on; the same again changes nothing. Raises NotFound for an unknown key."""
    token = ApiToken.objects.select_for_update().filter(id=token_id).first()
    if token is None:
        raise NotFound(f"API token {token_id}")
    if token.revoked_at is not None:
        return
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    journal.record(
        JournalKind.API_TOKEN_REVOKED,
        by=by,
        at=at,
        subject=("api_token", token.id),
        lead_provider=token.lead_provider_id,
    )


@operation
def record_token_use(*, by: Viewer, at: datetime, token_id: UUID) -> bool:
    """Counts one call with a key, and says whether it is allowed: CALLS_ALLOWED in each WINDOW, never a revoked key.

    One statement, so that calls that come at once are all counted. A call that is not allowed is not counted.
    """
    # A window that lies ahead was left by a clock that has been set back.
    over = Q(window_began_at__isnull=True) | Q(window_began_at__lte=at - WINDOW) | Q(window_began_at__gt=at)
    counted = (
        ApiToken.objects.filter(id=token_id, revoked_at__isnull=True)
        .filter(over | Q(calls_in_window__lt=CALLS_ALLOWED))
        .update(
            window_began_at=Case(When(over, then=Value(at)), default=F("window_began_at")),
            calls_in_window=Case(When(over, then=Value(1)), default=F("calls_in_window") + 1),
            last_used_at=at,
        )
    )
    return counted == 1
