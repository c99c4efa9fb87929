"""A lead provider's staff record a break, a return or an end; each page says first what follows from it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from npq.domain.catalogue.queries import cohorts_of
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.operations import (
    resume_enrolment,
    withdraw_enrolment,
)
from npq.domain.enrolment.queries.staff import StaffStory, registration_with
from npq.domain.enrolment.queries.training import Training
from npq.domain.learning.queries.terms import terms_for
from npq.kernel.clock import london_day
from npq.kernel.refusals import NotFound, Refusal
from npq.web.provider.list_address import came_from, remembering
from npq.web.provider.training import words
from npq.web.provider.training.forms import AnotherDayForm, BringBackForm, RecordBreakForm, WithdrawForm
from npq.web.shared.access import Audience, page
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.returning import ReturnForm, asks_for_another_day, keep_break, next_days
from npq.web.shared.school_terms import school_terms
from npq.web.shared.seen import status_seen


@page(Audience.PROVIDER)
def record_break(request: Request, registration_id: UUID) -> HttpResponse:
    """Records a break, or another end of the present one."""
    found, training = _found(request, registration_id)
    if training.status is TrainingStatus.WITHDRAWN and request.method != "POST":
        return _to_registration(request, registration_id)
    form = _break_form(request, found, training)
    if request.method == "POST" and form.is_valid():
        try:
            keep_break(request, registration_id, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _to_registration(request, registration_id)
    return _show(request, registration_id, "break", form, changing=isinstance(form, AnotherDayForm))


@page(Audience.PROVIDER)
def bring_back(request: Request, registration_id: UUID) -> HttpResponse:
    """Records that somebody is back, from a break or after they had left."""
    _, training = _found(request, registration_id)
    if training.status is TrainingStatus.ACTIVE and request.method != "POST":
        return _to_registration(request, registration_id)
    form = BringBackForm(
        request.POST if request.method == "POST" else None, initial={"seen": training.status.value}
    )
    if request.method == "POST" and form.is_valid():
        try:
            resume_enrolment(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                seen=status_seen(form.cleaned_data["seen"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _to_registration(request, registration_id)
    return _show(request, registration_id, "bring_back", form)


@page(Audience.PROVIDER)
def withdraw(request: Request, registration_id: UUID) -> HttpResponse:
    """Records that somebody leaves the course."""
    _, training = _found(request, registration_id)
    if training.status is TrainingStatus.WITHDRAWN and request.method != "POST":
        return _to_registration(request, registration_id)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None, initial={"seen": training.status.value}
    )
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_enrolment(
                by=request.viewer,
                at=request.at,
                registration_id=registration_id,
                reason=form.cleaned_data["reason"],
                seen=status_seen(form.cleaned_data["seen"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _to_registration(request, registration_id)
    return _show(request, registration_id, "withdraw", form)


def _found(request: Request, registration_id: UUID) -> tuple[StaffStory, Training]:
    """A registration with a place that stands. Raises NotFound."""
    found = registration_with(request.viewer, registration_id, request.at)
    if found.place is None:
        raise NotFound(registration_id)
    return found, found.place.training


def _break_form(request: Request, found: StaffStory, training: Training) -> ReturnForm:
    """The form as the place stands; as the one that was sent where it stands otherwise by now."""
    data = request.POST if request.method == "POST" else None
    cohorts = cohorts_of(found.story.row.qualification)
    terms = terms_for(school_terms(), found.story.row.id)
    days = next_days(terms, cohorts, london_day(request.at), training.latest)
    offered: dict[str, Any] = {
        "days": days,
        "latest": training.latest,
        "last_day": training.last_day,
        "afterwards": words.AFTERWARDS,
    }
    if not asks_for_another_day(data, training.returns_on):
        return RecordBreakForm(data, **offered)
    seen = {"seen": training.returns_on.isoformat()} if training.returns_on else {}
    return AnotherDayForm(data, initial=seen, **offered)


def _show(request: Request, registration_id: UUID, template: str, form: Form, **more: Any) -> HttpResponse:
    found, training = _found(request, registration_id)
    context = {
        "found": found,
        "training": training,
        "form": form,
        "begun": found.story.row.starts_on <= london_day(request.at),
        "today": london_day(request.at),
        "keep": remembering(came_from(request)),
        "words": words,
        **more,
    }
    return render(request, f"provider/training/{template}.html", context)


def _to_registration(request: Request, registration_id: UUID) -> HttpResponse:
    response = redirect("provider-registration", registration_id=registration_id)
    response["Location"] += f"{remembering(came_from(request))}#training"
    return response
