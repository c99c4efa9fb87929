"""A page that says the same for everyone is sent once, and after that only if it has changed."""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def unless_unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page, marked with a digest of all it says; or the short answer that what the browser holds is still true.

    The digest is of the finished page, so nothing a page says can change unnoticed: no fact, no word, no menu.
    """
    response["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
