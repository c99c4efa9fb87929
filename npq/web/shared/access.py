"""Every page says whom it is for. The door is opened here, so a page that runs has the right viewer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from npq.kernel.audience import Audience
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, ViewerKind
from npq.web.shared import errors
from npq.web.shared.pages import Request, redirect

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]

ROLES: dict[Audience, frozenset[RoleKind]] = {
    Audience.PROVIDER: frozenset({RoleKind.LEAD_PROVIDER}),
    Audience.DEPARTMENT: frozenset({RoleKind.DEPARTMENT}),
    Audience.STAFF: frozenset({RoleKind.LEAD_PROVIDER, RoleKind.DEPARTMENT}),
}
BY_LINK = frozenset({Audience.SPONSOR, Audience.COACH})
READING = frozenset({"GET", "HEAD"})
READING_AND_SENDING = READING | {"POST"}


def page(
    audience: Audience, *, methods: frozenset[str] = READING_AND_SENDING, shown_by: tuple[str, ...] = ()
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Declares whom a page is for and lets only them in.

    A stranger is sent to sign in; somebody signed in who has no part in the page is told there is none. A NotFound
    raised inside becomes the page not found (404), a Refusal the page that says why not (409).

    `shown_by` names the page that has the form of one that only takes what is sent, and the parts of the address they
    share: a browser that opens the address again, as when a phone brings back its tabs, is led there.
    """
    if audience is Audience.MACHINE:
        raise ValueError("Machines are let in by their tokens, in npq.api.")

    def declare(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def opened(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in READING and shown_by:
                name, *parts = shown_by
                return redirect(name, **{part: kwargs[part] for part in parts})
            if request.method not in methods:
                return HttpResponseNotAllowed(sorted(methods))
            return _turned_away(request, audience) or _kept_private(show(request, *args, **kwargs), audience)

        def show(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                return errors.not_found(request)
            except Refusal as refusal:
                return errors.refused(request, refusal, view.__module__)

        opened.audience = audience  # type: ignore[attr-defined]
        opened.methods = methods  # type: ignore[attr-defined]
        return opened  # type: ignore[return-value]

    return declare


def _turned_away(request: Request, audience: Audience) -> HttpResponse | None:
    """What somebody for whom the page is not gets instead of it; None where the door is open."""
    if audience in (Audience.PUBLIC, *BY_LINK):
        return None
    if audience is Audience.DEMONSTRATION:
        return None if settings.DEMONSTRATION else errors.not_found(request)
    if request.viewer.kind is not ViewerKind.PERSON:
        return _to_sign_in(request)
    wanted = ROLES.get(audience)
    if wanted and not any(request.viewer.has_role(role) for role in wanted):
        return errors.not_found(request)
    return None


def _kept_private(response: HttpResponseBase, audience: Audience) -> HttpResponseBase:
    """What is for somebody is kept by no browser, and what a link opens by no search engine."""
    if audience not in (Audience.PUBLIC, Audience.DEMONSTRATION):
        response["Cache-Control"] = "no-store"
    if audience in BY_LINK:
        response["X-Robots-Tag"] = "noindex"
    return response


def _to_sign_in(request: Request) -> HttpResponse:
    """The sign-in page, which brings the person back to where they were going."""
    wanted = request.get_full_path() if request.method in READING else request.path
    response = redirect(settings.LOGIN_URL)
    response["Location"] = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': wanted})}"
    return response
