"""Who asks, and when: settled once for each request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.functional import SimpleLazyObject

from npq.domain.people.queries import viewer_for_account
from npq.kernel import clock
from npq.kernel.viewer import Viewer
from npq.web.shared.pages import Request
from npq.web.shared.sign_in.backend import viewer_loaded


class MomentAndViewer:
    """Gives every request its moment, read from the clock once, and its viewer, asked for only when a page wants it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.at = clock.now()
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[assignment]
        return self.get_response(request)


class PackedPages(GZipMiddleware):
    """Sends pages packed, a third of their size, with some bytes of chance so that their length tells nothing.

    Files and the API's answers see to themselves.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


class Headers:
    """Tells browsers that no page uses what spies on people, and search engines to pass the demonstration by."""

    UNUSED = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
    PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.PERMISSIONS)
        if settings.DEMONSTRATION:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


def _viewer(request: Request) -> Viewer:
    if not request.user.is_authenticated:
        return Viewer.visitor()
    return viewer_loaded(request.user) or viewer_for_account(request.user.pk)
