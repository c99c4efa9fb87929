"""Where the sign-in library asks us: its steps, its one letter, where it sends people on."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_str

from npq.domain.people import lookups
from npq.domain.people.queries import viewer_for_account
from npq.web.shared.pages import redirect
from npq.web.shared.sign_in.sessions import is_ours, landing

CODE_LETTER = "account/email/login_code"


class AccountAdapter(DefaultAccountAdapter):
    """Codes by e-mail, then an authenticator app where there is one, then whose sign-in it is."""

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.mfa.stages.AuthenticateStage",
            "npq.web.shared.sign_in.stages.PersonStage",
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends a code. The library has no other letter to send here, so any other name is a mistake."""
        if template_prefix != CODE_LETTER:
            raise LookupError(template_prefix)
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        lookups.send_sign_in_code(email, code=context["code"], minutes=minutes)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_ours(url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        account: Any = request.user
        return landing(viewer_for_account(account.pk))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("sign-in-stopped", why="moved-on")


class AuthenticatorAdapter(DefaultMFAAdapter):
    """Seals what would let somebody who reads the database make a person's codes."""

    def get_totp_label(self, user: Any) -> str:
        return user.email or settings.SERVICE_NAME

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> MultiFernet:
    """Seals with the service's key, and opens what an older key sealed."""
    keys = map(force_str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    digests = (hashlib.sha256(f"npq.authenticator {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
