"""Sessions: what one has shown, where it goes on to, and how all of them end."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from npq.domain.people import lookups
from npq.kernel.viewer import RoleKind, Viewer
from npq.web.shared.jinja import then
from npq.web.shared.pages import Request

LONGEST_NEXT = 2000
LANDINGS = {RoleKind.LEAD_PROVIDER: "provider-registrations", RoleKind.DEPARTMENT: "staff-courses"}


class OnlyInTheDemonstration(RuntimeError):
    """Signing in as somebody without their code was tried where people are real."""


def sign_in_as(request: Request, person_id: UUID) -> None:
    """Signs this browser in as a person, no code asked: for the demonstration's buttons and for tests.

    Raises NotFound where the person cannot sign in, and OnlyInTheDemonstration anywhere else.
    """
    if not settings.CLOCK_SETTABLE:
        raise OnlyInTheDemonstration
    account = lookups.account_for_person(person_id, at=request.at)
    get_adapter(request).login(request, account)


def end_other_sessions(request: HttpRequest) -> None:
    """Ends the account's sessions everywhere but in this browser."""
    account: Any = request.user
    lookups.end_sessions(account.pk)
    account.refresh_from_db()
    update_session_auth_hash(request, account)


def safe_next(request: HttpRequest) -> str:
    """The page of ours somebody was on the way to, "" where there is none. Never another site's."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(wanted) else ""


def is_ours(address: str) -> bool:
    """Whether an address is a path of this service."""
    if not address.startswith("/") or len(address) > LONGEST_NEXT or not address.isprintable():
        return False
    return url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def with_next(name: str, wanted: str, **parts: object) -> str:
    """The address of a page, which goes on to `wanted` afterwards."""
    return then(reverse(name, kwargs=parts), wanted)


def landing(viewer: Viewer) -> str:
    """Where somebody begins who was not on the way to anything."""
    for role, name in LANDINGS.items():
        if viewer.has_role(role):
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return settings.LOGIN_REDIRECT_URL


def has_authenticator(account: Any) -> bool:
    """Whether the account has an authenticator app."""
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def has_shown_authenticator(request: HttpRequest) -> bool:
    """Whether an authenticator app, or a recovery code, was shown in this session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def note_authenticator_shown(request: HttpRequest) -> None:
    """Remembers for this session that the authenticator app was shown just now."""
    record_authentication(request, request.user, "mfa", type="totp", reauthenticated=True)
