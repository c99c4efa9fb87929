"""Signing out: here, or everywhere."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from npq.domain.people.lookups import end_sessions
from npq.domain.people.operations import sign_out_everywhere
from npq.web.shared.access import Audience, page
from npq.web.shared.pages import Request, redirect, render


@page(Audience.PUBLIC)
@never_cache
def sign_out(request: Request) -> HttpResponse:
    """Ends this session. A GET only asks, or says that it is done."""
    if request.method == "POST":
        get_adapter(request).logout(request)
        return redirect("sign-out")
    return render(request, "public/sign_in/out.html", {"everywhere": "everywhere" in request.GET})


@page(Audience.SIGNED_IN, methods=frozenset({"POST"}))
def everywhere(request: Request) -> HttpResponse:
    """Ends every session of this person, this one too."""
    account: Any = request.user
    end_sessions(account.pk)
    sign_out_everywhere(by=request.viewer, at=request.at)
    get_adapter(request).logout(request)
    response = redirect("sign-out")
    response["Location"] += "?everywhere"
    return response
