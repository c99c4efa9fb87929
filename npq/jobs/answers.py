"""How one job ends: done, told no (an entry in the journal, and no further try), or failed (and tried again)."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

from npq.jobs.operations import note_refusal
from npq.kernel import clock
from npq.kernel.queue import Hopeless
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

log = structlog.get_logger("npq.jobs")


def run_job(work: Callable[[], object], *, name: str, job_id: int, key: str) -> None:
    """Calls `work()` as the job it is. A refusal is an answer; whatever else it raises comes through."""
    began = time.monotonic()
    try:
        work()
    except (Refusal, NotFound, Hopeless) as answer:
        code = _code(answer)
        log.warning("job.refused", job=name, id=job_id, key=key, code=code)
        note_refusal(by=Viewer.system(name), at=clock.now(), job_id=job_id, code=code, key=key)
    except Exception as error:
        log.warning("job.failed", job=name, id=job_id, key=key, error=type(error).__name__)
        raise
    else:
        # A sweep has no key, runs often, and mostly finds nothing due.
        say = log.info if key else log.debug
        say("job.done", job=name, id=job_id, key=key, seconds=round(time.monotonic() - began, 3))


def answering(call_next: Callable[[], Any], context: JobContext, worker: Worker) -> None:
    """The worker's way into run_job, around every task."""
    job = context.job
    assert job.id is not None
    run_job(call_next, name=job.task_name, job_id=job.id, key=str(job.task_kwargs.get("key", "")))


def _code(answer: Refusal | NotFound | Hopeless) -> str:
    return "not_found" if isinstance(answer, NotFound) else str(answer.code)
