"""The real service, in processes of its own, over a clone of the demonstration: for stories."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import LiteralString

import psycopg

PATIENCE = 60  # seconds until it answers, and until the worker has done what is queued


@dataclass(frozen=True)
class Service:
    """A web server and a worker at `address`, over the database at `url`. Django in this process is connected to it."""

    address: str
    url: str
    worker: int
    """The worker's process."""

    def set_clock(self, at: datetime) -> None:
        """Moves the clock of every process of the service, and of this one."""
        from npq.kernel import clock  # noqa: PLC0415  models load after this module

        clock.set_to(at)

    def sweep(self) -> None:
        """Does now what runs by itself, as the worker would within a minute; then waits until nothing is queued."""
        from npq.jobs.schedule import run_every_sweep  # noqa: PLC0415

        run_every_sweep()
        self.settle()

    def settle(self) -> None:
        """Waits until the worker has done everything that is queued for now."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            _until_done(connection, _WAITING)

    @contextlib.contextmanager
    def while_nothing_runs_by_itself(self) -> Iterator[None]:
        """Holds the worker, between two jobs, for as long as the block takes: its minute may come at any moment."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            _until_done(connection, _WAITING)
            os.kill(self.worker, signal.SIGSTOP)
            while connection.execute(_DOING).fetchone() != (0,):
                os.kill(self.worker, signal.SIGCONT)
                _until_done(connection, _WAITING)
                os.kill(self.worker, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.worker, signal.SIGCONT)


def _until_done(connection: psycopg.Connection, what: LiteralString) -> None:
    until = time.monotonic() + PATIENCE
    while connection.execute(what).fetchone() != (0,):
        if time.monotonic() > until:
            raise TimeoutError("The worker did not come to an end of what is queued.")
        time.sleep(0.05)


_DOING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
_WAITING = """
SELECT count(*) FROM procrastinate_jobs
WHERE status = 'doing' OR (status = 'todo' AND coalesce(scheduled_at, now()) <= now())
"""


# Where a story takes the database away or locks it, trying again is all that helps, and does.
_WITHOUT_DATABASE = re.compile(r'"error": "(OperationalError|InterfaceError)"')


def environment(url: str, folder: Path, address: str) -> dict[str, str]:
    """What the processes of a demonstration are told."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NPQ_")}
    return {
        **ours,
        "DATABASE_URL": url,
        "NPQ_DEMONSTRATION": "true",
        "NPQ_BASE_URL": address,
        "NPQ_VAR": str(folder),
        "NPQ_PARENT": str(os.getpid()),
    }


def make_demonstration(url: str, folder: Path) -> None:
    """Fills the database at `url` with the demonstration world, as `npq demo` does."""
    program = f"from npq.config import demo; demo.prepare({url!r}, print)"
    subprocess.run(
        [sys.executable, "-c", program],
        env=environment(url, folder, "http://127.0.0.1:8000"),
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def running(url: str, folder: Path) -> Iterator[Service]:
    """Starts web server and worker, and ends them on leaving. What they say is in the folder's log."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    commands = [("serve", "--port", str(port), "--workers", "1"), ("worker",)]
    pids = []
    with (folder / "log").open("wb") as log, contextlib.ExitStack() as started:
        for words in commands:
            process = subprocess.Popen(
                [sys.executable, "-m", "npq.config.command_line", *words],
                env=environment(url, folder, address),
                stderr=log,
                stdout=log,
            )
            started.callback(process.wait)
            started.callback(process.terminate)
            pids.append(process.pid)
        _wait_until_ready(address, folder / "log")
        yield Service(address, url, worker=pids[-1])
    # A letter that cannot be written is tried again in silence, and nobody in a story misses it.
    said = (folder / "log").read_text().splitlines()
    failed = [line for line in said if "job.failed" in line and not _WITHOUT_DATABASE.search(line)]
    assert not failed, "\n".join(failed)


def _wait_until_ready(address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/ready", timeout=10):
            return
        time.sleep(0.05)
    raise TimeoutError(f"The service did not get ready:\n{log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
