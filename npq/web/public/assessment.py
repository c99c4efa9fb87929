"""How the assessment works at a provider, made from the policy that holds there."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.queries.provider_policies import assessment_shown
from npq.kernel.clock import london_day
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.assessment_terms import terms_in_words
from npq.web.shared.pages import Request, render


@page(Audience.PUBLIC, methods=READING)
def show_assessment(request: Request, lead_provider_id: UUID) -> HttpResponse:
    """What holds at a provider today, and whose rule it is."""
    provider, found = assessment_shown(lead_provider_id, request.at)
    context = {
        "provider": provider,
        "policies": [(policy, terms_in_words(policy.terms)) for policy in found],
        "today": london_day(request.at),
    }
    return render(request, "public/assessment.html", context)
