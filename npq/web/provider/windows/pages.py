"""Assessment windows of a lead provider: listed, made, who sits and who is not ready, and more time for somebody."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import DeadlineReason, WindowKind
from npq.domain.assessment.operations.deadlines import grant_extension
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.domain.assessment.queries.provider import (
    CaseLine,
    cases_to_set,
    providers_of,
    who_is_not_in,
    who_sits,
    window_with,
    windows_with,
)
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.windows import words
from npq.web.provider.windows.forms import ExtensionForm, WindowForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render

QUALIFICATION = "npq-executive-leadership"
MOST_SHOWN = 200


@page(Audience.PROVIDER, methods=READING)
def windows(request: Request) -> HttpResponse:
    """The windows of the viewer's providers, and how many sit in each."""
    context = {
        "lines": windows_with(request.viewer),
        "providers": providers_of(request.viewer),
        "words": words,
    }
    return render(request, "provider/windows/list.html", context)


@page(Audience.PROVIDER)
def make(request: Request) -> HttpResponse:
    """Makes a window."""
    providers = providers_of(request.viewer)
    cases: dict[UUID, CaseLine] = {
        case.id: case for provider in providers for case in cases_to_set(request.viewer, provider)
    }
    only = {"provider": str(next(iter(providers)))} if len(providers) == 1 else {}
    sent = request.POST if request.method == "POST" else None
    form = WindowForm(sent, providers=providers, cases=list(cases.values()), initial=only)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        plan = WindowPlan(
            name=said["name"],
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            case_id=UUID(said["case"]),
        )
        try:
            made = make_window(
                by=request.viewer,
                at=request.at,
                lead_provider_id=UUID(said["provider"]),
                qualification=QUALIFICATION,
                kind=WindowKind(said["kind"]),
                plan=plan,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-window", window_id=made)
    return render(request, "provider/windows/new.html", {"form": form})


@page(Audience.PROVIDER, methods=READING)
def window(request: Request, window_id: UUID) -> HttpResponse:
    """One window: who sits in it, and who is not ready and why."""
    line = window_with(request.viewer, window_id)
    not_in, total = who_is_not_in(request.viewer, window_id, request.at, MOST_SHOWN)
    context = {
        "line": line,
        "sitters": who_sits(request.viewer, window_id),
        "not_in": not_in,
        "more": total - len(not_in),
        "at": request.at,
        "words": words,
    }
    return render(request, "provider/windows/window.html", context)


@page(Audience.PROVIDER)
def extend(request: Request, window_id: UUID, sitting_id: UUID) -> HttpResponse:
    """Gives somebody longer."""
    line = window_with(request.viewer, window_id)
    sitters = who_sits(request.viewer, window_id)
    sitter = next((one for one in sitters if one.sitting == sitting_id), None)
    if sitter is None:
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
            return redirect("provider-window", window_id=window_id)
    context = {"form": form, "line": line, "sitter": sitter}
    return render(request, "provider/windows/extend.html", context)
