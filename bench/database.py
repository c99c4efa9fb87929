"""A database to measure on: the embedded PostgreSQL as the service runs it, in a folder that is thrown away.

DATABASE_URL names another server to measure on; the databases made there are dropped afterwards.
"""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from npq.config.database import set_up_django
from npq.config.embedded_postgres import running
from npq.config.embedded_postgres.home import Home
from tests.runner.databases import Databases, connected
from tests.runner.server import Run

ROOT = Path(__file__).resolve().parents[1]

Kill = Callable[[], None]
"""Ends a database's server as a crash would, and starts it again: returns once it runs."""


@contextlib.contextmanager
def fresh_databases() -> Iterator[Callable[[], AbstractContextManager[str]]]:
    """Starts a server, and gives what points Django at an empty, migrated database of its own, each time anew."""
    with _server() as databases:
        yield lambda: _fresh(databases)


@contextlib.contextmanager
def fresh_database() -> Iterator[str]:
    """Points Django at an empty, migrated database, and gives its address."""
    with fresh_databases() as fresh, fresh() as address:
        yield address


@contextlib.contextmanager
def database_to_kill() -> Iterator[tuple[str, Kill | None]]:
    """Such a database, and what kills its server; None where the server is another's."""
    with _server() as databases, _fresh(databases) as address:
        folder = databases.run.folder / "postgres"
        with contextlib.ExitStack() as users:

            def kill() -> None:
                postmaster, _ = Home(folder).postmaster()
                os.kill(postmaster, signal.SIGKILL)
                # Until it is gone it may still answer, and would be joined.
                os.waitid(os.P_PID, postmaster, os.WEXITED | os.WNOWAIT)
                users.enter_context(running(folder))

            yield address, None if databases.run.given else kill


@contextlib.contextmanager
def _server() -> Iterator[Databases]:
    os.environ.setdefault("NPQ_TESTING", "true")
    set_up_django()
    run = Run.begin(os.environ.get("DATABASE_URL", ""))
    # Not as tests have it: what is measured is forced to disk.
    server = contextlib.nullcontext(run.given) if run.given else running(run.folder / "postgres")
    try:
        with server as address:
            databases = Databases(run, address)
            databases.prepare()
            try:
                yield databases
            finally:
                if run.given:
                    databases.drop_all()
    finally:
        run.end()


@contextlib.contextmanager
def _fresh(databases: Databases) -> Iterator[str]:
    with databases.clone() as name, connected(databases.address, name):
        yield databases.url(name)


def extract(name: str) -> Path | None:
    """One of the official extracts; None where they are absent. NPQ_EXTRACTS names the folder that holds them."""
    folder = Path(os.environ.get("NPQ_EXTRACTS", ROOT.parent / "shared" / "data"))
    found = folder / name
    return found if found.exists() else None
