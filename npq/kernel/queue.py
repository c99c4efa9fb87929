"""Work for later, queued in the caller's transaction: it exists if and only if the change it follows does."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, get_type_hints
from uuid import UUID

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from npq.kernel.operations import step

P = ParamSpec("P")

Stored = str | int
"""What a job's argument is while it waits in the database."""

# Always Django's own connection: inside a worker, procrastinate's app would queue on a connection of its own,
# and the job would outlive a rollback.
_queue = JobManager(DjangoConnector())

_READERS: Mapping[type, Callable[[Any], object]] = {
    datetime: datetime.fromisoformat,
    UUID: UUID,
    str: str,
    int: int,
}

# One minute, two, four ... and then every six hours: about two days of patience with another service.
LONGEST_WAIT = 360
MOST_TRIES = 17


class Hopeless(Exception):
    """Raised by a task that no further try can help. `code` says why, in a word for machines."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Patience(BaseRetryStrategy):
    """Tries a failed job again, ever later, until it has been tried MOST_TRIES times."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, Hopeless) or job.attempts + 1 >= MOST_TRIES:
            return None
        return RetryDecision(retry_in={"minutes": min(2**job.attempts, LONGEST_WAIT)})


@step
def defer(name: StrEnum, *, at: datetime, key: str, waits: bool = False, **ids: UUID | int | str) -> None:
    """Queues the task called `name`, as part of the change that causes it.

    `key` is the same for every repeat of one cause: what the task does, it does once per key. With `waits` all that
    is queued without it goes first.
    """
    stored: dict[str, Stored] = {k: v if isinstance(v, int) else str(v) for k, v in ids.items()}
    # Below the sweeps too: many of these are queued at once.
    waiting = configure_task(name=name.value, job_manager=_queue, priority=-2 if waits else 0)
    waiting.defer(at=at.isoformat(), key=key, **stored)


def task(name: StrEnum) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Registers a background function under `name`; it is tried again, ever later, when it fails.

    The function takes keywords only: `at` (an aware datetime), `key`, and ids; each comes as what it is
    annotated with: UUID, int or str. Raises TypeError for any other annotation.
    """

    def register(function: Callable[P, None]) -> Callable[P, None]:
        read = _reader(function)

        @wraps(function)
        def run(**stored: Stored) -> None:
            untyped: Callable[..., None] = function
            untyped(**read(stored))

        app.task(name=name.value, retry=Patience())(run)
        return function

    return register


def _reader(function: Callable[..., None]) -> Callable[[Mapping[str, Stored]], dict[str, object]]:
    hints = get_type_hints(function)
    parameters = signature(function).parameters
    if any(p.kind is not Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__name__}: a task's parameters are keyword-only.")
    if not {"at", "key"} <= parameters.keys():
        raise TypeError(f"{function.__name__}: a task is told when its cause happened (at) and its key.")
    readers = {name: _READERS.get(hints.get(name, object)) for name in parameters}

    def read(stored: Mapping[str, Stored]) -> dict[str, object]:
        return {name: known[name](value) for name, value in stored.items()}

    known = {name: reader for name, reader in readers.items() if reader is not None}
    if known.keys() != readers.keys():
        raise TypeError(f"{function.__name__}: a task takes datetime, UUID, int and str only.")
    return read
