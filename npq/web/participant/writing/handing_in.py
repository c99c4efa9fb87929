"""Handing in, the receipt, taking back, and the choice of what happens at the deadline."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict

from npq.domain.assessment.kinds import RefusalCode
from npq.domain.assessment.operations.submitting import (
    Statement,
    choose_to_send_at_deadline,
    submit_script,
    withdraw_submission,
)
from npq.domain.assessment.packs.answers import parts_of
from npq.domain.assessment.queries.identifying import identifying_of
from npq.domain.assessment.queries.papers import criteria_of, rehearsal_answers
from npq.domain.assessment.queries.writing import Writing, exported, writing_of
from npq.kernel.refusals import Refusal
from npq.web.participant.writing import words
from npq.web.participant.writing.forms import HandInForm, StatementForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.SIGNED_IN)
def hand_in(request: Request, sitting_id: UUID) -> HttpResponse:
    """What is about to be handed in, the statement, and the button that does it."""
    form, refused = HandInForm(_said(request)), None
    if form.is_bound and form.is_valid():
        try:
            submit_script(
                by=request.viewer,
                at=request.at,
                sitting_id=sitting_id,
                seen=form.revision,
                statement=form.statement,
                keeps_identifying=form.keeps,
            )
        except Refusal as refusal:
            refused = refusal
        else:
            return redirect("write-receipt", sitting_id=sitting_id)
    # All that the page shows is read for the page alone: in the last minutes many hand in at once.
    writing = writing_of(request.viewer, sitting_id, request.at)
    if writing.receipt is not None:
        return redirect("write-receipt", sitting_id=sitting_id)
    if refused is None and not writing.may_write:
        return redirect("write", sitting_id=sitting_id)
    form.initial = _initial(writing)
    if refused is not None:
        if refused.code is RefusalCode.WRITTEN_MEANWHILE:
            # As it stands now is shown with the form: sending it again says that it was seen.
            again = request.POST.copy()
            again["seen"] = str(writing.head)
            again.pop("keep", None)
            form.data = again
        form.refuse(refused, "keep" if refused.code is RefusalCode.IDENTIFYING_WORDS else None)
    mentions = identifying_of(request.viewer, sitting_id)
    form.require_choice_of_words(bool(mentions))
    context = {"form": form, "writing": writing, "mentions": mentions, "words": words}
    return render(request, "participant/writing/hand_in.html", context)


@page(Audience.SIGNED_IN)
def receipt(request: Request, sitting_id: UUID) -> HttpResponse:
    """What was handed in and when; sent, it is taken back to be written on."""
    if request.method == "POST":
        withdraw_submission(by=request.viewer, at=request.at, sitting_id=sitting_id)
        return redirect("write", sitting_id=sitting_id)
    writing = writing_of(request.viewer, sitting_id, request.at)
    return render(request, "participant/writing/receipt.html", {"writing": writing, "words": words})


@page(Audience.SIGNED_IN)
def at_deadline(request: Request, sitting_id: UUID) -> HttpResponse:
    """Whether what there is at the deadline goes in by itself."""
    writing = writing_of(request.viewer, sitting_id, request.at)
    if request.method == "POST" and "stop" in request.POST:
        choose_to_send_at_deadline(
            by=request.viewer,
            at=request.at,
            sitting_id=sitting_id,
            send=False,
            statement=Statement(is_own=False),
        )
        return redirect("write", sitting_id=sitting_id)
    if request.method != "POST" and not writing.may_write:
        return redirect("write", sitting_id=sitting_id)
    form = StatementForm(_said(request), initial=_initial(writing))
    if form.is_bound and form.is_valid():
        try:
            choose_to_send_at_deadline(
                by=request.viewer, at=request.at, sitting_id=sitting_id, send=True, statement=form.statement
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("write", sitting_id=sitting_id)
    context = {
        "form": form,
        "writing": writing,
        "mentions": identifying_of(request.viewer, sitting_id),
        "words": words,
    }
    return render(request, "participant/writing/at_deadline.html", context)


@page(Audience.SIGNED_IN, methods=READING)
def answers(request: Request, sitting_id: UUID) -> HttpResponse:
    """After a rehearsal: what a strong and a weak answer look like to a marker, beside one's own."""
    context = {
        "answers": rehearsal_answers(request.viewer, sitting_id, request.at),
        "writing": writing_of(request.viewer, sitting_id, request.at),
        "criteria": criteria_of(request.viewer, sitting_id),
        "parts_of": parts_of,
    }
    return render(request, "participant/writing/answers.html", context)


@page(Audience.SIGNED_IN, methods=READING)
def export(request: Request, sitting_id: UUID) -> HttpResponse:
    """The response as the file whose hash the receipt gives: what was handed in (?receipt=), or as it stands."""
    content = exported(request.viewer, sitting_id, request.GET.get("receipt", ""))
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="response.json"'
    return response


def _said(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _initial(writing: Writing) -> dict[str, Any]:
    return {"tools": list(writing.tools), "tools_text": writing.tools_text, "seen": writing.head}
