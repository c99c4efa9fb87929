"""What a caller sends: `{"data": {"type": ..., "attributes": {...}}}`. Type and unknown attributes are passed over."""

from typing import Generic, TypeVar

import msgspec
from django.http import HttpRequest

from npq.api.answers import BadRequest

STRUCTURE = "correct json data structure required. See API docs for reference"
NOTHING = (b"", b"{}")

A = TypeVar("A", bound=msgspec.Struct)


class _Data(msgspec.Struct, Generic[A]):
    attributes: A


class _Envelope(msgspec.Struct, Generic[A]):
    data: _Data[A]


def attributes_sent(request: HttpRequest, kind: type[A], *, may_be_missing: bool = False) -> A:
    """The attributes of `kind` in the request's body. Raises BadRequest for anything that is not such a structure.

    With `may_be_missing` there need be no body, or only an empty object: every attribute is then at its default.
    """
    body = request.body.strip()
    if may_be_missing and body.replace(b" ", b"") in NOTHING:
        return kind()
    try:
        return msgspec.json.decode(body, type=_Envelope[kind]).data.attributes  # type: ignore[valid-type]
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise BadRequest(STRUCTURE) from None
