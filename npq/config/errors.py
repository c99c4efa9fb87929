"""Errors from before or beyond a view: a page for people, the contract's JSON for machines."""

from django.http import HttpRequest, HttpResponse

from npq.api import answers
from npq.api.bodies import STRUCTURE
from npq.web.shared import errors


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be read."""
    return answers.bad_request(STRUCTURE) if _by_machine(request) else errors.bad_request(request, exception)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return answers.went_wrong() if _by_machine(request) else errors.went_wrong(request)


def _by_machine(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
