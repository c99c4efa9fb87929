"""Another address: a code to the old one, a code to the new one, and both come back."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from npq.domain.people.kinds import CodesOutcome
from npq.domain.people.operations import ask_email_change, cancel_email_change, confirm_email_change
from npq.domain.people.queries import details_of, open_email_change
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel.refusals import Refusal
from npq.web.participant.account.forms import CodesForm, EmailForm
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import end_other_sessions

TRIED_TOO_OFTEN = (
    "You have tried too many codes, so those no longer work. Enter the address again, and we send new ones"
)


@page(Audience.SIGNED_IN)
def ask(request: Request) -> HttpResponse:
    """Asks for the new address, and once more where several people read it."""
    form = EmailForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if is_shared_mailbox(email) and "shared" not in request.POST:
            return render(request, "participant/account/shared_mailbox.html", {"email": email})
        try:
            ask_email_change(by=request.viewer, at=request.at, new_email=email)
        except Refusal as refusal:
            form.refuse(refusal, "email")
        else:
            return redirect("account-email-codes")
    return _ask_page(request, form)


@page(Audience.SIGNED_IN)
@never_cache
def confirm(request: Request) -> HttpResponse:
    """Takes the two codes."""
    form = CodesForm(request.POST or None)
    if form.is_valid():
        try:
            outcome = confirm_email_change(by=request.viewer, at=request.at, **form.cleaned_data)
        except Refusal as refusal:
            return _ask_again(request, refusal)
        if outcome is CodesOutcome.CHANGED:
            end_other_sessions(request)
            response = redirect("account")
            response["Location"] += "?changed=email"
            return response
        if outcome is CodesOutcome.TRIED_TOO_OFTEN:
            return _ask_again(request, TRIED_TOO_OFTEN)
    return _codes_page(request, form)


@page(Audience.SIGNED_IN, methods=frozenset({"POST"}))
def cancel(request: Request) -> HttpResponse:
    """Keeps the address there is."""
    cancel_email_change(by=request.viewer, at=request.at)
    return redirect("account")


def _codes_page(request: Request, form: CodesForm) -> HttpResponse:
    change = open_email_change(request.viewer, request.at)
    if change is None:
        return redirect("account-email")
    if form.is_bound and form.is_valid():
        left = change.tries_left
        tries = "1 more try" if left == 1 else f"{left} more tries"
        form.add_error(
            None, f"At least one of the codes is not right, or they are the wrong way round. You have {tries}"
        )
    context = {"form": form, "change": change, "old_email": details_of(request.viewer).email}
    return render(request, "participant/account/email_codes.html", context)


def _ask_again(request: Request, why: Refusal | str) -> HttpResponse:
    form = EmailForm({})
    form.errors.clear()
    if isinstance(why, Refusal):
        form.refuse(why, "email")
    else:
        form.add_error("email", why)
    return _ask_page(request, form)


def _ask_page(request: Request, form: EmailForm) -> HttpResponse:
    return render(
        request, "participant/account/email.html", {"form": form, "details": details_of(request.viewer)}
    )
