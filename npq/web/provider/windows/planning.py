"""A window is made, changed until it opens, and its question time until it closes."""

from uuid import UUID

from django.http import HttpResponse

from npq.domain.assessment.kinds import WindowKind
from npq.domain.assessment.operations.windows import change_window, make_window, move_clinic
from npq.domain.assessment.queries.provider import (
    ToAssess,
    cases_to_set,
    cohorts_to_set,
    qualifications_to_assess,
    window_shown,
)
from npq.domain.assessment.queries.provider_policies import policy_decided
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.windows import words
from npq.web.provider.windows.forms import ClinicForm, KindForm, WindowForm, days
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.PROVIDER)
def choose(request: Request) -> HttpResponse:
    """Says which course a new window is for, and whether it is a rehearsal."""
    found = qualifications_to_assess(request.viewer)
    form = KindForm(request.POST if request.method == "POST" else None, found=found)
    if request.method == "POST" and form.is_valid():
        provider, _, qualification = form.cleaned_data["of"].partition(".")
        return redirect(
            "provider-window-plan",
            lead_provider_id=UUID(provider),
            qualification=qualification,
            kind=form.cleaned_data["kind"].value,
        )
    return render(request, "provider/windows/new.html", {"form": form, "found": found})


@page(Audience.PROVIDER)
def make(request: Request, lead_provider_id: UUID, qualification: str, kind: str) -> HttpResponse:
    """Plans a new window, and makes it."""
    of = _to_assess(request, lead_provider_id, qualification)
    if kind not in set(WindowKind):
        raise NotFound(kind)
    form = WindowForm(
        request.POST if request.method == "POST" else None,
        cases=cases_to_set(request.viewer, lead_provider_id, qualification, WindowKind(kind)),
        cohorts=cohorts_to_set(request.viewer, lead_provider_id, qualification),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = make_window(
                by=request.viewer,
                at=request.at,
                lead_provider_id=lead_provider_id,
                qualification=qualification,
                kind=WindowKind(kind),
                plan=form.plan,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-window", window_id=made)
    context = {
        "of": of,
        "kind": WindowKind(kind),
        "terms": policy_decided(request.viewer, lead_provider_id, qualification, request.at).holds.terms,
        "form": form,
        "words": words,
    }
    return render(request, "provider/windows/plan.html", context)


@page(Audience.PROVIDER)
def change(request: Request, window_id: UUID) -> HttpResponse:
    """Changes a window, until it opens."""
    shown = window_shown(request.viewer, window_id)
    row, line = shown.line.row, shown.line
    if request.method != "POST" and request.at >= row.opens_at:
        return redirect("provider-window", window_id=window_id)
    form = WindowForm(
        request.POST if request.method == "POST" else None,
        cases=cases_to_set(request.viewer, line.provider_id, line.qualification_id, row.kind),
        cohorts=cohorts_to_set(request.viewer, line.provider_id, line.qualification_id),
        initial=WindowForm.says(shown),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_window(
                by=request.viewer,
                at=request.at,
                window_id=window_id,
                plan=form.plan,
                seen=form.cleaned_data["seen"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-window", window_id=window_id)
    context = {"shown": shown, "line": line, "form": form, "words": words}
    return render(request, "provider/windows/change.html", context)


@page(Audience.PROVIDER)
def clinic(request: Request, window_id: UUID) -> HttpResponse:
    """Sets when questions are answered in a window, until it closes."""
    shown = window_shown(request.viewer, window_id)
    form = ClinicForm(request.POST if request.method == "POST" else None, initial=ClinicForm.says(shown))
    if request.method == "POST" and form.is_valid():
        try:
            move_clinic(
                by=request.viewer,
                at=request.at,
                window_id=window_id,
                clinic_at=form.clinic_at,
                clinic_link=form.cleaned_data["clinic_link"],
                seen=form.cleaned_data["seen"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("provider-window", window_id=window_id)
    context = {"line": shown.line, "days": days(shown), "form": form}
    return render(request, "provider/windows/clinic.html", context)


def _to_assess(request: Request, lead_provider_id: UUID, qualification: str) -> ToAssess:
    for one in qualifications_to_assess(request.viewer):
        if (one.provider_id, one.qualification_id) == (lead_provider_id, qualification):
            return one
    raise NotFound(lead_provider_id)
