"""Runs what a test has queued, in the test's own transaction and thread."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

_NEXT = """
UPDATE procrastinate_jobs SET status = 'doing' WHERE id = (
    SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL ORDER BY priority DESC, id LIMIT 1
) RETURNING id, task_name, args
"""


def run_queued_jobs() -> list[str]:
    """Runs every queued job as the worker would, and those that these queue; gives the names of all, in order.

    A refusal becomes an entry in the journal, as it does in the worker. Whatever else a job raises comes through.
    """
    return [_run(*job) for job in _queued()]


def queued_jobs() -> list[str]:
    """The names of the jobs that wait, in the order they were queued."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def _queued() -> Iterator[tuple[int, str, dict[str, Any]]]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT)
            job = cursor.fetchone()
        if job is None:
            return
        yield job


def _run(job_id: int, name: str, arguments: Any) -> str:
    from npq.jobs.answers import run_job  # noqa: PLC0415  a_worker.py is here too, and begins before Django is ready

    arguments = json.loads(arguments) if isinstance(arguments, str) else arguments
    run_job(lambda: app.tasks[name](**arguments), name=name, job_id=job_id, key=str(arguments.get("key", "")))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job_id])
    return name
