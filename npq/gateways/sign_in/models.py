from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from npq.kernel.privacy import Basis, Kept, Personal


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by npq.gateways.sign_in.accounts."""


class Account(AbstractBaseUser):
    """What a signed-in session belongs to. It holds an address and nothing else about a person: people.Person does.

    Nobody has a password here. An account signed in by an OpenID provider has no address; a closed one lost it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    email = models.EmailField(max_length=254, unique=True, null=True)
    is_active = models.BooleanField(default=True)
    # A new stamp ends every session of this account, wherever it is open.
    session_stamp = models.UUIDField(default=uuid4)
    created_at = models.DateTimeField()

    personal = {
        "email": Personal("to send a code to sign in with", Basis.PUBLIC_TASK, Kept.SIGN_IN),
    }
    impersonal = {"password"}

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return str(self.id)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session carries to show that it is still good. `secret` is an older key, while keys change."""
        stamp = str(self.session_stamp)
        return salted_hmac("npq.sign_in.session", stamp, secret=secret, algorithm="sha256").hexdigest()
