"""A database to measure on: the embedded PostgreSQL as the service runs it, in a folder that is thrown away."""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from npq.config.database import set_up_django
from npq.config.embedded_postgres import running
from tests.runner.databases import Databases, connected
from tests.runner.server import Run

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def fresh_databases() -> Iterator[Callable[[], AbstractContextManager[str]]]:
    """Starts a server, and gives what points Django at an empty, migrated database of its own, each time anew."""
    os.environ.setdefault("NPQ_TESTING", "true")
    set_up_django()
    run = Run.begin("")
    try:
        with running(run.folder / "postgres") as address:
            databases = Databases(run, address)
            databases.prepare()

            @contextlib.contextmanager
            def fresh() -> Iterator[str]:
                with databases.clone() as name, connected(address, name):
                    yield databases.url(name)

            yield fresh
    finally:
        run.end()


@contextlib.contextmanager
def fresh_database() -> Iterator[str]:
    """Points Django at an empty, migrated database, and gives its address."""
    with fresh_databases() as fresh, fresh() as address:
        yield address


def extract(name: str) -> Path | None:
    """One of the official extracts; None where they are absent. NPQ_EXTRACTS names the folder that holds them."""
    folder = Path(os.environ.get("NPQ_EXTRACTS", ROOT.parent / "shared" / "data"))
    found = folder / name
    return found if found.exists() else None
