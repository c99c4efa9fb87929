"""Who asks for an access arrangement and with whom one is agreed; agreeing, changing and ending one."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.operations.access import agree_arrangement, end_arrangement
from npq.domain.assessment.operations.access_requests import decline_access_request
from npq.domain.assessment.queries.access import access_of, access_with
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.arrangements.forms import ArrangementForm, initial_of, seen_in
from npq.web.shared import arrangement_terms
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.refusals import words_for

SENDING = frozenset({"POST"})


@page(Audience.PROVIDER, methods=READING)
def everybody(request: Request) -> HttpResponse:
    """Who asks for an arrangement, and with whom one is agreed. What it is stands on each one's page."""
    context = {"lines": access_with(request.viewer, request.at), "today": london_day(request.at)}
    return render(request, "provider/arrangements/everybody.html", context)


@page(Audience.PROVIDER)
def agree(request: Request, registration_id: UUID) -> HttpResponse:
    """What is agreed with a participant and what they ask for; writes down what was agreed."""
    sent = request.POST if request.method == "POST" else None
    found = access_of(request.viewer, registration_id, request.at)
    form = ArrangementForm(sent, initial=initial_of(found, london_day(request.at)))
    if sent is not None and form.is_valid():
        try:
            agree_arrangement(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                agreed=form.agreed,
                instead_of=seen_in(form.cleaned_data["seen"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
            again = sent.copy()
            again["seen"] = str(found.arrangement.id) if found.arrangement else ""
            form.data = again
        else:
            return redirect("provider-access-of", registration_id=registration_id)
    context = {"found": found, "form": form, "terms": arrangement_terms, "error": ""}
    return render(request, "provider/arrangements/one.html", context)


@page(Audience.PROVIDER)
def end(request: Request, registration_id: UUID) -> HttpResponse:
    """Ends an arrangement, after saying what that does."""
    found = access_of(request.viewer, registration_id, request.at)
    error = ""
    if request.method == "POST":
        try:
            end_arrangement(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                arrangement_id=_named(request),
            )
        except Refusal as refusal:
            error = words_for(refusal, __name__)
        else:
            return redirect("provider-access-of", registration_id=registration_id)
    if found.arrangement is None:
        return redirect("provider-access-of", registration_id=registration_id)
    context = {"found": found, "terms": arrangement_terms, "error": error}
    return render(request, "provider/arrangements/end.html", context)


@page(Audience.PROVIDER, methods=SENDING)
def decline(request: Request, registration_id: UUID) -> HttpResponse:
    """What was asked for was talked over and is not agreed."""
    request_id = _named(request)
    try:
        decline_access_request(
            by=request.viewer, at=request.at, registration_id=registration_id, request_id=request_id
        )
    except Refusal as refusal:
        found = access_of(request.viewer, registration_id, request.at)
        context = {
            "found": found,
            "form": ArrangementForm(initial=initial_of(found, london_day(request.at))),
            "terms": arrangement_terms,
            "error": words_for(refusal, __name__),
        }
        return render(request, "provider/arrangements/one.html", context)
    return redirect("provider-access-of", registration_id=registration_id)


def _named(request: Request) -> UUID:
    """What the form is about. Raises NotFound for nonsense."""
    found = seen_in(request.POST.get("about", ""))
    if found is None:
        raise NotFound("about")
    return found
