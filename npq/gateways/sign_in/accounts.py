"""Sign-in accounts: kept, moved to another address, closed, signed out. Whom one opens is for `people` to say."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from npq.gateways.sign_in.models import Account


def keep(account_id: UUID, *, email: str | None, at: datetime) -> Account:
    """The account of this id, made if missing, at this address and open. Nobody else may hold the address."""
    account, _ = Account.objects.update_or_create(
        id=account_id,
        defaults={"email": email, "is_active": True},
        create_defaults={"email": email, "created_at": at, "password": make_password(None)},
    )
    return account


def find(account_id: UUID) -> Account | None:
    """The account, or None."""
    return Account.objects.filter(id=account_id).first()


def holder_of(email: str) -> Account | None:
    """The account that holds an address (lower case), or None."""
    return Account.objects.filter(email=email).first()


def vacate(account: Account) -> None:
    """Takes an account's address away; its sessions go on."""
    Account.objects.filter(id=account.id).update(email=None)


def close(account: Account) -> None:
    """Takes an account's address away and ends its sessions for good."""
    Account.objects.filter(id=account.id).update(email=None, is_active=False, session_stamp=uuid4())


def end_sessions(account_id: UUID) -> None:
    """Ends every session of an account, wherever it is open. It can sign in again."""
    Account.objects.filter(id=account_id).update(session_stamp=uuid4())


def made_before(at: datetime) -> list[UUID]:
    """The accounts made before an instant."""
    return list(Account.objects.filter(created_at__lt=at).values_list("id", flat=True))


def forget(account_ids: Collection[UUID]) -> int:
    """Removes accounts with everything the sign-in libraries keep of them. Gives how many there were."""
    found = Account.objects.filter(id__in=account_ids)
    count = found.count()
    found.delete()
    return count


def found(account_ids: Iterable[UUID]) -> list[Account]:
    """The accounts of these ids that there are, oldest first."""
    return list(Account.objects.filter(id__in=list(account_ids)).order_by("created_at"))


def second_steps(account: Account) -> list[str]:
    """What an account asks for besides the code: "totp", "recovery_codes"."""
    return list(Authenticator.objects.filter(user=account).order_by("type").values_list("type", flat=True))


@transaction.atomic
def forget_second_steps(account_id: UUID) -> None:
    """Removes an account's authenticator app and recovery codes and ends its sessions: all of it, or nothing."""
    Authenticator.objects.filter(user=account_id).delete()
    end_sessions(account_id)
