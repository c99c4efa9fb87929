"""Who calls: a token opens the door to one lead provider's own records, and to no one else's."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from npq.api.answers import CalledTooOften, Unauthorised
from npq.domain.organisations.operations import record_token_use
from npq.domain.organisations.queries import lead_provider_for_token
from npq.kernel.viewer import Viewer

SCHEME = re.compile(r"(?:Bearer|Token)\s+(?P<rest>.+)", re.IGNORECASE)
NAMED = re.compile(r'token="?(?P<token>[^"\s,;]*)', re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """One call, let in: who, when, and what was sent."""

    viewer: Viewer
    at: datetime
    request: HttpRequest


def let_in(request: HttpRequest) -> Call:
    """The call behind a request, counted against its token. Raises Unauthorised or CalledTooOften."""
    at: datetime = request.at  # type: ignore[attr-defined]
    token = token_sent(request.headers.get("Authorization", ""))
    holder = lead_provider_for_token(token) if token else None
    if holder is None:
        raise Unauthorised
    viewer = Viewer.machine(holder.token_id, holder.lead_provider_id)
    request.viewer = viewer  # type: ignore[attr-defined]
    if not record_token_use(by=viewer, at=at, token_id=holder.token_id):
        raise CalledTooOften
    return Call(viewer, at, request)


def token_sent(header: str) -> str | None:
    """The token in an Authorization header: `Bearer x`, `Token x`, or `Token token="x"` with options after it."""
    found = SCHEME.fullmatch(header.strip())
    if found is None:
        return None
    rest = found["rest"].strip()
    named = NAMED.match(rest)
    return (named["token"] if named else rest) or None
