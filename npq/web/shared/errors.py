"""The pages for when something is wrong. Each says what happened and what to do next, and loses nothing."""

from django.http import HttpRequest, HttpResponse

from npq.kernel.refusals import Refusal
from npq.web.shared import pages
from npq.web.shared.refusals import words_for


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
    """403: the form's token did not match, most often because the person signed in or out since it was opened."""
    return pages.render(request, "shared/errors/form_expired.html", status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: tried too often."""
    return pages.render(request, "shared/errors/too_many.html", status=429)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks nobody who is signed in, for the database may be what failed."""
    request.viewer = None  # type: ignore[attr-defined]
    return pages.render(request, "shared/errors/went_wrong.html", status=500)


def refused(request: HttpRequest, refusal: Refusal, module: str) -> HttpResponse:
    """409: an operation would not, and the page asked for did not say so in its own form."""
    context = {"words": words_for(refusal, module), "code": refusal.code.value}
    return pages.render(request, "shared/errors/refused.html", context, status=409)
