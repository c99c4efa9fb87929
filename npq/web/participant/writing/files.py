"""A file from a word processor: chosen, read, shown answer by answer, and confirmed."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import RefusalCode
from npq.domain.assessment.operations.word_files import confirm_word_file, take_word_file
from npq.domain.assessment.queries.writing import uploaded_file, writing_of
from npq.domain.assessment.rules.word_files import MOST_BYTES
from npq.kernel.refusals import Refusal
from npq.web.participant.writing import words
from npq.web.participant.writing.sent import number_sent, sections_sent
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.refusals import words_for


@page(Audience.SIGNED_IN)
def word_file(request: Request, sitting_id: UUID) -> HttpResponse:
    """Where a file is chosen."""
    writing = writing_of(request.viewer, sitting_id, request.at)
    if request.method != "POST" and not writing.may_write:
        return redirect("write", sitting_id=sitting_id)
    error = ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            error = "Choose a Word file (.docx)"
        elif (sent.size or 0) > MOST_BYTES:
            error = words.said_of_file("too_large")
        else:
            try:
                taken = take_word_file(
                    by=request.viewer, at=request.at, sitting_id=sitting_id, content=sent.read()
                )
            except Refusal as refusal:
                error = _said(refusal)
            else:
                return redirect("write-file-confirm", sitting_id=sitting_id, file_id=taken)
    return render(request, "participant/writing/file.html", {"writing": writing, "error": error})


@page(Audience.SIGNED_IN)
def confirm_file(request: Request, sitting_id: UUID, file_id: UUID) -> HttpResponse:
    """What was read, answer by answer, to put right and confirm. Until then it counts for nothing."""
    writing = writing_of(request.viewer, sitting_id, request.at)
    found = uploaded_file(request.viewer, sitting_id, file_id)
    if found.is_confirmed:
        return redirect("write", sitting_id=sitting_id)
    sections, error = found.sections, ""
    if request.method == "POST":
        sent = sections_sent(request)
        sections = {**found.sections, **sent}
        try:
            confirm_word_file(
                by=request.viewer,
                at=request.at,
                sitting_id=sitting_id,
                file_id=file_id,
                seen=number_sent(request.POST, "seen"),
                sections=sent,
            )
        except Refusal as refusal:
            error = _said(refusal)
        else:
            return redirect("write", sitting_id=sitting_id)
    context = {"writing": writing, "file": found, "sections": sections, "error": error}
    return render(request, "participant/writing/file_confirm.html", context)


def _said(refusal: Refusal) -> str:
    if refusal.code is RefusalCode.WORD_FILE_UNREADABLE:
        return words.said_of_file(refusal.facts["fault"])
    return words_for(refusal, __name__)
