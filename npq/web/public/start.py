from django.http import HttpResponse

from npq.domain.catalogue.queries import qualifications
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.caching import unless_unchanged
from npq.web.shared.pages import Request, render


@page(Audience.PUBLIC, methods=READING)
def show_start(request: Request) -> HttpResponse:
    """What the service is, and the way in. One query."""
    return unless_unchanged(
        request, render(request, "public/start.html", {"qualifications": qualifications()})
    )
