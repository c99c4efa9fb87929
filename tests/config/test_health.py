"""What machines that look after this one are told."""

import pytest
from django.db import connection

from npq.config import health


@pytest.fixture
def beat(db):
    """Writes a worker's heartbeat of so many seconds ago."""

    def write(seconds):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
                [seconds],
            )

    return write


def test_up_needs_no_database(client):
    answered = client.get("/health", headers={"host": "any.example"})
    assert (answered.status_code, answered.json()) == (200, {"up": True})
    assert answered["Cache-Control"] == "no-store"


def test_ready_when_database_migrations_and_worker_are_there(client, beat):
    beat(seconds=1)
    answered = client.get("/ready")
    assert (answered.status_code, answered.json()) == (
        200,
        {"database": True, "migrations": True, "worker": True},
    )


def test_not_ready_without_a_worker(client, beat):
    beat(seconds=600)
    answered = client.get("/ready")
    assert (answered.status_code, answered.json()["worker"]) == (503, False)


def test_not_ready_when_a_migration_is_missing(client, beat, monkeypatch):
    beat(seconds=1)
    monkeypatch.setattr(health, "wanted_migrations", lambda: frozenset({("kernel", "9999_newer")}))
    answered = client.get("/ready")
    assert (answered.status_code, answered.json()["migrations"]) == (503, False)


def test_not_ready_without_a_database(client, real_database):
    connection.close()
    # Undone before the database is another one again.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", "no_such_database")
        answered = client.get("/ready")
    assert (answered.status_code, answered.json()) == (
        503,
        {"database": False, "migrations": False, "worker": False},
    )


def test_an_address_that_is_alike_is_a_page(client, db):
    assert client.get("/healthy").status_code == 404
