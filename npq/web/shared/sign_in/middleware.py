"""Staff see other people's records, so a code in a mailbox is not enough for them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from npq.web.shared.access import BY_LINK, READING, Audience
from npq.web.shared.pages import Request, redirect
from npq.web.shared.sign_in.sessions import has_authenticator, has_shown_authenticator

OPEN = {None, Audience.PUBLIC, *BY_LINK, Audience.MACHINE, Audience.DEMONSTRATION}
ON_THE_WAY = {"mfa_activate_totp", "mfa_reauthenticate", "mfa_view_recovery_codes"}


class StaffNeedTotp:
    """Lets nobody with a role past the public pages before their authenticator app has been shown in this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: object, kwargs: object) -> HttpResponse | None:
        """The page that stands in between; None where the one asked for may be shown."""
        if not settings.STAFF_NEED_TOTP or getattr(view, "audience", None) in OPEN:
            return None
        match = request.resolver_match
        on_the_way = match is not None and match.url_name in ON_THE_WAY
        if on_the_way or not request.viewer.roles or has_shown_authenticator(request):
            return None
        wanted = request.get_full_path() if request.method in READING else request.path
        needed = "mfa_reauthenticate" if has_authenticator(request.user) else "mfa_activate_totp"
        return redirect(f"{reverse(needed)}?{urlencode({'next': wanted})}")
