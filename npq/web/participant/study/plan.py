"""The study plan: when one studies, what falls into which week, an agreement to sign, and a calendar."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from npq.domain.learning.kinds import MOST_MINUTES
from npq.domain.learning.operations.plan import (
    give_week_back,
    make_feed,
    revoke_feed,
    set_plan,
    take_week_off,
)
from npq.domain.learning.queries.plan import StudyPlanned, plan_of
from npq.domain.people.queries import details_of
from npq.domain.registration.kinds import ApprovalStatus
from npq.domain.registration.queries.registrations import registration_of
from npq.kernel import dates
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.participant.study import words
from npq.web.participant.study.plan_forms import PlanForm, WeekForm, clock
from npq.web.participant.study.said import PLAN, WEEKS, redirect_saying, said
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.school_terms import school_terms

SENDING = frozenset({"POST"})


@page(Audience.SIGNED_IN)
def plan(request: Request, study_id: UUID) -> HttpResponse:
    """The plan by week, and the form for minutes, day and time."""
    found = _plan(request, study_id)
    if request.method != "POST":
        return _show(request, found)
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            set_plan(
                by=request.viewer,
                at=request.at,
                study_id=study_id,
                minutes_a_week=form.cleaned_data["minutes"],
                weekday=form.cleaned_data["weekday"],
                starts_at=form.cleaned_data["starts_at"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect_saying("saved", "study-plan", study_id=study_id)
    return _show(request, found, form=form)


@page(Audience.SIGNED_IN, methods=SENDING)
def week_off(request: Request, study_id: UUID) -> HttpResponse:
    """A week is taken off."""
    found = _plan(request, study_id)
    form = WeekForm(request.POST, weeks=found.ahead)
    if not form.is_valid():
        return _show(request, found, week_form=form)
    off = form.cleaned_data["week"]
    take_week_off(by=request.viewer, at=request.at, study_id=study_id, week=off)
    was_planned = any(week.monday == off for week in found.plan.weeks)
    return redirect_saying("off" if was_planned else "spare", "study-plan", study_id=study_id)


@page(Audience.SIGNED_IN, methods=SENDING)
def week_back(request: Request, study_id: UUID) -> HttpResponse:
    """A week that was off can be studied after all."""
    found = _plan(request, study_id)
    # A week that is not off, as when the button was pressed twice, leads back to the plan.
    form = WeekForm(request.POST, weeks=found.row.weeks_off)
    if form.is_valid():
        give_week_back(by=request.viewer, at=request.at, study_id=study_id, week=form.cleaned_data["week"])
    return redirect_saying("back", "study-plan", study_id=study_id)


@page(Audience.SIGNED_IN, methods=SENDING)
def feed(request: Request, study_id: UUID) -> HttpResponse:
    """Makes the address of the calendar and shows it, this once."""
    key = make_feed(by=request.viewer, at=request.at, study_id=study_id)
    if key is None:
        return redirect("study-plan", study_id=study_id)
    address = request.build_absolute_uri(reverse("calendar", kwargs={"key": key}))
    # Calendars on phones and computers open addresses of this kind by themselves, and subscribe to them.
    opens = f"webcal://{address.partition('://')[2]}"
    context = {"found": _plan(request, study_id), "address": address, "opens": opens}
    return render(request, "participant/study/feed.html", context)


@page(Audience.SIGNED_IN, methods=SENDING)
def stop_feed(request: Request, study_id: UUID) -> HttpResponse:
    """The address of the calendar opens nothing from now on."""
    revoke_feed(by=request.viewer, at=request.at, study_id=study_id)
    return redirect_saying("stopped", "study-plan", study_id=study_id)


@page(Audience.SIGNED_IN, methods=READING)
def agreement(request: Request, study_id: UUID) -> HttpResponse:
    """One page to print: what a participant and their sponsor agree about the time to study."""
    found = _plan(request, study_id)
    approval = registration_of(request.viewer, found.study.registration).approval
    approved = approval is not None and approval.status is ApprovalStatus.APPROVED
    context = {
        "found": found,
        "name": details_of(request.viewer).full_name,
        "sponsor": approval.sponsor_name if approval and approved else "",
        "weekdays": words.WEEKDAYS,
        "hours": words.hours,
        "clock": clock,
    }
    return render(request, "participant/study/agreement.html", context)


def _plan(request: Request, study_id: UUID) -> StudyPlanned:
    return plan_of(request.viewer, study_id, request.at, school_terms())


def _said(request: Request, found: StudyPlanned) -> str:
    """What was done, and of a week taken off or given back whether all is still finished in time."""
    of_week = said(request, WEEKS)
    return f"{of_week} {words.in_time(found)}".strip() if of_week else said(request, PLAN)


def _show(request: Request, found: StudyPlanned, **forms: Any) -> HttpResponse:
    row = found.row
    kept = {"minutes": row.minutes, "weekday": row.weekday, "starts_at": row.starts_at}
    context = {
        "found": found,
        "said": _said(request, found),
        "today": london_day(request.at),
        "weeks": [
            [dates.day(week.day), words.pieces(week), f"{week.minutes} minutes"] for week in found.plan.weeks
        ],
        "most": MOST_MINUTES,
        "by_when": words.by_when(found),
        "form": PlanForm(initial=kept),
        "week_form": WeekForm(weeks=found.ahead),
        "words": words,
        "clock": clock,
        **forms,
    }
    return render(request, "participant/study/plan.html", context)
