from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from npq.gateways.sign_in import accounts
from npq.gateways.sign_in.models import Account

pytestmark = pytest.mark.usefixtures("db")

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def hash_of(account: Account) -> str:
    return Account.objects.get(id=account.id).get_session_auth_hash()


def test_an_account_is_made_once_and_has_no_password() -> None:
    account_id = uuid4()
    for _ in range(2):
        account = accounts.keep(account_id, email="amina@oakfield.uk", at=AT)
    assert account.id == account_id
    assert Account.objects.count() == 1
    assert not account.has_usable_password()
    assert "amina" not in str(account)


def test_one_account_an_address() -> None:
    accounts.keep(uuid4(), email="amina@oakfield.uk", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        accounts.keep(uuid4(), email="amina@oakfield.uk", at=AT)
    for _ in range(2):
        accounts.keep(uuid4(), email=None, at=AT)


def test_ending_sessions_makes_them_worthless() -> None:
    amina, zed = (accounts.keep(uuid4(), email=f"{name}@x.uk", at=AT) for name in ("amina", "zed"))
    before = hash_of(amina), hash_of(zed)
    accounts.end_sessions(amina.id)
    assert hash_of(amina) != before[0]
    assert hash_of(zed) == before[1]


def test_a_closed_account_loses_address_and_sessions_until_it_is_kept_again() -> None:
    amina = accounts.keep(uuid4(), email="amina@x.uk", at=AT)
    before = hash_of(amina)
    accounts.close(amina)
    closed = Account.objects.get()
    assert (closed.email, closed.is_active) == (None, False)
    assert hash_of(amina) != before
    assert accounts.keep(amina.id, email="amina@x.uk", at=AT).is_active


def test_sessions_survive_a_change_of_the_services_key(settings) -> None:
    amina = accounts.keep(uuid4(), email="amina@x.uk", at=AT)
    before = amina.get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert before in list(amina.get_session_auth_fallback_hash())
    assert before != amina.get_session_auth_hash()


def test_forgetting() -> None:
    old = accounts.keep(uuid4(), email=None, at=AT)
    accounts.keep(uuid4(), email=None, at=AT + timedelta(days=1))
    found = accounts.made_before(AT + timedelta(hours=1))
    assert found == [old.id]
    assert accounts.forget(found) == 1
    assert Account.objects.count() == 1
