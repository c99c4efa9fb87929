"""The worker: does what is queued and what runs by itself, until told to stop.

It lives through a lost database (and goes on when that is back), ends in order at SIGTERM or SIGINT, and takes over
what a worker that was killed left undone.
"""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from npq.jobs.answers import answering
from npq.jobs.recovery import take_back_lost_jobs

log = structlog.get_logger("npq.worker")

CONCURRENCY = 4
A_DAY = 24 * 60 * 60  # a sweep that should have run while no worker did is made up for when it is younger
CONNECTIONS = 3  # for the queue itself; each job in hand has one of Django's beside


@dataclass(frozen=True)
class Pace:
    """How often, in seconds: heartbeats, silence after which a worker counts as dead, looks for what such a one left,
    looks for work nobody told of, and tries to reach a lost database.
    """

    heartbeat: float = 5
    silence: float = 20
    recovery: float = 10
    polling: float = 5
    pause: float = 2


def run_worker(pace: Pace = Pace()) -> None:
    """Works until SIGTERM or SIGINT, and finishes the jobs in hand before it returns. Main thread only."""
    asyncio.run(_run(pace))
    connections.close_all()


async def _run(pace: Pace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _work(stop, pace)
        except Exception as error:
            log.warning("worker.interrupted", error=type(error.__cause__ or error).__name__)
        if not stop.is_set():
            await _sleep(stop, pace.pause)
    log.info("worker.ended")


async def _work(stop: asyncio.Event, pace: Pace) -> None:
    """One stretch of work on one pool of connections. Raises what ended it, unless that was `stop`."""
    connector = PsycopgConnector(
        kwargs=connector_params("default"), min_size=1, max_size=CONNECTIONS, timeout=5 * pace.pause
    )
    with app.replace_connector(connector):
        async with app.open_async():
            log.info("worker.ready")
            await _until_first(stop.wait(), _fetch_and_run(pace), _take_over(pace))


async def _until_first(*parts: Coroutine[Any, Any, Any]) -> None:
    tasks = [asyncio.create_task(part) for part in parts]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _fetch_and_run(pace: Pace) -> None:
    app.periodic_defaults["max_delay"] = A_DAY
    # Given as an option, the list would replace the default, which closes Django's connections.
    middleware = [*app.worker_defaults.get("task_middleware", []), answering]
    await app.run_worker_async(
        name="npq",
        concurrency=CONCURRENCY,
        task_middleware=middleware,
        install_signal_handlers=False,
        update_heartbeat_interval=pace.heartbeat,
        stalled_worker_timeout=pace.silence,
        fetch_job_polling_interval=pace.polling,
    )


async def _take_over(pace: Pace) -> None:
    while True:
        for job in await take_back_lost_jobs(silence=pace.silence):
            log.warning("job.lost", job=job["task_name"], id=job["id"], now=job["status"])
        await asyncio.sleep(pace.recovery)


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
