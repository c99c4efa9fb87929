"""`npq demo`: everything on one machine, with an invented world, until Ctrl-C."""

import os
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from npq.config import demonstration, logs, supervisor
from npq.config.database import database, set_up_django
from npq.config.supervisor import Child, GaveUp, npq_command
from npq.config.troubles import Trouble, in_words
from npq.config.web_server import wait_for_address

ALL = {"0.0.0.0", "::"}  # noqa: S104  names that mean every address of the machine
FIRST_ANSWER = 60  # seconds


def run_demonstration(*, host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
    """Prepares the database and runs web server and worker until told to stop. Raises Trouble."""
    wait_for_address(host, port, seconds=0)
    address = f"http://{_in_address('127.0.0.1' if host in ALL else host)}:{port}"
    _settle(host, address)
    logs.set_up(real_people=False)
    with _only_one(), database() as database_address, in_words():
        if not demonstration.is_ready(database_address):
            prepare(database_address, say)
        serve = npq_command("serve", "--host", host, "--port", str(port), "--workers", str(workers))
        children = [Child("web", serve, grace=6), Child("worker", npq_command("worker"), grace=10)]
        try:
            supervisor.run(children, when_started=lambda stop: _say_when_ready(address, stop, say))
        except GaveUp as reason:
            raise Trouble(str(reason)) from reason
        say("Ended. The demonstration is kept for next time.")


def _settle(host: str, address: str) -> None:
    """The settings of a demonstration, for this process and those it starts."""
    os.environ["NPQ_DEMONSTRATION"] = "true"
    os.environ.setdefault("NPQ_BASE_URL", address)
    names = "*" if host in ALL else f"{_in_address(host)},127.0.0.1,localhost,[::1]"
    os.environ.setdefault("NPQ_HOSTS", names)


@contextmanager
def _only_one() -> Iterator[None]:
    """Holds the folder while this demonstration runs. Raises Trouble where another one does."""
    with in_words():
        from npq.config import settings  # after the settings are settled
        from npq.config.held_files import HeldFile

        settings.VAR.mkdir(parents=True, exist_ok=True)
        with HeldFile(settings.VAR / "demo.lock") as held:
            if not held.try_to_hold():
                raise Trouble(
                    f"Another `npq demo` uses the folder {settings.VAR}. End that one, or name another folder "
                    f"in NPQ_VAR."
                )
            yield


def prepare(address: str, say: Callable[[str], None]) -> None:
    """Makes the demonstration in the database at `address`, which is also the one in the settings."""
    set_up_django()
    from npq.config import static_files

    static_files.collect()
    demonstration.prepare(address, _fill, say=say)


def _fill() -> None:
    """Makes the invented world. It need not reach the disk step by step: one cut short is made anew."""
    from django.db import connection

    from npq.demo import world
    from npq.kernel import clock

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    world.build(at=clock.now())


def _say_when_ready(address: str, stop: threading.Event, say: Callable[[str], None]) -> None:
    until = time.monotonic() + FIRST_ANSWER
    while time.monotonic() < until and not stop.wait(0.05):
        if _answers(f"{address}/health"):
            say(
                f"The demonstration is at {address} — sign in at {address}/demonstration/sign-in, with one "
                f"button for each invented person. Ctrl-C ends it."
            )
            return


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310  an address we made
            return True
    except OSError:
        return False


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
