"""Assessment windows of a lead provider: listed, who sits in one, and who does not and why."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.queries.access import requests_waiting
from npq.domain.assessment.queries.looks import looks_waiting
from npq.domain.assessment.queries.provider import providers_of, window_shown, windows_with
from npq.domain.assessment.queries.sitters import how_many_are_not_in, who_is_not_in, who_sits
from npq.domain.assessment.queries.standing import incidents_in
from npq.domain.assessment.rules.letters_due import ENTERED_DAYS_BEFORE
from npq.web.provider.windows import words
from npq.web.provider.windows.forms import READY, NotInForm, SittersForm, days, other_length
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, render
from npq.web.shared.paging import SIZE, page_number, paging_for


@page(Audience.PROVIDER, methods=READING)
def windows(request: Request) -> HttpResponse:
    """The windows of the viewer's providers, and how many sit in each."""
    context = {
        "lines": windows_with(request.viewer),
        "looks": looks_waiting(request.viewer),
        "providers": providers_of(request.viewer),
        "asking": requests_waiting(request.viewer),
        "at": request.at,
        "words": words,
    }
    return render(request, "provider/windows/list.html", context)


@page(Audience.PROVIDER, methods=READING)
def window(request: Request, window_id: UUID) -> HttpResponse:
    """One window: what holds in it, and who sits in it."""
    shown = window_shown(request.viewer, window_id)
    form = SittersForm(request.GET)
    form.full_clean()
    found = who_sits(
        request.viewer,
        window_id,
        text=form.cleaned_data.get("text") or "",
        state=form.cleaned_data.get("state"),
        offset=(page_number(request) - 1) * SIZE,
        size=SIZE,
    )
    row = shown.line.row
    context = {
        "shown": shown,
        "line": shown.line,
        "days": days(shown),
        "other_length": other_length(shown),
        "late_until": row.closes_at + timedelta(minutes=shown.terms.grace_minutes),
        "form": form,
        "found": found,
        "paging": paging_for(request, found.total),
        "not_in": how_many_are_not_in(request.viewer, window_id),
        "failures": incidents_in(window_id),
        "looks": looks_waiting(request.viewer).get(window_id, 0),
        "at": request.at,
        "words": words,
    }
    return render(request, "provider/windows/window.html", context)


@page(Audience.PROVIDER, methods=READING)
def not_in(request: Request, window_id: UUID) -> HttpResponse:
    """Whom a window is for who do not sit in it, and what is missing."""
    shown = window_shown(request.viewer, window_id)
    form = NotInForm(request.GET)
    form.full_clean()
    why = form.cleaned_data.get("why")
    rows, total = who_is_not_in(
        request.viewer,
        window_id,
        request.at,
        text=form.cleaned_data.get("text") or "",
        gap=None if why == READY else why,
        ready=why == READY,
        offset=(page_number(request) - 1) * SIZE,
        size=SIZE,
    )
    context = {
        "line": shown.line,
        "form": form,
        "rows": rows,
        "paging": paging_for(request, total),
        "days_before": ENTERED_DAYS_BEFORE,
        "entering": shown.line.row.opens_at - timedelta(days=ENTERED_DAYS_BEFORE) <= request.at,
        "words": words,
    }
    return render(request, "provider/windows/not_in.html", context)
