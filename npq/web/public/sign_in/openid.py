"""Signing in with an OpenID provider: the way there and the way back."""

from dataclasses import asdict

import structlog
from allauth.account.internal.flows.login import perform_login, record_authentication
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from npq.domain.people.lookups import (
    Begun,
    OpenIdError,
    Trouble,
    account_for_vouched,
    begin_openid,
    finish_openid,
)
from npq.kernel.refusals import NotFound
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect
from npq.web.shared.sign_in.sessions import safe_next
from npq.web.shared.sign_in.stages import Arrival, vouched_login

UNDER_WAY = "npq-openid"

WHY = {
    Trouble.TURNED_DOWN: "turned-down",
    Trouble.NOT_BEGUN_HERE: "not-begun-here",
    Trouble.CODE_REFUSED: "not-begun-here",
    Trouble.NO_ADDRESS: "no-address",
}

_log = structlog.get_logger("npq.sign_in")


@page(Audience.PUBLIC, methods=READING)
@never_cache
def begin(request: Request) -> HttpResponse:
    """Sends the browser to the provider. What must come back with it waits in the session."""
    _require_openid()
    try:
        begun = begin_openid(redirect_uri=settings.BASE_URL.rstrip("/") + reverse("sign-in-openid-done"))
    except OpenIdError as error:
        return _stopped(error)
    request.session[UNDER_WAY] = {"begun": asdict(begun), "next": safe_next(request)}
    return redirect(begun.url)


@page(Audience.PUBLIC, methods=READING)
@never_cache
def finish(request: Request) -> HttpResponse:
    """The browser is back: whoever the provider vouches for goes on to the last step. Each way back opens once."""
    _require_openid()
    under_way = request.session.pop(UNDER_WAY, None)
    if under_way is None:
        return redirect("sign-in-stopped", why="not-begun-here")
    try:
        vouched = finish_openid(Begun(**under_way["begun"]), request.GET.dict())
    except OpenIdError as error:
        return _stopped(error)
    account = account_for_vouched(vouched, at=request.at)
    record_authentication(request, account, method="openid")
    return perform_login(request, vouched_login(account, Arrival(**asdict(vouched)), under_way["next"]))


def _require_openid() -> None:
    if settings.SIGN_IN != "openid":
        raise NotFound("openid")


def _stopped(error: OpenIdError) -> HttpResponse:
    _log.warning("openid.stopped", code=error.code.value)
    return redirect("sign-in-stopped", why=WHY.get(error.code, "unavailable"))
