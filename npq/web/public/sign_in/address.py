"""The first page of signing in: which address, and a word where several people read it."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from npq.domain.people.lookups import LetterNotSent, account_for_address
from npq.domain.people.rules import is_shared_mailbox
from npq.kernel.refusals import Refusal
from npq.kernel.viewer import ViewerKind
from npq.web.public.sign_in.forms import AddressForm
from npq.web.public.sign_in.under_way import begin
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import landing, safe_next, with_next

NO_ADDRESS = "Enter an email address in the correct format, like name@example.com"
TOO_MANY_CODES = "You have asked for too many codes. Wait 15 minutes, then try again"
NOT_SENT = "We could not send an email to that address. Check it, or try again in a few minutes"


@page(Audience.PUBLIC)
@never_cache
def ask(request: Request) -> HttpResponse:
    """Asks for an address and sends a code there, or leads to the provider the service is configured for."""
    if request.viewer.kind is ViewerKind.PERSON:
        return redirect(safe_next(request) or landing(request.viewer))
    if request.user.is_authenticated:
        # An account that opens nobody any more must not stand in the way of another.
        logout(request)
    context = {"next": safe_next(request)}
    if settings.SIGN_IN == "openid":
        return render(request, "public/sign_in/openid.html", {**context, "provider": settings.OPENID_NAME})
    form = AddressForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if is_shared_mailbox(email) and "shared" not in request.POST:
            return render(request, "public/sign_in/shared_mailbox.html", {**context, "email": email})
        problem = _send_code(request, email)
        if problem is None:
            return redirect(with_next("account_confirm_login_code", context["next"]))
        form.add_error("email", problem)
    return render(request, "public/sign_in/address.html", {**context, "form": form})


def _send_code(request: Request, email: str) -> str | None:
    """What went wrong, in words; None once a code is on its way. Known and unknown addresses go the same way."""
    if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
        return TOO_MANY_CODES
    try:
        account = account_for_address(email, at=request.at)
        begin(request, account)
    except Refusal:
        return NO_ADDRESS
    except LetterNotSent:
        return NOT_SENT
    return None
