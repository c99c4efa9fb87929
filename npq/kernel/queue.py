"""Work for later, queued in the caller's transaction: it exists if and only if the change it follows does."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import ParamSpec
from uuid import UUID

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from npq.kernel.operations import step

P = ParamSpec("P")

# Roughly two days of patience with another service: 1 min, 2, 4 ... up to eleven tries.
_PATIENCE = RetryStrategy(max_attempts=11, exponential_wait=2, wait=60)


@step
def defer(name: StrEnum, *, at: datetime, key: str, **ids: UUID | int | str) -> None:
    """Queues the task called `name`. `key` is the same for every repeat of one cause: what the task does, it does once per key."""
    app.configure_task(name=name.value).defer(
        at=at.isoformat(), key=key, **{k: str(v) if isinstance(v, UUID) else v for k, v in ids.items()}
    )


def task(name: StrEnum) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Registers a background function under `name`; it is tried again, ever later, when another service fails it."""

    def register(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            log = structlog.get_logger("npq.jobs")
            log.info("task.began", task=name.value, key=kwargs.get("key"))
            function(*args, **kwargs)
            log.info("task.ended", task=name.value, key=kwargs.get("key"))

        app.task(name=name.value, retry=_PATIENCE)(run)
        return run

    return register
