"""The learning log: everything somebody wrote for themselves in one course, to find, change, delete and take along."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse

from npq.domain.learning.kinds import RefusalCode
from npq.domain.learning.lookups import log_as_pdf
from npq.domain.learning.operations.log import add_entry, change_entry, delete_entry, delete_log
from npq.domain.learning.queries.log import Entry, Log, entry_of, log_of, statements_of
from npq.domain.learning.queries.sharing import shares_of
from npq.kernel.refusals import NotFound, Refusal
from npq.web.participant.study import log_files
from npq.web.participant.study.log_forms import EntryForm, FindForm, now_seen
from npq.web.participant.study.notes import excerpt
from npq.web.participant.study.said import LOG, redirect_saying, said
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render
from npq.web.shared.paging import SIZE, page_number, paging_for

SHOWN = 1200
"""How much of an entry the list shows."""


@page(Audience.SIGNED_IN, methods=READING)
def log(request: Request, study_id: UUID) -> HttpResponse:
    """All entries, newest first, or those that say the words and are of the topic asked for."""
    form = FindForm(request.GET, topics=log_of(request.viewer, study_id, most=0).topics)
    asked = form.asked()
    found = log_of(request.viewer, study_id, first=(page_number(request) - 1) * SIZE, most=SIZE, **asked)
    paging = paging_for(request, found.total)
    if found.total and not found.entries:
        # A page beyond the end: the last one is shown.
        found = log_of(request.viewer, study_id, first=paging.first - 1, most=SIZE, **asked)
    context = {
        "form": form,
        "log": found,
        "paging": paging,
        "looking": any(asked.values()),
        "said": said(request, LOG),
        "shares": shares_of(request.viewer, study_id, request.at),
        "excerpt": lambda text: excerpt(text, SHOWN),
    }
    return render(request, "participant/study/log/log.html", context)


@page(Audience.SIGNED_IN)
def add(request: Request, study_id: UUID) -> HttpResponse:
    """A thought that belongs to no page."""
    found = log_of(request.viewer, study_id, most=0)
    sent = request.POST if request.method == "POST" else None
    form = EntryForm(sent, topics=found.topics, initial={"entry": uuid4()})
    if sent is not None and form.is_valid():
        try:
            add_entry(
                by=request.viewer,
                at=request.at,
                study_id=study_id,
                entry_id=_new_id(form),
                text=form.cleaned_data["text"],
                topic=form.cleaned_data["topic"] or "",
            )
        except Refusal as refusal:
            form.refuse(refusal, "text")
        else:
            return redirect_saying("written", "study-log", study_id=study_id)
    return _show_form(request, found, form, None)


@page(Audience.SIGNED_IN)
def entry(request: Request, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """One entry, to read and to change."""
    found, one = entry_of(request.viewer, study_id, entry_id)
    sent = request.POST if request.method == "POST" else None
    initial = {"text": one.text, "topic": one.topic, "seen": one.revision}
    form = EntryForm(sent, topics=None if one.page else found.topics, initial=initial)
    differs = False
    if sent is not None and form.is_valid():
        topic = form.cleaned_data.get("topic", one.topic)
        try:
            change_entry(
                by=request.viewer,
                at=request.at,
                study_id=study_id,
                entry_id=entry_id,
                text=form.cleaned_data["text"],
                seen=form.revision,
                topic=topic or "",
            )
        except Refusal as refusal:
            found, one = entry_of(request.viewer, study_id, entry_id)
            differs = refusal.code is RefusalCode.ENTRY_CHANGED_ELSEWHERE
            if differs:
                now_seen(form, one.revision)
            form.refuse(refusal, "text")
        else:
            return redirect_saying("changed", "study-log", study_id=study_id)
    return _show_form(request, found, form, one, differs=differs)


@page(Audience.SIGNED_IN)
def delete(request: Request, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """Asks, says what stays, and deletes."""
    if request.method == "POST":
        delete_entry(by=request.viewer, at=request.at, study_id=study_id, entry_id=entry_id)
        return redirect_saying("deleted", "study-log", study_id=study_id)
    found, one = entry_of(request.viewer, study_id, entry_id)
    context = {"log": found, "entry": one, "excerpt": lambda text: excerpt(text, SHOWN)}
    return render(request, "participant/study/log/delete.html", context)


@page(Audience.SIGNED_IN)
def delete_all(request: Request, study_id: UUID) -> HttpResponse:
    """Says what goes and what stays, offers to take it along, and deletes the whole log."""
    if request.method == "POST":
        delete_log(by=request.viewer, at=request.at, study_id=study_id)
        return redirect_saying("emptied", "study-log", study_id=study_id)
    found = log_of(request.viewer, study_id, most=0)
    shares = shares_of(request.viewer, study_id, request.at)
    return render(request, "participant/study/log/delete_all.html", {"log": found, "shared": len(shares)})


@page(Audience.SIGNED_IN, methods=READING)
def pdf(request: Request, study_id: UUID) -> HttpResponse:
    """The whole log as a PDF, tagged for screen readers."""
    made = log_as_pdf(request.viewer, study_id, request.at)
    return _download(made, "application/pdf", "learning-log.pdf")


@page(Audience.SIGNED_IN, methods=READING)
def markdown(request: Request, study_id: UUID) -> HttpResponse:
    """The whole log as a text to read."""
    statements = statements_of(request.viewer, study_id)
    text = log_files.as_markdown(log_of(request.viewer, study_id), statements, request.at)
    return _download(text, "text/markdown; charset=utf-8", "learning-log.md")


@page(Audience.SIGNED_IN, methods=READING)
def data(request: Request, study_id: UUID) -> HttpResponse:
    """The whole log as data."""
    text = log_files.as_json(log_of(request.viewer, study_id), request.at)
    return _download(text, "application/json", "learning-log.json")


def _download(text: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _show_form(request: Request, found: Log, form: EntryForm, one: Entry | None, **more: Any) -> HttpResponse:
    shares = shares_of(request.viewer, found.study.id, request.at) if one else {}
    context = {"log": found, "form": form, "entry": one, "shares": shares, **more}
    return render(request, "participant/study/log/entry.html", context)


def _new_id(form: EntryForm) -> UUID:
    """The id the page gave its new entry. Raises NotFound for one that no page of ours gave."""
    try:
        return UUID(form.cleaned_data["entry"])
    except ValueError:
        raise NotFound(form.cleaned_data["entry"]) from None
