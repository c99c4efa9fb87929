"""The lead provider's pages: their registrations, one participant's whole story, and the decision."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.engagement.kinds import Party, StepKind
from npq.domain.engagement.queries import route_for, routes_for
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.enrolment.queries.staff import registration_with
from npq.domain.enrolment.queries.staff_list import (
    cohorts_with,
    first_to_decide,
    providers_of,
    registrations_with,
)
from npq.domain.registration.kinds import Status
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.provider import wording, words
from npq.web.provider.forms import AcceptForm, FilterForm, RejectForm
from npq.web.provider.list_address import came_from, list_query, remembering
from npq.web.provider.training import words as training
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.paging import SIZE, page_number, paging_for

SAID = {"accepted": Status.ACCEPTED, "rejected": Status.REJECTED}


@page(Audience.PROVIDER, methods=frozenset({"GET", "HEAD"}))
def registrations(request: Request) -> HttpResponse:
    """The provider's registrations, newest change first or in the order they have to be decided in."""
    form = FilterForm(request.GET, cohorts=cohorts_with(request.viewer))
    filters = form.filters()
    order = form.in_order()
    listed = registrations_with(request.viewer, filters, (page_number(request) - 1) * SIZE, SIZE, order)
    paging = paging_for(request, listed.total)
    if listed.total and not listed.rows:
        # A page beyond the end, as when the list has become shorter: the last one is shown.
        listed = registrations_with(request.viewer, filters, paging.first - 1, SIZE, order)
    shown = [row.registration for row in listed.rows]
    routes = routes_for(request.viewer, [row.id for row in shown], request.at)
    context = {
        "form": form,
        "heading": wording.heading(providers_of(request.viewer)),
        "listed": listed,
        "order": order,
        "decisions": {
            row.id: routes[row.id].step(StepKind.DECISION) for row in shown if row.status is Status.PENDING
        },
        "today": london_day(request.at),
        "paging": paging,
        "keep": remembering(list_query(request)),
        "words": words,
        "training_words": training,
        "wording": wording,
    }
    return render(request, "provider/registrations.html", context)


@page(Audience.PROVIDER, methods=frozenset({"GET", "HEAD"}))
def registration(request: Request, registration_id: UUID) -> HttpResponse:
    """One participant's whole story with this provider."""
    found = registration_with(request.viewer, registration_id, request.at)
    route = route_for(request.viewer, registration_id, request.at)
    status = found.story.row.status
    said = next((flag for flag, then in SAID.items() if flag in request.GET and status is then), "")
    context = {
        "found": found,
        "story": found.story,
        "route": route,
        "move": route.move_for(Party.LEAD_PROVIDER),
        "said": said,
        "next": _next_to_decide(request) if said else None,
        "today": london_day(request.at),
        **_surroundings(request),
    }
    return render(request, "provider/registration.html", context)


@page(Audience.PROVIDER)
def accept(request: Request, registration_id: UUID) -> HttpResponse:
    """Gives the place, after saying what follows from it."""
    found = registration_with(request.viewer, registration_id, request.at)
    if request.method != "POST" and found.story.row.status is not Status.PENDING:
        return _to_registration(request, registration_id)
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
            found = registration_with(request.viewer, registration_id, request.at)
        else:
            return _to_registration(request, registration_id, "accepted")
    context = {"found": found, "story": found.story, "form": form, **_surroundings(request)}
    return render(request, "provider/accept.html", context)


@page(Audience.PROVIDER)
def reject(request: Request, registration_id: UUID) -> HttpResponse:
    """Says no, or takes a place back, with a reason the participant reads."""
    found = registration_with(request.viewer, registration_id, request.at)
    status = found.story.row.status
    if request.method != "POST" and status not in {Status.PENDING, Status.ACCEPTED}:
        return _to_registration(request, registration_id)
    form = RejectForm(request.POST if request.method == "POST" else None, initial={"shown_as": status.value})
    if request.method == "POST" and form.is_valid():
        try:
            reject_registration(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
                expected=form.expected,
            )
        except Refusal as refusal:
            form.refuse(refusal)
            found = registration_with(request.viewer, registration_id, request.at)
            status = found.story.row.status
            form.show_as(status)
        else:
            return _to_registration(request, registration_id, "rejected")
    context = {
        "found": found,
        "form": form,
        "taking_back": status is Status.ACCEPTED,
        "over": status not in {Status.PENDING, Status.ACCEPTED},
        **_surroundings(request),
    }
    return render(request, "provider/reject.html", context)


def _surroundings(request: Request) -> dict[str, object]:
    """What every page about one registration speaks with, and the way back to the list it was found in."""
    query = came_from(request)
    return {
        "list_query": query,
        "keep": remembering(query),
        "words": words,
        "training_words": training,
        "wording": wording,
    }


def _next_to_decide(request: Request) -> tuple[UUID, str, date] | None:
    """The pending registration whose decision is due first: its id, its participant's name, and the day."""
    first = first_to_decide(request.viewer)
    if first is None:
        return None
    by = route_for(request.viewer, first[0], request.at).step(StepKind.DECISION).by
    return (*first, by) if by else None


def _to_registration(request: Request, registration_id: UUID, *flags: str) -> HttpResponse:
    response = redirect("provider-registration", registration_id=registration_id)
    response["Location"] += remembering(came_from(request), *flags)
    return response
