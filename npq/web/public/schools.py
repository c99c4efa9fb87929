"""Schools suggested while somebody types. What finds them without JavaScript is npq.web.shared.fields.SchoolField."""

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from npq.domain.organisations.queries import SchoolMatch, search_schools
from npq.kernel.audience import Audience
from npq.kernel.clock import london_day
from npq.web.shared.access import READING, page
from npq.web.shared.pages import Request

MOST = 10
SHORTEST = 2
# Long enough for somebody who types, deletes and types again; an import shows within the hour.
KEPT_SECONDS = 300


@page(Audience.PUBLIC, methods=READING)
def suggest_schools(request: Request) -> HttpResponse:
    """At most ten schools for `?q=` as a JSON list, best first; empty when nothing fits or too little was typed."""
    asked = request.GET.get("q", "").strip()
    found = search_schools(asked, MOST, on=london_day(request.at)) if len(asked) >= SHORTEST else []
    response = JsonResponse([_shown(school) for school in found], safe=False)
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


def _shown(school: SchoolMatch) -> dict[str, str | int | bool]:
    return {
        "urn": school.urn,
        "name": school.name,
        "town": school.town,
        "postcode": school.postcode,
        "closed": school.closed,
    }
