"""The second page of signing in: the code."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from npq.domain.people.lookups import LetterNotSent
from npq.kernel.viewer import ViewerKind
from npq.web.public.sign_in.address import NOT_SENT
from npq.web.public.sign_in.forms import CodeForm
from npq.web.public.sign_in.under_way import under_way
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import landing, safe_next, with_next


@page(Audience.PUBLIC)
@never_cache
def enter(request: Request) -> HttpResponse:
    """Takes the code that was sent; after the last try it is worth nothing."""
    process = under_way(request)
    if process is None:
        return _nothing_to_enter(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if not ratelimit.consume(request, action="enter_login_code", key=process.state["email"]):
            process.abort()
            return _stopped(request, "wait")
        if compare_user_code(actual=form.cleaned_data["code"], expected=process.code):
            return process.finish(safe_next(request) or None)
        if not process.record_invalid_attempt():
            return _stopped(request, "tried-too-often")
        form.add_error("code", _wrong(process))
    return _page(request, process, form)


@page(Audience.PUBLIC, methods=frozenset({"POST"}))
def send_again(request: Request) -> HttpResponse:
    """Sends another code, which makes the first one worthless."""
    process = under_way(request)
    if process is None:
        return _nothing_to_enter(request)
    allowed = ratelimit.consume(request, action="request_login_code", key=process.state["email"])
    if not (process.can_resend and allowed):
        process.abort()
        return _stopped(request, "too-many-codes")
    try:
        process.resend()
    except LetterNotSent:
        form = CodeForm({})
        form.errors.clear()
        form.add_error(None, NOT_SENT)
        return _page(request, process, form)
    return redirect(with_next("account_confirm_login_code", safe_next(request)))


def _nothing_to_enter(request: Request) -> HttpResponse:
    if request.viewer.kind is ViewerKind.PERSON:
        return redirect(safe_next(request) or landing(request.viewer))
    return _stopped(request, "expired")


def _stopped(request: Request, why: str) -> HttpResponse:
    return redirect(with_next("sign-in-stopped", safe_next(request), why=why))


def _wrong(process: LoginCodeVerificationProcess) -> str:
    left = process.max_attempts - process.state["failed_attempts"]
    tries = "1 more try" if left == 1 else f"{left} more tries"
    return f"That is not the code in our newest email to you. You have {tries}"


def _page(request: Request, process: LoginCodeVerificationProcess, form: CodeForm) -> HttpResponse:
    context = {
        "form": form,
        "email": process.state["email"],
        "sent_again": process.state["resend_count"],
        "can_resend": process.can_resend,
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "next": safe_next(request),
    }
    return render(request, "public/sign_in/code.html", context)
