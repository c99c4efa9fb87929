"""The pages for when something is wrong. Each says what happened and what to do next, and loses nothing."""

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseServerError

from npq.kernel.refusals import Refusal
from npq.web.shared import pages
from npq.web.shared.refusals import words_for

# When even the page that says so cannot be made.
BARE = "<!DOCTYPE html><html lang=en><title>Something went wrong</title><h1>Something went wrong</h1>"

_log = structlog.get_logger("npq.web")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what the browser sent could not be read."""
    return pages.render(request, "shared/errors/bad_request.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: refused, where saying that the page exists gives nothing away."""
    return pages.render(request, "shared/errors/not_allowed.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not the viewer's."""
    return pages.render(request, "shared/errors/not_found.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token did not match, most often because the person signed in or out since it was opened.

    What was sent is offered again with a fresh token, but only where the browser vouches that it came from our own
    page: another site's form must not be made good by a click.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sent = _sent(request) if ours else []
    return pages.render(request, "shared/errors/form_expired.html", {"sent": sent}, status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: tried too often."""
    return pages.render(request, "shared/errors/too_many.html", status=429)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks nobody who is signed in, for the database may be what failed."""
    try:
        request.viewer = None  # type: ignore[attr-defined]
        return pages.render(request, "shared/errors/went_wrong.html", status=500)
    except Exception:
        _log.exception("page.went_wrong_twice")
        return HttpResponseServerError(BARE)


def refused(request: HttpRequest, refusal: Refusal, module: str) -> HttpResponse:
    """409: an operation would not, and the page asked for did not say so in its own form."""
    context = {"words": words_for(refusal, module), "code": refusal.code.value}
    return pages.render(request, "shared/errors/refused.html", context, status=409)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Every name and value of the form, but for its token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
