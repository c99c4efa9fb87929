"""How often one client may ask: counted exactly, by the service's clock, without keeping an address."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from npq.web.shared.limits import HOUR, allowed

pytestmark = pytest.mark.django_db


def request(at, client="192.0.2.1"):
    made = RequestFactory().post("/", REMOTE_ADDR=client)
    made.at = at
    return made


def test_so_many_are_allowed_and_no_more(at):
    assert [allowed(request(at), "letter", most=3, seconds=HOUR) for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_another_client_another_action_and_another_hour_count_apart(at):
    def ask(**changes):
        facts = {"at": at, "client": "192.0.2.1", "action": "letter", **changes}
        return allowed(request(facts["at"], facts["client"]), facts["action"], most=1, seconds=HOUR)

    assert ask()
    assert not ask()
    assert ask(client="192.0.2.2")
    assert ask(action="code")
    assert ask(at=at + timedelta(hours=1))
    assert not ask(at=at + timedelta(minutes=10))


def test_no_address_is_kept(at):
    allowed(request(at), "letter", most=1, seconds=HOUR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = " ".join(key for (key,) in cursor.fetchall())
    assert "limit/letter/" in keys
    assert "192.0.2.1" not in keys
    cache.clear()
