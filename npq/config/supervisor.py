"""Keeps the service's processes going: starts them, brings back one that ends, and ends them all in order."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import structlog

from npq.config import parent

log = structlog.get_logger("npq.supervisor")

LOOK = 0.1  # seconds between two looks at the children
CRASHES = 5  # ends within CRASH_WINDOW after which a child is not started again
CRASH_WINDOW = 30.0  # seconds
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class GaveUp(Exception):
    """A child went on ending as soon as it was started. The message names it."""


def npq_command(*arguments: str) -> list[str]:
    """What starts `npq` with these arguments, from the same installation as this process."""
    return [sys.executable, "-m", "npq.config.command_line", *arguments]


@dataclass
class Child:
    """One process: its command, and how many seconds it has to end when asked."""

    name: str
    command: Sequence[str]
    grace: float
    process: subprocess.Popen[bytes] | None = None
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=CRASHES))

    def start(self) -> None:
        """Starts it in a session of its own, so that Ctrl-C reaches only the supervisor, which ends it in order."""
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, parent.SUPERVISOR: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """Asks it to end; ends it after its grace."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            log.warning("ended by force", process=self.name)
            self.process.kill()
            self.process.wait()

    def ended(self) -> bool:
        """Whether it has ended since it was started."""
        return self.process is not None and self.process.poll() is not None


def run(
    children: Sequence[Child], *, when_started: Callable[[threading.Event], None] = lambda stop: None
) -> None:
    """Starts the children in their order and keeps them going until a signal says stop; then ends them in that order.

    `when_started(stop)` is called in a thread once all are started; `stop` is set when it is time to end.
    Raises GaveUp, with everything ended, when a child cannot be kept going.
    """
    with stop_signals() as stop:
        try:
            for child in children:
                child.start()
            threading.Thread(target=when_started, args=[stop], daemon=True).start()
            while not stop.wait(LOOK):
                for child in children:
                    if child.ended():
                        _bring_back(child)
        finally:
            for child in children:
                child.stop()


def _bring_back(child: Child) -> None:
    assert child.process
    now = time.monotonic()
    child.ends.append(now)
    log.error("ended unasked", process=child.name, status=child.process.returncode)
    if len(child.ends) == CRASHES and now - child.ends[0] < CRASH_WINDOW:
        raise GaveUp(f"The {child.name} process ends as soon as it is started. What it said stands above.")
    child.start()


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """Turns the signals that ask for an end (Ctrl-C, a closed terminal, kill) into an event. Main thread only.

    Once one came they stay turned: an impatient second one does not cut the ending short.
    """
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, asked) for number in STOPS}
    try:
        yield stop
    finally:
        if not stop.is_set():
            for number, handler in before.items():
                signal.signal(number, handler)
