"""What the API says, to the letter of the contract: every answer and every error there is."""

from collections.abc import Iterable

import msgspec
from django.http import HttpResponse

JSON = "application/json"

AT_MOST_SECONDS = 300
"""How long a token that has made too many calls may have to wait: the whole stretch in which they are counted."""


class BadRequest(Exception):
    """What was sent could not be understood. `detail` is the contract's sentence for it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Unauthorised(Exception):
    """No token, or none that opens anything."""


class CalledTooOften(Exception):
    """The token has made the calls it may make for now."""


def found(body: bytes) -> HttpResponse:
    return _json(200, body)


def unauthorised() -> HttpResponse:
    response = _error(401, "HTTP Token: Access denied")
    response["WWW-Authenticate"] = "Bearer"
    return response


def not_found() -> HttpResponse:
    return _error(404, "Resource not found")


def no_such_format() -> HttpResponse:
    """404 for what earlier versions served as CSV."""
    return _sealed(HttpResponse(b"", content_type="text/plain", status=404))


def bad_request(detail: str) -> HttpResponse:
    return _errors(400, [("Bad request", detail)])


def refused(errors: Iterable[tuple[str, str]]) -> HttpResponse:
    """422: (title, detail) of every objection, in order, each said once."""
    return _errors(422, list(dict.fromkeys(errors)))


def unprocessable() -> HttpResponse:
    return _error(422, "Unprocessable entity")


def called_too_often() -> HttpResponse:
    response = HttpResponse(b"Retry later\n", content_type="text/plain", status=429)
    response["Retry-After"] = str(AT_MOST_SECONDS)
    return _sealed(response)


def went_wrong() -> HttpResponse:
    return _error(500, "Internal server error")


def _error(status: int, words: str) -> HttpResponse:
    return _json(status, msgspec.json.encode({"error": words}))


def _errors(status: int, errors: list[tuple[str, str]]) -> HttpResponse:
    told = [{"title": title, "detail": detail} for title, detail in errors]
    return _json(status, msgspec.json.encode({"errors": told}))


def _json(status: int, body: bytes) -> HttpResponse:
    return _sealed(HttpResponse(body, content_type=JSON, status=status))


def _sealed(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
