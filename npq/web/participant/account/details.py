"""The account page, and the answers on it that one form each changes."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from npq.domain.people.operations import change_details
from npq.domain.people.queries import details_of, open_email_change
from npq.kernel.refusals import Refusal
from npq.web.participant.account.forms import BirthdayForm, NameForm, ReferenceNumberForm
from npq.web.shared.access import READING, Audience, page
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render

NOTHING_CHANGED: dict[str, Any] = {"full_name": "", "date_of_birth": None, "teacher_reference_number": None}
SAID = {
    "name": "Your name is changed",
    "date-of-birth": "Your date of birth is changed",
    "reference-number": "Your teacher reference number is changed",
    "email": "Your email address is changed. You are signed out everywhere else",
}


@page(Audience.SIGNED_IN, methods=READING)
def account(request: Request) -> HttpResponse:
    """Everything the person has told about themselves, and what they can do about it."""
    context = {
        "details": details_of(request.viewer),
        "email_change": open_email_change(request.viewer, request.at),
        "said": SAID.get(request.GET.get("changed", "")),
        "staff": bool(request.viewer.roles),
        "by_provider": settings.OPENID_NAME if settings.SIGN_IN == "openid" else "",
    }
    return render(request, "participant/account/account.html", context)


@page(Audience.SIGNED_IN)
def name(request: Request) -> HttpResponse:
    """Changes the name."""
    return _answer(request, NameForm, "full_name", "name")


@page(Audience.SIGNED_IN)
def date_of_birth(request: Request) -> HttpResponse:
    """Changes the date of birth."""
    return _answer(request, BirthdayForm, "date_of_birth", "date-of-birth")


@page(Audience.SIGNED_IN)
def reference_number(request: Request) -> HttpResponse:
    """Changes the teacher reference number, or takes it away."""
    return _answer(request, ReferenceNumberForm, "teacher_reference_number", "reference-number")


def _answer(request: Request, form_class: type[Form], field: str, changed: str) -> HttpResponse:
    known = getattr(details_of(request.viewer), field)
    form = form_class(request.POST or None, initial={field: known})
    if request.method == "POST" and form.is_valid():
        told = NOTHING_CHANGED | {field: form.cleaned_data[field]}
        try:
            change_details(by=request.viewer, at=request.at, **told)
        except Refusal as refusal:
            form.refuse(refusal, field)
        else:
            response = redirect("account")
            response["Location"] += f"?changed={changed}"
            return response
    return render(request, "participant/account/answer.html", {"form": form, "field": field})
