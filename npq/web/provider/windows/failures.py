"""Something failed while people wrote: what it does to each deadline is shown, and then done."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import DeadlineReason
from npq.domain.assessment.operations.deadlines import note_incident
from npq.domain.assessment.queries.provider import window_with
from npq.domain.assessment.queries.sitters import deadlines_moved, sitter_shown
from npq.domain.assessment.queries.standing import incidents_in
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.windows import words
from npq.web.provider.windows.forms import FailureForm
from npq.web.shared.access import Audience, page
from npq.web.shared.addresses import address_of
from npq.web.shared.pages import Request, redirect, render


@dataclass(frozen=True)
class Whom:
    """Whom a failure hit: everybody in a window, or one of them."""

    window_id: UUID
    sitting_id: UUID | None
    name: str
    here: str
    back: str


@page(Audience.PROVIDER)
def for_everybody(request: Request, window_id: UUID) -> HttpResponse:
    """Something failed for everybody who writes in a window."""
    line = window_with(request.viewer, window_id)
    here = address_of("provider-window-failure", window_id=window_id)
    back = address_of("provider-window", window_id=window_id)
    return _note(request, Whom(window_id, None, line.row.name, here, back))


@page(Audience.PROVIDER)
def for_one(request: Request, window_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Something failed for one who writes."""
    shown = sitter_shown(request.viewer, window_id, sitting_id, request.at)
    if shown.is_own:
        raise NotFound(sitting_id)
    parts = {"window_id": window_id, "sitting_id": sitting_id}
    here, back = address_of("provider-sitter-failure", **parts), address_of("provider-sitter", **parts)
    return _note(request, Whom(window_id, sitting_id, shown.sitter.name, here, back))


def _note(request: Request, whom: Whom) -> HttpResponse:
    known = incidents_in(whom.window_id, whom.sitting_id)
    looked = request.GET if "minutes" in request.GET else None
    form = FailureForm(request.POST if request.method == "POST" else looked)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            note_incident(
                by=request.viewer,
                at=request.at,
                window_id=whom.window_id,
                minutes=said["minutes"],
                reason=DeadlineReason(said["reason"]),
                seen=said["seen"] if said["seen"] is not None else len(known),
                sitting_id=whom.sitting_id,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(whom.back)
    moved = None
    if form.is_bound and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        moved = deadlines_moved(request.viewer, whom.window_id, minutes, request.at, whom.sitting_id)
    context = {"whom": whom, "form": form, "known": known, "moved": moved, "words": words}
    return render(request, "provider/windows/failure.html", context)
