from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from npq.gateways.email.models import Dispatch, KeptLetter
from npq.jobs import housekeeping
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer
from tests.world import AT, BY

pytestmark = pytest.mark.django_db


def job(queue: str, status: str, days_ago: float) -> int:
    """A job whose last event was so many days ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES (%s, 'x', %s) RETURNING id",
            [queue, status],
        )
        (made,) = cursor.fetchone()
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [made])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at)"
            " VALUES (%s, 'deferred', now() - interval '400 days'),"
            " (%s, 'succeeded', now() - make_interval(secs => %s))",
            [made, made, days_ago * 86400],
        )
    return made


@pytest.mark.parametrize(
    ("queue", "status", "days"),
    [
        ("sweeps", "succeeded", 1),
        ("default", "succeeded", 30),
        ("default", "failed", 90),
        ("sweeps", "failed", 90),
    ],
)
def test_ended_jobs_are_forgotten_after_a_while(queue, status, days):
    job(queue, status, days + 0.01)
    kept = job(queue, status, days - 0.01)
    housekeeping.prune_jobs(by=BY, at=AT)
    assert jobs() == [kept]


@pytest.mark.parametrize("status", ["todo", "doing"])
def test_no_job_is_forgotten_before_it_ends(status):
    kept = job("default", status, 300)
    housekeeping.prune_jobs(by=BY, at=AT)
    assert jobs() == [kept]


def jobs() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def test_ended_sessions_are_forgotten():
    for seconds in (-60, 60):
        session = SessionStore()
        session.set_expiry(datetime.now(UTC) + timedelta(seconds=seconds))
        session.save()
    housekeeping.clear_sessions(by=BY, at=AT)
    assert Session.objects.count() == 1


def test_expired_counts_are_forgotten():
    cache.set("old", 1, timeout=1)
    cache.set("new", 1, timeout=600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 second' WHERE cache_key LIKE '%%old'")
    housekeeping.clear_cache(by=BY, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (1,)
    assert cache.get("new") == 1


def kept_letter(days_ago: float, to: str = "ann@school.example") -> KeptLetter:
    at = AT - timedelta(days=days_ago)
    return KeptLetter.objects.create(reference="x", to=to, template="x", subject="x", body="x", at=at)


def test_letters_and_notes_of_them_are_forgotten():
    kept_letter(30)
    new = kept_letter(29.9)
    for number, days in enumerate([365, 364.9]):
        at = AT - timedelta(days=days)
        Dispatch.objects.create(reference=f"x:{number}", template="x", outcome="sent", at=at)
    assert housekeeping.forget_letters(by=BY, at=AT) == 1
    assert list(KeptLetter.objects.all()) == [new]
    assert Dispatch.objects.get().reference == "x:1"


def test_letters_held_are_told_to_the_service_only():
    kept_letter(1, to="Ann@school.example")
    kept_letter(1, to="ben@school.example")
    [held] = housekeeping.letters_held(BY, "ann@school.example")
    assert held.facts["to"] == "Ann@school.example"
    assert "body" in held.why
    with pytest.raises(NotFound):
        housekeeping.letters_held(Viewer.visitor(), "ann@school.example")
