"""One page to bring to a coach."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.learning.queries.coaching import coaching_of
from npq.web.participant.study import words
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render


@page(Audience.SIGNED_IN, methods=READING)
def coaching(request: Request, study_id: UUID) -> HttpResponse:
    """Priorities, tasks tried and to come, and the entries shared, to print or to have open."""
    found = coaching_of(request.viewer, study_id, request.at)
    return render(
        request,
        "participant/study/coaching.html",
        {"found": found, "how_far": words.HOW_FAR, "at": request.at},
    )
