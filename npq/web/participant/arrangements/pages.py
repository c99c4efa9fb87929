"""What is agreed with the viewer, and asking for something else."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.operations.access_requests import ask_for_access, withdraw_access_request
from npq.domain.assessment.queries.access import own_access
from npq.kernel.refusals import NotFound, Refusal
from npq.web.participant.arrangements import words
from npq.web.participant.arrangements.forms import AskForm
from npq.web.shared import arrangement_terms
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render

SENDING = frozenset({"POST"})


@page(Audience.SIGNED_IN, methods=READING)
def own(request: Request) -> HttpResponse:
    """What is agreed with oneself, and what one asked for."""
    context = {"found": own_access(request.viewer, request.at), "terms": arrangement_terms, "words": words}
    return render(request, "participant/arrangements/own.html", context)


@page(Audience.SIGNED_IN)
def ask(request: Request, registration_id: UUID) -> HttpResponse:
    """Asks one's provider for an arrangement, or for another than the one that is agreed."""
    found = own_access(request.viewer, request.at)
    place = next((one for one in found.places if one.registration == registration_id), None)
    if place is None:
        raise NotFound(registration_id)
    now = arrangement_terms.effects_of(found.arrangement) if found.arrangement else []
    form = AskForm(request.POST if request.method == "POST" else None, initial={"wants": now})
    if form.is_bound and form.is_valid():
        try:
            ask_for_access(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                wants=form.cleaned_data["wants"],
            )
        except Refusal as refusal:
            form.refuse(refusal, "wants")
        else:
            return redirect("access")
    context = {"form": form, "place": place, "arrangement": found.arrangement, "terms": arrangement_terms}
    return render(request, "participant/arrangements/ask.html", context)


@page(Audience.SIGNED_IN, methods=SENDING)
def withdraw(request: Request, registration_id: UUID) -> HttpResponse:
    """No longer asks."""
    withdraw_access_request(by=request.viewer, at=request.at, registration_id=registration_id)
    return redirect("access")
