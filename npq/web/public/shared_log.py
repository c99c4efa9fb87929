"""An entry of somebody's learning log, for the coach they share it with. The link is the key; nobody signs in."""

from django.http import HttpResponse

from npq.domain.learning.queries.sharing import shared_text
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render

GONE = 410


@page(Audience.COACH, methods=READING)
def shared_entry(request: Request, token: str) -> HttpResponse:
    """What the entry says now. Once it is shared no more, that it is not, and nobody's name."""
    # Mail programs put a stop or a bracket after a link; a token holds neither.
    shared = shared_text(token.rstrip(".,;:>)]'\""), request.at)
    if shared is None:
        return render(request, "public/shared_log_ended.html", status=GONE)
    return render(request, "public/shared_log.html", {"shared": shared})
