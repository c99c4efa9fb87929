"""The editor, two versions, and how it looks."""

from uuid import UUID, uuid4

from django.http import HttpResponse, JsonResponse

from npq.domain.assessment.kinds import Choice, RefusalCode
from npq.domain.assessment.operations.displays import set_writing_display
from npq.domain.assessment.operations.writing import Kept, Saved, choose_version, save_revision
from npq.domain.assessment.queries.writing import display_of, versions_of, writing_of
from npq.domain.assessment.rules.differences import Side
from npq.kernel import dates
from npq.kernel.refusals import Refusal
from npq.web.participant.writing import words
from npq.web.participant.writing.forms import ChoiceForm, DisplayForm
from npq.web.participant.writing.sent import key_sent, number_sent, sections_sent, typed_sent
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.refusals import words_for

CONFLICT, UNPROCESSABLE = 409, 422


@page(Audience.SIGNED_IN)
def write(request: Request, sitting_id: UUID) -> HttpResponse:
    """The response in its boxes; sent, it is saved. A script that saves as one types is told in data."""
    if request.method == "POST":
        return _save(request, sitting_id)
    return _show(request, sitting_id)


@page(Audience.SIGNED_IN)
def versions(request: Request, sitting_id: UUID, branch: int) -> HttpResponse:
    """Two versions side by side in one text, to choose from."""
    sent = request.POST if request.method == "POST" else None
    found = versions_of(request.viewer, sitting_id, branch) if sent is None else None
    form = ChoiceForm(sent, initial={"head": found.head if found else 0, "key": uuid4()})
    if sent is not None and form.is_valid():
        try:
            choose_version(
                by=request.viewer,
                at=request.at,
                sitting_id=sitting_id,
                client_key=key_sent(form.cleaned_data),
                head=number_sent(form.cleaned_data, "head"),
                branch=branch,
                choice=Choice(form.cleaned_data["choice"]),
            )
        except Refusal as refusal:
            if refusal.code is not RefusalCode.WRITTEN_MEANWHILE:
                raise
            form = ChoiceForm(initial={"head": refusal.facts["head"], "key": uuid4()})
        else:
            return redirect("write", sitting_id=sitting_id)
    context = {
        "form": form,
        "writing": writing_of(request.viewer, sitting_id, request.at),
        "versions": found or versions_of(request.viewer, sitting_id, branch),
        "meanwhile": sent is not None and not form.is_bound,
        "Side": Side,
    }
    return render(request, "participant/writing/versions.html", context)


@page(Audience.SIGNED_IN)
def display(request: Request, sitting_id: UUID) -> HttpResponse:
    """How somebody wants to see what they write."""
    writing = writing_of(request.viewer, sitting_id, request.at)
    now = display_of(request.viewer)
    initial = {"face": now.face, "size": str(now.size), "spacing": now.spacing, "colours": now.colours}
    form = DisplayForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        set_writing_display(by=request.viewer, at=request.at, **form.asked)
        return redirect("write", sitting_id=sitting_id)
    return render(request, "participant/writing/display.html", {"form": form, "writing": writing})


@page(Audience.SIGNED_IN, methods=READING)
def read(request: Request, sitting_id: UUID) -> HttpResponse:
    """The response to read or print, with where a marker stops reading."""
    writing = writing_of(request.viewer, sitting_id, request.at)
    context = {"writing": writing, "display": display_of(request.viewer), "words": words}
    return render(request, "participant/writing/read.html", context)


def _save(request: Request, sitting_id: UUID) -> HttpResponse:
    sections = sections_sent(request)
    wants_data = request.headers.get("Accept") == "application/json"
    try:
        answer = save_revision(
            by=request.viewer,
            at=request.at,
            sitting_id=sitting_id,
            client_key=key_sent(request.POST),
            parent=number_sent(request.POST, "parent"),
            sections=sections,
            typed_at=typed_sent(request.POST),
        )
    except Refusal as refusal:
        error = words_for(refusal, __name__)
        if wants_data:
            return JsonResponse({"error": error, "code": refusal.code.value}, status=UNPROCESSABLE)
        return _show(request, sitting_id, typed=sections, error=error)
    if wants_data:
        return _told(request, answer)
    if isinstance(answer, Kept):
        return redirect("write-versions", sitting_id=sitting_id, branch=answer.number)
    return redirect("write", sitting_id=sitting_id)


def _told(request: Request, answer: Saved | Kept) -> HttpResponse:
    said = {"number": answer.number, "saved": f"Saved on our server at {dates.clock_time(answer.saved_at)}"}
    if isinstance(answer, Kept):
        return JsonResponse(said | {"head": answer.head}, status=CONFLICT)
    return JsonResponse(said | {"words": answer.words, "digest": answer.digest})


def _show(
    request: Request, sitting_id: UUID, *, typed: dict[str, str] | None = None, error: str = ""
) -> HttpResponse:
    writing = writing_of(request.viewer, sitting_id, request.at)
    context = {
        "writing": writing,
        "typed": {**writing.sections, **(typed or {})},
        "error": error,
        "key": uuid4(),
        "display": display_of(request.viewer),
        "words": words,
    }
    return render(request, "participant/writing/write.html", context)
