"""A worker in a process of its own, at a quick pace, with two tasks for tests to queue.

Run as a program it is that process: it marks each step of its tasks in the folder it is given.
"""
# ruff: noqa: PLC0415  Django is made ready by the program, not by whoever imports this

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

PATIENCE = 90  # seconds for anything to happen, a frozen process being given up included


class Task(StrEnum):
    SEND = "test.send"
    REFUSE = "test.refuse"


@dataclass
class WorkerProcess:
    process: subprocess.Popen[bytes]
    folder: Path

    def marks(self, name: str) -> int:
        """How often a task has come to the step called `name`."""
        return len(list(self.folder.glob(f"{name}-*")))

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def wait_for(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < until, f"It never came to that. The worker said:\n{self.log()}"
            assert self.process.poll() is None, f"The worker ended. It said:\n{self.log()}"
            time.sleep(0.02)


@contextmanager
def a_worker(environment: Mapping[str, str], folder: Path) -> Iterator[WorkerProcess]:
    """A worker on the database of `environment`, killed on leaving if it has not ended.

    Its task Task.SEND lingers so many seconds `before` and `after` it posts; a file called hurry stops that.
    """
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.a_worker", str(folder)], env=dict(environment), stderr=log
        )
    try:
        yield WorkerProcess(process, folder)
    finally:
        process.kill()
        process.wait()


def main(folder: Path) -> None:
    import django

    from npq.config import logs

    logs.set_up(real_people=True)
    django.setup()

    from npq.gateways import email
    from npq.jobs.worker import Pace, run_worker
    from npq.kernel.queue import task
    from npq.kernel.refusals import Refusal

    def mark(name: str) -> None:
        (folder / f"{name}-{os.getpid()}-{time.monotonic_ns()}").touch()

    def linger(seconds: int) -> None:
        if seconds and not (folder / "hurry").exists():
            time.sleep(seconds)

    @task(Task.SEND)
    def send(*, at: datetime, key: str, before: int, after: int) -> None:
        mark("began")
        linger(before)
        words = {"code": "123456", "minutes": "15"}
        email.post(reference=key, to="ann@school.example", template="sign-in-code", personalisation=words)
        mark("sent")
        linger(after)

    @task(Task.REFUSE)
    def refuse(*, at: datetime, key: str) -> None:
        mark("refused")
        raise Refusal(Task.REFUSE)

    run_worker(Pace(heartbeat=0.2, silence=1, recovery=0.2, polling=0.2, pause=0.2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
