from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, **facts: object) -> "Account":
        account = self.model(email=self.normalize_email(email), **facts)
        account.set_unusable_password()
        account.save()
        return account


class Account(AbstractBaseUser):
    """What a signed-in session belongs to. It holds an address and nothing else about a person: people.Person does."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    email = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    # A new stamp ends every session of this account, wherever it is open.
    session_stamp = models.UUIDField(default=uuid4)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def get_session_auth_hash(self) -> str:
        return salted_hmac("npq.sign_in.session", str(self.session_stamp), algorithm="sha256").hexdigest()
