"""How the assessment works at a provider, made from the policy that holds there."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.queries.provider import assessment_shown
from npq.kernel.clock import london_day
from npq.web.public import words
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render


@page(Audience.PUBLIC, methods=READING)
def show_assessment(request: Request, lead_provider_id: UUID) -> HttpResponse:
    """What holds at a provider today, and whose rule it is."""
    provider, policies = assessment_shown(lead_provider_id, request.at)
    context = {"provider": provider, "policies": policies, "today": london_day(request.at), "words": words}
    return render(request, "public/assessment.html", context)
