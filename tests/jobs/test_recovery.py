"""Which jobs count as lost, by their worker's heartbeat."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from npq.jobs.recovery import take_back_lost_jobs
from npq.kernel.queue import MOST_TRIES

SILENCE = 20


def a_worker(silent_for: float) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_for],
        )
        return cursor.fetchone()[0]


def a_job(worker: int | None, *, status: str = "doing", attempts: int = 0, sweep: bool = False) -> int:
    lock = "test.sweep" if sweep else None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, worker_id, lock, queueing_lock)"
            " VALUES ('default', 'x', %s, %s, %s, %s, %s) RETURNING id",
            [status, attempts, worker, lock, lock],
        )
        return cursor.fetchone()[0]


def take_back() -> dict[int, str]:
    """What became of each job that was taken back."""

    async def take() -> list[dict[str, object]]:
        async with app.open_async():
            return await take_back_lost_jobs(silence=SILENCE)

    with app.replace_connector(PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=1)):
        return {row["id"]: row["status"] for row in asyncio.run(take())}


def test_a_silent_worker_s_job_is_handed_out_again(real_database):
    lost = a_job(a_worker(SILENCE + 1))
    orphan = a_job(None)
    assert take_back() == {lost: "todo", orphan: "todo"}
    assert take_back() == {}


@pytest.mark.parametrize("status", ["todo", "succeeded", "failed"])
def test_only_what_was_being_done_is_lost(real_database, status):
    a_job(a_worker(SILENCE + 1), status=status)
    assert take_back() == {}


def test_a_living_worker_keeps_its_job(real_database):
    a_job(a_worker(SILENCE - 5))
    assert take_back() == {}


def test_a_job_that_is_lost_every_time_is_given_up(real_database):
    deadly = a_job(None, attempts=MOST_TRIES - 1)
    assert take_back() == {deadly: "failed"}


def test_a_sweep_is_not_handed_out_again_for_its_next_run_may_be_queued(real_database):
    a_job(None, status="todo", sweep=True)
    lost = a_job(None, sweep=True)
    assert take_back() == {lost: "failed"}
