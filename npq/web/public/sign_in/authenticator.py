"""The second step of staff: an authenticator app, and the codes for the day the phone is lost."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from npq.kernel.refusals import NotFound
from npq.kernel.viewer import ViewerKind
from npq.web.public.sign_in.forms import AuthenticatorCodeForm, AuthenticatorForm
from npq.web.shared.access import Audience, page
from npq.web.shared.forms import Form
from npq.web.shared.pages import Request, redirect, render
from npq.web.shared.sign_in.sessions import (
    has_authenticator,
    landing,
    note_authenticator_shown,
    safe_next,
    with_next,
)

WORDS = {
    "incorrect_code": "That code is not right. Wait for the app to show the next one, and enter that",
    "rate_limited": "You have tried too many codes. Wait 5 minutes, then try again",
    "too_many_login_attempts": "You have tried too many codes. Wait 5 minutes, then try again",
}


@page(Audience.PUBLIC)
@never_cache
def show(request: Request) -> HttpResponse:
    """While signing in: asks for the app's code."""
    stage = (
        None if request.user.is_authenticated else LoginStageController.enter(request, AuthenticateStage.key)
    )
    if stage is None or stage.login.user is None:
        signed_in = request.viewer.kind is ViewerKind.PERSON
        return redirect(landing(request.viewer)) if signed_in else redirect("sign-in-stopped", why="expired")
    form = AuthenticatorForm(request.POST or None)
    checked = _checked(form, AuthenticateForm, stage.login.user)
    if checked:
        checked.save()
        return stage.exit()
    return render(request, "public/sign_in/authenticator.html", {"form": form, "next": ""})


@page(Audience.SIGNED_IN)
@never_cache
def show_again(request: Request) -> HttpResponse:
    """While signed in: asks for the app's code before something that wants it afresh."""
    if not has_authenticator(request.user):
        return redirect(with_next("mfa_activate_totp", safe_next(request)))
    form = AuthenticatorForm(request.POST or None)
    checked = _checked(form, ReauthenticateForm, request.user)
    if checked:
        checked.save()
        return redirect(safe_next(request) or landing(request.viewer))
    return render(request, "public/sign_in/authenticator.html", {"form": form, "next": safe_next(request)})


@page(Audience.SIGNED_IN)
@never_cache
def set_up(request: Request) -> HttpResponse:
    """Ties an authenticator app to a staff account; the recovery codes come next."""
    _require_staff(request)
    if has_authenticator(request.user):
        return redirect(with_next("mfa_view_recovery_codes", safe_next(request)))
    form = AuthenticatorCodeForm(request.POST or None)
    checked = _checked(form, ActivateTOTPForm, request.user)
    if checked:
        activate_totp(request, checked)
        note_authenticator_shown(request)
        return redirect(with_next("mfa_view_recovery_codes", safe_next(request)))
    secret = ActivateTOTPForm(data=request.POST or None, user=request.user).secret
    adapter = get_adapter()
    address = adapter.build_totp_url(request.user, secret)
    context = {
        "form": form,
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "picture": "data:image/svg+xml;base64,"
        + b64encode(adapter.build_totp_svg(address).encode()).decode(),
        "next": safe_next(request),
    }
    return render(request, "public/sign_in/set_up.html", context)


@page(Audience.SIGNED_IN)
@never_cache
def recovery_codes(request: Request) -> HttpResponse:
    """Shows the recovery codes left, and makes new ones, to somebody who has just shown the app."""
    _require_staff(request)
    here = with_next("mfa_view_recovery_codes", safe_next(request))
    if not has_authenticator(request.user):
        return redirect(with_next("mfa_activate_totp", safe_next(request)))
    if not did_recently_reauthenticate(request):
        return redirect(with_next("mfa_reauthenticate", here))
    if request.method == "POST":
        generate_recovery_codes(request)
        return redirect(here)
    kept = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "codes": kept.wrap().get_unused_codes() if kept else [],
        "next": safe_next(request) or landing(request.viewer),
        "here": reverse("mfa_view_recovery_codes"),
    }
    return render(request, "public/sign_in/recovery_codes.html", context)


def _checked(form: Form, check: Callable[..., Any], account: Any) -> Any:
    """The library's own form once it found the code right; else None, and ours says what is wrong."""
    if not form.is_valid():
        return None
    theirs = check(data={"code": form.cleaned_data["code"]}, user=account)
    if theirs.is_valid():
        return theirs
    form.add_error("code", WORDS[theirs.errors.as_data()["code"][0].code or "incorrect_code"])
    return None


def _require_staff(request: Request) -> None:
    if not request.viewer.roles:
        raise NotFound("authenticator")
