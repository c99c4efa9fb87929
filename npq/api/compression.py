"""Large answers travel packed: a page of 3,000 applications is three megabytes as it is, and a tenth of that packed."""

import gzip

import brotli
from django.http import HttpRequest, HttpResponse

WORTH_IT = 2_000
"""Bytes below which packing gains nothing."""

QUICK = 1
"""The lightest setting of either: more effort costs more time than the network gains."""


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer in the form the caller says it can read."""
    response["Vary"] = "Accept-Encoding"
    if len(response.content) < WORTH_IT:
        return response
    accepted = _accepted(request.headers.get("Accept-Encoding", ""))
    if "br" in accepted:
        return _in(response, "br", brotli.compress(response.content, quality=QUICK))
    if "gzip" in accepted:
        return _in(response, "gzip", gzip.compress(response.content, QUICK, mtime=0))
    return response


def _accepted(header: str) -> set[str]:
    parts = [part.replace(" ", "").lower().partition(";") for part in header.split(",")]
    return {name for name, _, quality in parts if quality not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}}


def _in(response: HttpResponse, encoding: str, content: bytes) -> HttpResponse:
    response.content = content
    response["Content-Encoding"] = encoding
    return response
