"""The last step, where it is not plain whose sign-in it is: a first time, or an address that may have changed hands."""

from allauth.account.internal.stagekit import clear_login
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from npq.domain.people.kinds import ProofOutcome, SignInOutcome
from npq.domain.people.lookups import account_for_address
from npq.domain.people.operations import prove_same_person, start_afresh
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import Viewer, ViewerKind
from npq.web.public.sign_in.forms import BirthdayForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import is_ours, landing
from npq.web.shared.sign_in.stages import STOPPED, PersonStage


@page(Audience.PUBLIC)
@never_cache
def first(request: Request) -> HttpResponse:
    """Somebody a provider vouches for is here for the first time: says what begins, and begins it."""
    stage = PersonStage.of(request)
    if stage is None:
        return _nothing_waits(request)
    if request.method != "POST":
        email = stage.arrival.email
        return render(
            request, "public/sign_in/first.html", {"email": email, "shared": is_shared_mailbox(email)}
        )
    try:
        outcome = stage.find_person()
    except Refusal as refusal:
        return _stop(request, STOPPED.get(refusal.code, "moved-on"))
    return redirect("sign-in-same-person") if outcome is SignInOutcome.ASKED else stage.exit()


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
            return _begin_anew(request, stage)
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
    return _begin_anew(request, stage)


@page(Audience.SIGNED_IN, methods=READING)
def new_start(request: Request) -> HttpResponse:
    """Says that a new record has begun, and what became of the old one."""
    wanted = request.GET.get("next", "")
    context = {"next": wanted if is_ours(wanted) else landing(request.viewer)}
    return render(request, "public/sign_in/new_start.html", context)


def _begin_anew(request: Request, stage: PersonStage) -> HttpResponse:
    arrival, login = stage.arrival, stage.login
    if arrival.way.by_code:
        # The old account opens nobody any more; the new person has one of their own.
        login.user = account_for_address(arrival.email, at=request.at)
    login.redirect_url = reverse("sign-in-new-start")
    return stage.exit()


def _nothing_waits(request: Request) -> HttpResponse:
    if request.viewer.kind is ViewerKind.PERSON:
        return redirect(landing(request.viewer))
    return redirect("sign-in-stopped", why="expired")


def _stop(request: Request, why: str) -> HttpResponse:
    clear_login(request)
    return redirect("sign-in-stopped", why=why)
