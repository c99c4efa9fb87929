"""Responses of a window that share passages: what to look at, side by side, and setting aside or holding."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import LookState
from npq.domain.assessment.operations.looking import hold_script, look_again, set_aside_likeness
from npq.domain.assessment.queries.alike import AlikeInWindow, LookRow, alike_in
from npq.domain.assessment.queries.look import LookShown, look_of
from npq.domain.assessment.rules.holds import TALK_DAYS
from npq.kernel.refusals import Refusal
from npq.web.provider.alike import words
from npq.web.provider.alike.forms import AsideForm, HoldForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render

SENDING = frozenset({"POST"})


@page(Audience.PROVIDER, methods=READING)
def alike(request: Request, window_id: UUID) -> HttpResponse:
    """What was found in a window, and what people made of it."""
    found = alike_in(request.viewer, window_id)
    context = {"found": found, "groups": _groups(found), "words": words}
    return render(request, "provider/alike/list.html", context)


@page(Audience.PROVIDER, methods=READING)
def look(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """One response with what it shares."""
    found = look_of(request.viewer, window_id, look_id)
    is_recorder = found.talk is not None and found.talk.recorded_by == request.viewer.own_id
    context = {"found": found, "row": found.row, "is_recorder": is_recorder, "at": request.at, "words": words}
    return render(request, "provider/alike/look.html", context)


@page(Audience.PROVIDER)
def set_aside(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Says that there is nothing to talk about, and why."""
    found = look_of(request.viewer, window_id, look_id)
    if decided(request, found, LookState.TO_LOOK_AT):
        return to_look(found)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, text = form.aside
        try:
            set_aside_likeness(by=request.viewer, at=request.at, look_id=look_id, reason=reason, text=text)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-alike", window_id=window_id)
    context = {"found": found, "row": found.row, "form": form}
    return render(request, "provider/alike/aside.html", context)


@page(Audience.PROVIDER, methods=SENDING, shown_by=("provider-look", "window_id", "look_id"))
def again(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Brings back what was set aside."""
    look_of(request.viewer, window_id, look_id)
    look_again(by=request.viewer, at=request.at, look_id=look_id)
    return redirect("provider-look", window_id=window_id, look_id=look_id)


@page(Audience.PROVIDER)
def hold(request: Request, window_id: UUID, look_id: UUID) -> HttpResponse:
    """Says what a hold means, and holds."""
    found = look_of(request.viewer, window_id, look_id)
    if decided(request, found, LookState.TO_LOOK_AT):
        return to_look(found)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hold_script(by=request.viewer, at=request.at, look_id=look_id)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return to_look(found)
    context = {"found": found, "row": found.row, "form": form, "days": TALK_DAYS}
    return render(request, "provider/alike/hold.html", context)


def decided(request: Request, found: LookShown, *states: LookState) -> bool:
    """Whether a form is opened for which it is too late or too early: the page of the response says how it stands."""
    return request.method != "POST" and found.row.state not in states


def to_look(found: LookShown) -> HttpResponse:
    return redirect("provider-look", window_id=found.window.id, look_id=found.row.id)


def _groups(found: AlikeInWindow) -> list[tuple[str, list[LookRow]]]:
    """The list in parts, what has to be done first."""
    states = {
        "Outcome to confirm": (LookState.TALKED,),
        "To look at": (LookState.TO_LOOK_AT,),
        "Held, to be talked about": (LookState.HELD,),
        "Held for your own procedure": (LookState.CONFIRMED,),
        "Set aside": (LookState.SET_ASIDE,),
        "Released": (LookState.RELEASED,),
    }
    groups = [(heading, found.among(*among)) for heading, among in states.items()]
    return [(heading, rows) for heading, rows in groups if rows]
