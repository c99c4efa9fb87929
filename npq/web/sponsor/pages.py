"""The sponsor's pages. The link is the key: nobody signs in, and a page only shows until a button is pressed."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse, QueryDict

from npq.domain.registration.kinds import LinkState
from npq.domain.registration.operations.sponsor_answers import (
    allow_emails_again,
    approve_registration,
    decline_registration,
    disown_registration,
)
from npq.domain.registration.queries.sponsors import SponsorLink, sponsor_link
from npq.kernel.privacy import Kept
from npq.kernel.refusals import Refusal
from npq.kernel.retention import RETENTION
from npq.kernel.viewer import Viewer
from npq.web.shared.access import Audience, page
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render
from npq.web.sponsor import words
from npq.web.sponsor.forms import ApproveForm, DeclineForm

MakeForm = Callable[[QueryDict | None, SponsorLink], Form]
Act = Callable[[SponsorLink, Form, datetime], None]


@page(Audience.SPONSOR, methods=frozenset({"GET", "HEAD"}))
def approval(request: Request, token: str) -> HttpResponse:
    """What is asked, and the three answers; or what became of the link."""
    link = _link(request, token)
    if link is None:
        return _not_valid(request)
    if link.state is LinkState.OPEN:
        kept = RETENTION[Kept.SPONSOR].words
        return render(
            request, "sponsor/asked.html", {"link": link, "token": token, "kept": kept, "words": words}
        )
    return _closed(request, token, link)


@page(Audience.SPONSOR)
def approve(request: Request, token: str) -> HttpResponse:
    return _answer(request, token, "sponsor/approve.html", _approve_form, _approve)


@page(Audience.SPONSOR)
def decline(request: Request, token: str) -> HttpResponse:
    return _answer(request, token, "sponsor/decline.html", lambda data, link: DeclineForm(data), _decline)


@page(Audience.SPONSOR)
def disown(request: Request, token: str) -> HttpResponse:
    return _answer(request, token, "sponsor/disown.html", lambda data, link: Form(data), _disown)


@page(Audience.SPONSOR, methods=frozenset({"POST"}))
def allow_emails(request: Request, token: str) -> HttpResponse:
    """Takes back that the holder of the link wants no more emails."""
    link = _link(request, token)
    if link is None:
        return _not_valid(request)
    allow_emails_again(by=Viewer.sponsor(link.approval_id), at=request.at, approval_id=link.approval_id)
    return redirect("sponsor-approval", token=token)


def _answer(request: Request, token: str, template: str, make_form: MakeForm, act: Act) -> HttpResponse:
    """One of the three answers: asked once more in its own words, then given."""
    link = _link(request, token)
    if link is None:
        return _not_valid(request)
    if link.state is not LinkState.OPEN:
        return _closed(request, token, link)
    form = make_form(request.POST if request.method == "POST" else None, link)
    if request.method == "POST" and form.is_valid():
        try:
            act(link, form, request.at)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("sponsor-approval", token=token)
    return render(request, template, {"link": link, "token": token, "form": form, "words": words})


def _approve_form(data: QueryDict | None, link: SponsorLink) -> Form:
    return ApproveForm(data, offers=link.asked.offers if link.asked else ())


def _approve(link: SponsorLink, form: Form, at: datetime) -> None:
    assert isinstance(form, ApproveForm)
    approve_registration(
        by=Viewer.sponsor(link.approval_id),
        at=at,
        approval_id=link.approval_id,
        round=link.round,
        confirms=form.confirmations(),
        comment=form.cleaned_data["comment"],
    )


def _decline(link: SponsorLink, form: Form, at: datetime) -> None:
    decline_registration(
        by=Viewer.sponsor(link.approval_id),
        at=at,
        approval_id=link.approval_id,
        round=link.round,
        comment=form.cleaned_data["comment"],
    )


def _disown(link: SponsorLink, form: Form, at: datetime) -> None:
    disown_registration(
        by=Viewer.sponsor(link.approval_id), at=at, approval_id=link.approval_id, round=link.round
    )


def _link(request: Request, token: str) -> SponsorLink | None:
    """The link as it stands; None for one that was forged or damaged."""
    try:
        # Mail programs put a stop or a bracket after a link; a token holds neither.
        return sponsor_link(token.rstrip(".,;:>)]'\""), request.at)
    except Refusal:
        return None


def _not_valid(request: Request) -> HttpResponse:
    return render(request, "sponsor/not_valid.html", status=404)


def _closed(request: Request, token: str, link: SponsorLink) -> HttpResponse:
    """What became of a link that asks nothing any more: the answer that was given, or why none is needed."""
    if link.state is LinkState.ANSWERED:
        return render(
            request,
            "sponsor/answered.html",
            {"link": link, "token": token, "words": words, "again": request.method == "POST"},
        )
    title, text = words.CLOSED[link.state]
    return render(request, "sponsor/closed.html", {"title": title, "text": text}, status=410)
