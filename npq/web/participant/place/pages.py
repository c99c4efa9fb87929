"""A place one has: how it stands, a break, coming back, and leaving, which says first what is lost."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from npq.domain.catalogue.queries import cohorts_of
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.operations import (
    resume_enrolment,
    withdraw_enrolment,
)
from npq.domain.enrolment.queries.training import OwnPlace, place_of
from npq.domain.learning.queries.studying import studies_of
from npq.domain.learning.queries.terms import terms_for
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.participant.place import words
from npq.web.participant.place.forms import AnotherDayForm, BreakForm, ComeBackForm, LeaveForm
from npq.web.participant.study.said import PLACE, redirect_saying, said
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.returning import Days, ReturnForm, asks_for_another_day, in_words, keep_break, next_days
from npq.web.shared.school_terms import school_terms
from npq.web.shared.seen import day_seen, status_seen


@page(Audience.SIGNED_IN, methods=READING)
def place(request: Request, registration_id: UUID) -> HttpResponse:
    """How it stands with a place, what was changed, and what can be."""
    found = place_of(request.viewer, registration_id, request.at)
    context = {
        **_about(request, found),
        "study": _study(request, registration_id),
        "said": _said(request, found.training.status),
    }
    return render(request, "participant/place/place.html", context)


@page(Audience.SIGNED_IN)
def take_break(request: Request, registration_id: UUID) -> HttpResponse:
    """Begins a break, or gives the present one another end."""
    found = place_of(request.viewer, registration_id, request.at)
    status = found.training.status
    if status is TrainingStatus.WITHDRAWN and request.method != "POST":
        return redirect("place", registration_id=registration_id)
    days = _days(request, found)
    form = _break_form(request, found, days)
    if request.method == "POST" and form.is_valid():
        try:
            keep_break(request, registration_id, form)
        except Refusal as refusal:
            form.refuse(refusal)
            found = place_of(request.viewer, registration_id, request.at)
        else:
            return redirect_saying("away", "place", registration_id=registration_id)
    context = {**_about(request, found), "form": form, "changing": isinstance(form, AnotherDayForm)}
    return render(request, "participant/place/break.html", context)


@page(Audience.SIGNED_IN, methods=frozenset({"POST"}))
def come_back(request: Request, registration_id: UUID) -> HttpResponse:
    """Comes back from a break."""
    form = ComeBackForm(request.POST)
    seen = status_seen(form.cleaned_data.get("seen", "")) if form.is_valid() else None
    resume_enrolment(by=request.viewer, at=request.at, registration_id=registration_id, seen=seen)
    return redirect_saying("back", "place", registration_id=registration_id)


@page(Audience.SIGNED_IN)
def leave(request: Request, registration_id: UUID) -> HttpResponse:
    """Says what is lost by leaving, offers a break instead, and does it."""
    found = place_of(request.viewer, registration_id, request.at)
    status = found.training.status
    if status is TrainingStatus.WITHDRAWN and request.method != "POST":
        return redirect("place", registration_id=registration_id)
    form = LeaveForm(request.POST if request.method == "POST" else None, initial={"seen": status.value})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_enrolment(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                reason=form.cleaned_data["reason"],
                seen=status_seen(form.cleaned_data["seen"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
            found = place_of(request.viewer, registration_id, request.at)
        else:
            return redirect("place", registration_id=registration_id)
    last = found.training.last_day
    context = {
        **_about(request, found),
        "form": form,
        "days": [
            (day, in_words(day, begins)) for day, begins in _days(request, found).items() if day <= last
        ],
        "study": _study(request, registration_id),
    }
    return render(request, "participant/place/leave.html", context)


def _said(request: Request, status: TrainingStatus) -> str:
    """What has just been done, as far as the place bears it out."""
    borne_out = {TrainingStatus.DEFERRED: "away", TrainingStatus.ACTIVE: "back"}.get(status)
    return said(request, {flag: words for flag, words in PLACE.items() if flag == borne_out})


def _break_form(request: Request, found: OwnPlace, days: Days) -> ReturnForm:
    """The form as the place stands; as the one that was sent where it stands otherwise by now."""
    data = request.POST if request.method == "POST" else None
    training, returns_on = found.training, found.training.returns_on
    offered: dict[str, Any] = {
        "days": days,
        "latest": training.latest,
        "last_day": training.last_day,
        "afterwards": words.afterwards(found.row.lead_provider_name),
    }
    asked = day_seen(request.GET.get("returns", ""))
    chosen = {"returns": asked.isoformat()} if asked and asked in days else {}
    if asks_for_another_day(data, returns_on):
        seen = {"seen": returns_on.isoformat()} if returns_on else {}
        return AnotherDayForm(data, initial=chosen | seen, **offered)
    return BreakForm(data, initial=chosen, **offered)


def _days(request: Request, found: OwnPlace) -> Days:
    cohorts = cohorts_of(found.row.qualification)
    terms = terms_for(school_terms(), found.row.id)
    return next_days(terms, cohorts, london_day(request.at), found.training.latest)


def _study(request: Request, registration_id: UUID) -> Any:
    """The study of a place; None where it has no course so far."""
    return next((one for one in studies_of(request.viewer) if one.registration == registration_id), None)


def _about(request: Request, found: OwnPlace) -> dict[str, Any]:
    today: date = london_day(request.at)
    return {
        "found": found,
        "training": found.training,
        "today": today,
        "begun": found.row.starts_on <= today,
        "last_of_break": found.training.latest,
        "words": words,
    }
