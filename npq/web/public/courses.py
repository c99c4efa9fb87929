from typing import Any

from django.http import HttpResponse

from npq.domain.catalogue.kinds import Phase
from npq.domain.catalogue.queries import course_page
from npq.domain.registration.rules.approvals import LINK_LIVES
from npq.web.public import words
from npq.web.public.course_funding import funding_for
from npq.web.public.provider_finder import places_of, regions_of
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.caching import unless_unchanged
from npq.web.shared.pages import Request, render


@page(Audience.PUBLIC, methods=READING)
def show_course(request: Request, qualification: str) -> HttpResponse:
    """The course page, for the cohort named in the address (?cohort=2023a) or the one that matters now. Six queries."""
    return unless_unchanged(request, render(request, "public/course.html", _facts(request, qualification)))


@page(Audience.PUBLIC, methods=READING)
def show_line_manager(request: Request, qualification: str) -> HttpResponse:
    """A page to print for whoever has to agree: hours, cover, cost, and what they will be asked. Six queries."""
    facts = _facts(request, qualification) | {"link_days": LINK_LIVES.days}
    return unless_unchanged(request, render(request, "public/line_manager.html", facts))


@page(Audience.PUBLIC, methods=READING)
def show_providers(request: Request, qualification: str) -> HttpResponse:
    """Who delivers the course where; ?region= narrows it to one. Six queries."""
    facts = _facts(request, qualification)
    places = places_of(facts["course"].offers)
    regions = regions_of(places)
    chosen = request.GET.get("region", "")
    if chosen in regions:
        places = [place for place in places if place.region == chosen]
    facts |= {"places": places, "regions": regions, "chosen": chosen}
    return unless_unchanged(request, render(request, "public/providers.html", facts))


def _facts(request: Request, qualification: str) -> dict[str, Any]:
    named = request.GET.get("cohort")
    course = course_page(qualification, request.at, named)
    return {
        "course": course,
        "funding": funding_for(course, request.at),
        "words": words,
        "Phase": Phase,
        # Links to the sister pages stay with the cohort the visitor chose.
        "of_cohort": f"?cohort={course.cohort.identifier}" if named and course.cohort else "",
    }
