"""The last step, where it is not plain whose sign-in it is: a first time, or an address that may have changed hands."""

from allauth.account.internal.stagekit import clear_login
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from npq.domain.people.kinds import ProofOutcome, RefusalCode, SignInOutcome
from npq.domain.people.operations import prove_same_person, start_afresh
from npq.domain.people.queries import recognise_sign_in
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer, ViewerKind
from npq.web.public.sign_in.forms import BirthdayForm, OwnBirthdayForm
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import landing
from npq.web.shared.sign_in.stages import STOPPED, PersonStage


@page(Audience.PUBLIC)
@never_cache
def first(request: Request) -> HttpResponse:
    """Says what begins here, and begins it: at a shared mailbox, with a date of birth to be known by."""
    stage = PersonStage.of(request)
    if stage is None:
        return _nothing_waits(request)
    form: OwnBirthdayForm | None = None
    try:
        if recognise_sign_in(stage.arrival.way) is SignInOutcome.BIRTHDAY_WANTED:
            form = OwnBirthdayForm(request.POST or None)
        if request.method == "POST" and (form is None or form.is_valid()):
            outcome = stage.find_person(form.cleaned_data["date_of_birth"] if form else None)
            return redirect("sign-in-same-person") if outcome is SignInOutcome.ASKED else stage.exit()
    except Refusal as refusal:
        if refusal.code is not RefusalCode.DATE_OF_BIRTH_UNLIKELY or form is None:
            return _stop(request, STOPPED.get(refusal.code, "moved-on"))
        form.refuse(refusal, "date_of_birth")
    context = {"form": form, "email": stage.arrival.email, "afresh": stage.state.get("afresh", False)}
    context["shared"] = is_shared_mailbox(stage.arrival.email)
    return render(request, "public/sign_in/first.html", context)


@page(Audience.PUBLIC)
@never_cache
def same(request: Request) -> HttpResponse:
    """Asks whoever comes in by an address with a history whether they are still the person known there."""
    stage = PersonStage.of(request)
    if stage is None:
        return _nothing_waits(request)
    form = BirthdayForm(request.POST or None)
    if form.is_valid():
        arrival, born = stage.arrival, form.cleaned_data["date_of_birth"]
        try:
            proof = prove_same_person(by=Viewer.visitor(), at=request.at, date_of_birth=born, **arrival.named)
        except Refusal:
            return _stop(request, "moved-on")
        if proof.outcome is ProofOutcome.SAME:
            return stage.exit()
        if proof.outcome is ProofOutcome.TRIED_TOO_OFTEN:
            stage.begin_afresh()
            return redirect("sign-in-first")
        tries = "1 more try" if proof.tries_left == 1 else f"{proof.tries_left} more tries"
        form.add_error("date_of_birth", f"That is not the date of birth we have. You have {tries}")
    context = {"form": form, "email": stage.arrival.email, "shared": is_shared_mailbox(stage.arrival.email)}
    return render(request, "public/sign_in/same_person.html", context)


@page(Audience.PUBLIC, methods=frozenset({"POST"}))
def new_in_role(request: Request) -> HttpResponse:
    """Somebody says they are not the person known at this address."""
    stage = PersonStage.of(request)
    if stage is None:
        return _nothing_waits(request)
    try:
        start_afresh(by=Viewer.visitor(), at=request.at, **stage.arrival.named)
    except Refusal:
        return _stop(request, "moved-on")
    stage.begin_afresh()
    return redirect("sign-in-first")


def _nothing_waits(request: Request) -> HttpResponse:
    if request.viewer.kind is ViewerKind.PERSON:
        return redirect(landing(request.viewer))
    return redirect("sign-in-stopped", why="expired")


def _stop(request: Request, why: str) -> HttpResponse:
    clear_login(request)
    return redirect("sign-in-stopped", why=why)
