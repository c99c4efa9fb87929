"""Between HTTP and the domain: whatever happens in a call becomes one of the contract's answers."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from npq.api import answers
from npq.api.answers import BadRequest, CalledTooOften, Unauthorised
from npq.api.bodies import STRUCTURE
from npq.api.compression import packed
from npq.api.door import let_in
from npq.api.words import errors_of
from npq.kernel.audience import Audience
from npq.kernel.refusals import NotFound, Refusal

EVERY_METHOD = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_log = structlog.get_logger("npq.api")

Handler = Callable[..., bytes]
"""Takes a Call and the parts of the address by name; gives the JSON of the answer."""

View = Callable[..., HttpResponse]


def endpoint(**handlers: Handler) -> View:
    """The view of one address: `endpoint(GET=show, POST=accept)`. Any other method finds nothing there."""
    by_method = {**handlers, **({"HEAD": handlers["GET"]} if "GET" in handlers else {})}

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        handler = by_method.get(request.method or "")
        if handler is None:
            return answers.not_found()
        return packed(request, _answer(request, handler, parts))

    return _declared(view, Audience.MACHINE, frozenset(by_method))


def nothing(answer: Callable[[], HttpResponse]) -> View:
    """The view of addresses where there is nothing, for anybody and any method."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        return answer()

    return _declared(view, Audience.PUBLIC, EVERY_METHOD)


def _answer(request: HttpRequest, handler: Handler, parts: dict[str, Any]) -> HttpResponse:
    try:
        return answers.found(handler(let_in(request), **parts))
    except Exception as error:
        return _told(error)


def _told(error: Exception) -> HttpResponse:
    match error:
        case Unauthorised():
            told = answers.unauthorised()
        case CalledTooOften():
            told = answers.called_too_often()
        case NotFound():
            told = answers.not_found()
        case BadRequest():
            told = answers.bad_request(error.detail)
        case SuspiciousOperation():  # a body or an address larger than Django will read
            told = answers.bad_request(STRUCTURE)
        case Refusal() if errors := errors_of(error):
            told = answers.refused(errors)
        case Refusal() | IntegrityError():
            _log.error("api.unprocessable", exc_info=error)
            told = answers.unprocessable()
        case _:
            _log.error("api.failed", exc_info=error)
            told = answers.went_wrong()
    return told


def _declared(view: View, audience: Audience, methods: frozenset[str]) -> View:
    # Machines carry no cookies, so nobody else's page can call in their name.
    declared = csrf_exempt(view)
    declared.audience = audience  # type: ignore[attr-defined]
    declared.methods = methods  # type: ignore[attr-defined]
    return declared
