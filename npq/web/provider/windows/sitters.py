"""One who sits in a window: what happened, more time for them, and a later window."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import DeadlineReason, MoveReason
from npq.domain.assessment.operations.deadlines import grant_extension
from npq.domain.assessment.operations.entering import move_sitting
from npq.domain.assessment.queries.provider import window_shown
from npq.domain.assessment.queries.sitters import sitter_shown
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.windows import words
from npq.web.provider.windows.forms import ExtensionForm, MoveForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.PROVIDER, methods=READING)
def sitter(request: Request, window_id: UUID, sitting_id: UUID) -> HttpResponse:
    """One who sits: their deadline with what it rests on, and what happened."""
    shown = sitter_shown(request.viewer, window_id, sitting_id, request.at)
    told = [(entry.at, words.happened(entry)) for entry in shown.history]
    context = {
        "shown": shown,
        "sitter": shown.sitter,
        "told": [(at, says) for at, says in told if says],
        "words": words,
    }
    return render(request, "provider/windows/sitter.html", context)


@page(Audience.PROVIDER)
def extend(request: Request, window_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Gives somebody longer."""
    shown = sitter_shown(request.viewer, window_id, sitting_id, request.at)
    if shown.is_own:
        raise NotFound(sitting_id)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            grant_extension(
                by=request.viewer,
                at=request.at,
                sitting_id=sitting_id,
                last_day=form.cleaned_data["last_day"],
                reason=DeadlineReason(form.cleaned_data["reason"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-sitter", window_id=window_id, sitting_id=sitting_id)
    context = {
        "form": form,
        "shown": shown,
        "sitter": shown.sitter,
        "terms": window_shown(request.viewer, window_id).terms,
    }
    return render(request, "provider/windows/extend.html", context)


@page(Audience.PROVIDER)
def move(request: Request, window_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Says what it means that somebody sits in the next window instead, and does it."""
    shown = sitter_shown(request.viewer, window_id, sitting_id, request.at)
    if shown.is_own:
        raise NotFound(sitting_id)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = MoveReason(form.cleaned_data["reason"])
        try:
            move_sitting(by=request.viewer, at=request.at, sitting_id=sitting_id, reason=reason)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-sitter", window_id=window_id, sitting_id=sitting_id)
    context = {"form": form, "shown": shown, "sitter": shown.sitter}
    return render(request, "provider/windows/move.html", context)
