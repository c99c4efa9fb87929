"""The assessment, as whoever sits sees it: what is missing, their deadline and why, the case, and a later window."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import Format, MoveReason
from npq.domain.assessment.operations.entering import enter_window, move_sitting, open_case
from npq.domain.assessment.queries.access import formats_of
from npq.domain.assessment.queries.own_hold import hold_row
from npq.domain.assessment.queries.papers import papers_of_sitting
from npq.domain.assessment.queries.sittings import assessments_of, sitting_of
from npq.kernel.clock import london_day
from npq.kernel.refusals import Refusal
from npq.web.participant.sitting import words
from npq.web.participant.sitting.forms import MoveForm
from npq.web.shared import arrangement_terms, papers
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render

SENDING = frozenset({"POST"})


@page(Audience.SIGNED_IN, methods=READING)
def assessment(request: Request) -> HttpResponse:
    """What the assessment is, one's windows, and what is missing for the next."""
    context = {"places": assessments_of(request.viewer, request.at), "at": request.at, "words": words}
    return render(request, "participant/sitting/assessment.html", context)


@page(Audience.SIGNED_IN, methods=SENDING)
def enter(request: Request, registration_id: UUID, window_id: UUID) -> HttpResponse:
    """Enters oneself for a window."""
    sitting_id = enter_window(
        by=request.viewer, at=request.at, registration_id=registration_id, window_id=window_id
    )
    return redirect("sitting", sitting_id=sitting_id)


@page(Audience.SIGNED_IN, methods=READING)
def sitting(request: Request, sitting_id: UUID) -> HttpResponse:
    """One sitting: the deadline with its reason, the talk with the provider, and the way to the case."""
    found, today = sitting_of(request.viewer, sitting_id, request.at), london_day(request.at)
    clinic_at = found.row.clinic_at
    context = {
        "found": found,
        "row": found.row,
        "hold": hold_row(request.viewer, sitting_id),
        "agreed": arrangement_terms.papers(formats_of(request.viewer, today)),
        # No end of it is known, so the way to it stays open for the whole day.
        "clinic_over": clinic_at is not None and london_day(clinic_at) < today,
        "at": request.at,
        "words": words,
    }
    return render(request, "participant/sitting/sitting.html", context)


@page(Audience.SIGNED_IN, methods=SENDING)
def open_the_case(request: Request, sitting_id: UUID) -> HttpResponse:
    """Opens the case of one's sitting: from then on it is known."""
    open_case(by=request.viewer, at=request.at, sitting_id=sitting_id)
    return redirect("sitting-case", sitting_id=sitting_id)


@page(Audience.SIGNED_IN, methods=READING)
def case(request: Request, sitting_id: UUID) -> HttpResponse:
    """The case with its documents and questions, to read, print or listen to, in the layout of one's choice."""
    found = sitting_of(request.viewer, sitting_id, request.at)
    if found.row.opened and request.at > found.row.grace_until:
        # Whoever kept the address of their case is told why it is gone.
        return redirect("sitting", sitting_id=sitting_id)
    paper = papers_of_sitting(request.viewer, sitting_id, request.at)
    agreed = formats_of(request.viewer, london_day(request.at))
    formats = _formats(request.GET.get("format", ""), agreed)
    context = {
        "row": found.row,
        "found": found,
        "paper": paper,
        "story": papers.story(paper, formats),
        "sheets": list(papers.sheets(paper, formats)),
        "classes": papers.classes(formats),
        "aloud": Format.AUDIO_FRIENDLY in formats,
        "formats": formats,
        "agreed": agreed,
        "terms": arrangement_terms,
    }
    return render(request, "participant/sitting/case.html", context)


@page(Audience.SIGNED_IN)
def move(request: Request, sitting_id: UUID) -> HttpResponse:
    """Says what it means to sit in the next window, and does it."""
    found = sitting_of(request.viewer, sitting_id, request.at)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = MoveReason(form.cleaned_data["reason"])
        try:
            moved = move_sitting(by=request.viewer, at=request.at, sitting_id=sitting_id, reason=reason)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("sitting", sitting_id=moved)
    context = {"found": found, "row": found.row, "form": form, "at": request.at}
    return render(request, "participant/sitting/move.html", context)


def _formats(asked: str, agreed: tuple[Format, ...]) -> tuple[Format, ...]:
    """The layout that was asked for: one by its name, the usual one, or what is agreed where nothing was said."""
    if not asked:
        return agreed
    return tuple(one for one in Format if one.value == asked)
