"""The lead provider's pages: their registrations, one participant's whole story, and the decision."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.engagement.kinds import Party
from npq.domain.engagement.queries import route_for
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.enrolment.queries.staff import cohorts_with, registration_with, registrations_with
from npq.domain.registration.kinds import Status
from npq.kernel.refusals import Refusal
from npq.web.provider import words
from npq.web.provider.forms import AcceptForm, FilterForm, RejectForm
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.paging import SIZE, page_number, paging_for


@page(Audience.PROVIDER, methods=frozenset({"GET", "HEAD"}))
def registrations(request: Request) -> HttpResponse:
    """The provider's registrations, newest change first."""
    form = FilterForm(request.GET, cohorts=cohorts_with(request.viewer))
    filters = form.filters()
    total, rows = registrations_with(request.viewer, filters, (page_number(request) - 1) * SIZE, SIZE)
    paging = paging_for(request, total)
    if total and not rows:
        # A page beyond the end, as when the list has become shorter: the last one is shown.
        total, rows = registrations_with(request.viewer, filters, paging.first - 1, SIZE)
    context = {"form": form, "rows": rows, "paging": paging, "words": words}
    return render(request, "provider/registrations.html", context)


@page(Audience.PROVIDER, methods=frozenset({"GET", "HEAD"}))
def registration(request: Request, registration_id: UUID) -> HttpResponse:
    """One participant's whole story with this provider."""
    found = registration_with(request.viewer, registration_id, request.at)
    route = route_for(request.viewer, registration_id)
    context = {
        "found": found,
        "story": found.story,
        "route": route,
        "move": route.move_for(Party.LEAD_PROVIDER),
        "words": words,
        "said": next((flag for flag in ("accepted", "rejected") if flag in request.GET), ""),
    }
    return render(request, "provider/registration.html", context)


@page(Audience.PROVIDER)
def accept(request: Request, registration_id: UUID) -> HttpResponse:
    """Gives the place, after saying what follows from it."""
    found = registration_with(request.viewer, registration_id, request.at)
    if request.method != "POST" and found.story.row.status is not Status.PENDING:
        return redirect("provider-registration", registration_id=registration_id)
    form = AcceptForm(request.POST if request.method == "POST" else None, registration=found)
    if request.method == "POST" and form.is_valid():
        unfunded = found.cohort_funding is FundingMode.ZERO
        try:
            accept_registration(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                funded_place=False if unfunded else form.cleaned_data.get("funded_place"),
                schedule=form.cleaned_data["schedule"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _decided(registration_id, "accepted")
    return render(request, "provider/accept.html", {"found": found, "form": form, "words": words})


@page(Audience.PROVIDER)
def reject(request: Request, registration_id: UUID) -> HttpResponse:
    """Says no, or takes a place back, with a reason the participant reads."""
    found = registration_with(request.viewer, registration_id, request.at)
    if request.method != "POST" and found.story.row.status not in {Status.PENDING, Status.ACCEPTED}:
        return redirect("provider-registration", registration_id=registration_id)
    form = RejectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reject_registration(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _decided(registration_id, "rejected")
    context = {"found": found, "form": form, "taking_back": found.story.row.status is Status.ACCEPTED}
    return render(request, "provider/reject.html", context)


def _decided(registration_id: UUID, said: str) -> HttpResponse:
    response = redirect("provider-registration", registration_id=registration_id)
    response["Location"] += f"?{said}"
    return response
