from django.http import HttpResponse

from npq.domain.catalogue.queries import open_cohorts, qualification_by_identifier
from npq.domain.registration.kinds import RefusalCode
from npq.domain.registration.operations.interest import ask_to_be_told, confirm_interest, stop_interest
from npq.domain.registration.queries.interest import interest_to_confirm, interest_to_stop
from npq.domain.registration.rules.interest import LINK_LIVES
from npq.kernel.privacy import Kept
from npq.kernel.refusals import Refusal
from npq.kernel.retention import RETENTION
from npq.web.shared import errors
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.fields import EmailField
from npq.web.shared.forms import Form
from npq.web.shared.limits import HOUR, allowed
from npq.web.shared.pages import Request, redirect, render

MOST_AN_HOUR = 20
NOT_FOUND, GONE = 404, 410


class InterestForm(Form):
    email = EmailField(
        label="Email address",
        hint="We use it only to tell you when registration opens.",
        errors={"required": "Enter your email address"},
        size="s",
    )


@page(Audience.PUBLIC)
def ask(request: Request, qualification: str) -> HttpResponse:
    """Asks for an address, and sends a link to it. What happens next looks the same whoever's address it is."""
    course = qualification_by_identifier(qualification)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not allowed(request, "interest", most=MOST_AN_HOUR, seconds=HOUR):
            return errors.too_many(request)
        ask_to_be_told(
            by=request.viewer, at=request.at, qualification=qualification, email=form.cleaned_data["email"]
        )
        return redirect("interest-asked", qualification=qualification)
    is_open = bool(open_cohorts(qualification, request.at))
    facts = {"course": course, "is_open": is_open, "kept_for": RETENTION[Kept.INTEREST].words}
    return render(request, "public/interest.html", {"form": form, **facts})


@page(Audience.PUBLIC, methods=READING)
def asked(request: Request, qualification: str) -> HttpResponse:
    """Says to look at one's mail. It does not know for whom it says so."""
    course = qualification_by_identifier(qualification)
    return render(request, "public/interest_asked.html", {"course": course, "days": LINK_LIVES.days})


@page(Audience.PUBLIC)
def confirm(request: Request, qualification: str, token: str) -> HttpResponse:
    """A page with one button, for a mail program may open a link before its owner does."""
    course = qualification_by_identifier(qualification)
    try:
        interest = interest_to_confirm(token, request.at)
        if request.method == "POST":
            confirm_interest(by=request.viewer, at=request.at, interest_id=interest.id)
            return redirect("interest-confirm", qualification=qualification, token=token)
    except Refusal as refusal:
        return _bad_link(request, course, refusal)
    return render(
        request, "public/interest_confirm.html", {"course": course, "confirmed": interest.confirmed}
    )


@page(Audience.PUBLIC)
def stop(request: Request, qualification: str, token: str) -> HttpResponse:
    """A page with one button that ends the letters."""
    course = qualification_by_identifier(qualification)
    try:
        interest = interest_to_stop(token)
    except Refusal as refusal:
        return _bad_link(request, course, refusal)
    if request.method == "POST" and interest is not None:
        stop_interest(by=request.viewer, at=request.at, interest_id=interest.id)
    if request.method == "POST":
        return redirect("interest-stop", qualification=qualification, token=token)
    return render(request, "public/interest_stop.html", {"course": course, "stopped": interest is None})


def _bad_link(request: Request, course: object, refusal: Refusal) -> HttpResponse:
    expired = refusal.code is RefusalCode.LINK_EXPIRED
    facts = {"course": course, "expired": expired, "days": LINK_LIVES.days}
    return render(request, "public/interest_link.html", facts, status=GONE if expired else NOT_FOUND)
