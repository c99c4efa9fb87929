"""How often one visitor may ask for something that costs others: a letter, a code."""

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from npq.web.shared.pages import Request

MINUTE = 60
HOUR = 60 * MINUTE


def allowed(request: Request, action: str, *, most: int, seconds: int) -> bool:
    """Counts one more try of `action` by this client, and says whether it is among the first `most` of these `seconds`.

    Time is cut into stretches of `seconds` by the service's clock. Of the client's address only a keyed digest is
    kept, and that no longer than the stretch.
    """
    stretch = int(request.at.timestamp()) // seconds
    client = salted_hmac("npq.limits", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()
    key = f"limit/{action}/{client}/{stretch}"
    with transaction.atomic(), connection.cursor() as cursor:
        # One at a time for each key: reading and writing a cached count are two statements.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        tries = int(cache.get(key, 0)) + 1
        cache.set(key, tries, timeout=seconds)
    return tries <= most
