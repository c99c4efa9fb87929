"""What the law wants said. Made from what the service holds and sets, where that can be: such a page cannot lie."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse

from npq.web.public.cookies import cookies_set
from npq.web.public.holdings import held_about_people, how_long_kept
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.caching import unless_unchanged
from npq.web.shared.pages import Request, render

ACCESSIBILITY_REVIEWED_ON = date(2026, 11, 23)
"""When somebody last tested the pages and read the statement against what they found."""


@page(Audience.PUBLIC, methods=READING)
def privacy(request: Request) -> HttpResponse:
    """The privacy notice: its tables are the models' own annotations and the retention that the sweep follows."""
    facts = {
        "controller": settings.CONTROLLER_NAME,
        "holdings": held_about_people(),
        "retention": how_long_kept(),
    }
    return unless_unchanged(request, render(request, "public/privacy.html", facts))


@page(Audience.PUBLIC, methods=READING)
def cookies(request: Request) -> HttpResponse:
    """Every cookie the service sets, from the settings that set them."""
    return unless_unchanged(request, render(request, "public/cookies.html", {"cookies": cookies_set()}))


@page(Audience.PUBLIC, methods=READING)
def accessibility(request: Request) -> HttpResponse:
    """What was tested, what is known not to work, and whom to tell."""
    facts = {"controller": settings.CONTROLLER_NAME, "reviewed_on": ACCESSIBILITY_REVIEWED_ON}
    return unless_unchanged(request, render(request, "public/accessibility.html", facts))


@page(Audience.PUBLIC, methods=READING)
def contact(request: Request) -> HttpResponse:
    """Whom to ask what."""
    facts = {"controller": settings.CONTROLLER_NAME}
    return unless_unchanged(request, render(request, "public/contact.html", facts))
