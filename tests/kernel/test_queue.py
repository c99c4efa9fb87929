"""The queue as it really is: procrastinate, in Django's own transactions."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job
from procrastinate.psycopg_connector import PsycopgConnector

from npq.kernel.operations import OutsideTransaction
from npq.kernel.queue import MOST_TRIES, Hopeless, Patience, defer, task

AT = datetime(2026, 11, 2, 9, 30, 0, 123456, tzinfo=UTC)


class Task(StrEnum):
    TELL = "test.tell"


@pytest.fixture(autouse=True)
def no_task_stays():
    before = dict(app.tasks)
    yield
    app.tasks.clear()
    app.tasks.update(before)


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text, status::text FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(args), status) for name, args, status in cursor.fetchall()]


class TestDefer:
    def test_a_job_is_stored_as_text_and_numbers(self, db):
        one = uuid4()
        defer(Task.TELL, at=AT, key="told:1", registration_id=one, round=2, kind="x")
        assert waiting() == [
            (
                "test.tell",
                {
                    "at": "2026-11-02T09:30:00.123456+00:00",
                    "key": "told:1",
                    "registration_id": str(one),
                    "round": 2,
                    "kind": "x",
                },
                "todo",
            )
        ]

    def test_it_wants_a_transaction(self, real_database):
        with pytest.raises(OutsideTransaction):
            defer(Task.TELL, at=AT, key="told:1")

    def test_it_exists_with_the_change_it_follows(self, real_database):
        with transaction.atomic():
            defer(Task.TELL, at=AT, key="told:1")
            with real_database.connect() as outside:
                assert outside.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)
        with real_database.connect() as outside:
            assert outside.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (1,)

    def test_it_vanishes_with_the_change(self, real_database):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            defer(Task.TELL, at=AT, key="told:1")
            raise ZeroDivisionError
        assert waiting() == []

    def test_it_vanishes_in_a_worker_too_whose_queue_has_connections_of_its_own(self, real_database):
        """Procrastinate's app would queue on one of those, and the job would outlive the change."""
        with (
            app.replace_connector(PsycopgConnector(kwargs=connector_params("default"))),
            pytest.raises(ZeroDivisionError),
            transaction.atomic(),
        ):
            defer(Task.TELL, at=AT, key="told:1")
            raise ZeroDivisionError
        assert waiting() == []

    def test_a_savepoint_takes_its_jobs_with_it(self, db):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            defer(Task.TELL, at=AT, key="told:1")
            raise ZeroDivisionError
        assert waiting() == []


class TestTask:
    def test_the_function_gets_back_what_was_meant(self):
        told = []

        @task(Task.TELL)
        def tell(*, at: datetime, key: str, registration_id: UUID, round: int, kind: str) -> None:
            told.append((at, key, registration_id, round, kind))

        one = uuid4()
        app.tasks["test.tell"](at=AT.isoformat(), key="told:1", registration_id=str(one), round=2, kind="x")
        assert told == [(AT, "told:1", one, 2, "x")]

    def test_it_can_still_be_called_as_it_is_written(self):
        told = []

        @task(Task.TELL)
        def tell(*, at: datetime, key: str) -> None:
            told.append(at)

        tell(at=AT, key="told:1")
        assert told == [AT]

    def test_a_name_is_registered_once(self):
        @task(Task.TELL)
        def tell(*, at: datetime, key: str) -> None: ...

        with pytest.raises(Exception, match="already registered"):
            task(Task.TELL)(tell)

    def test_positions_are_refused(self):
        def tell(at: datetime, key: str) -> None: ...

        with pytest.raises(TypeError, match="keyword-only"):
            task(Task.TELL)(tell)

    def test_a_task_is_told_when_and_of_what(self):
        def tell(*, at: datetime) -> None: ...

        with pytest.raises(TypeError, match="key"):
            task(Task.TELL)(tell)

    def test_other_kinds_of_argument_are_refused(self):
        def tell(*, at: datetime, key: str, names: list[str]) -> None: ...

        with pytest.raises(TypeError, match="datetime, UUID, int and str"):
            task(Task.TELL)(tell)


class TestPatience:
    def test_it_waits_ever_longer_for_about_two_days(self):
        waits = [wait(attempts) for attempts in range(MOST_TRIES - 1)]
        assert waits[:4] == [1, 2, 4, 8]
        assert waits == sorted(waits)
        assert 44 * 60 < sum(waits) < 52 * 60

    def test_then_it_gives_up(self):
        assert decide(OSError(), MOST_TRIES - 1) is None

    def test_it_does_not_try_what_is_hopeless(self):
        assert decide(Hopeless("address_refused"), 0) is None


def decide(error: Exception, attempts: int):
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts)
    return Patience().get_retry_decision(exception=error, job=job)


def wait(attempts: int) -> int:
    """Minutes until the next try, to the nearest."""
    decision = decide(OSError(), attempts)
    assert decision is not None
    assert decision.retry_at is not None
    return round((decision.retry_at - datetime.now(UTC)).total_seconds() / 60)
