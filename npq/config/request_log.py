"""One line for each request: what was asked for, by name, what came of it, how long it took. Nothing of whom."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty
from structlog.contextvars import bind_contextvars, clear_contextvars

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

log = structlog.get_logger("npq.requests")


class RequestLog:
    """Outermost: gives every request an id, which all that is logged meanwhile and the answer carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        given = request.headers.get(HEADER, "")
        request_id = given if GIVEN.fullmatch(given) else uuid4().hex
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        try:
            response = self.get_response(request)
            response[HEADER] = request_id
            log.info(
                "request",
                method=request.method if request.method in METHODS else "other",
                route=_route(request),
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
                viewer=_viewer_kind(request),
            )
            return response
        finally:
            clear_contextvars()


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _route(request: HttpRequest) -> str:
    """The name of the page, never its address; "-" where there is none."""
    match = request.resolver_match
    return (match.view_name if match else "") or "-"


def _viewer_kind(request: HttpRequest) -> str:
    """What kind of viewer asked, if the page wanted to know; nobody is looked up for the log's sake."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or (isinstance(viewer, LazyObject) and viewer.__dict__.get("_wrapped") is empty):
        return "-"
    return str(viewer.kind)
