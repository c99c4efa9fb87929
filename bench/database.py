"""A database to measure on: the embedded PostgreSQL as the service runs it, in a folder that is thrown away."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from npq.config.database import set_up_django
from npq.config.embedded_postgres import running
from tests.runner.databases import Databases, connected
from tests.runner.server import Run

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def fresh_database() -> Iterator[str]:
    """Points Django at an empty, migrated database, and gives its address."""
    os.environ.setdefault("NPQ_TESTING", "true")
    set_up_django()
    run = Run.begin("")
    try:
        with running(run.folder / "postgres") as address:
            databases = Databases(run, address)
            databases.prepare()
            with databases.clone() as name, connected(address, name):
                yield databases.url(name)
    finally:
        run.end()


def extract(name: str) -> Path | None:
    """One of the official extracts; None where they are absent. NPQ_EXTRACTS names the folder that holds them."""
    folder = Path(os.environ.get("NPQ_EXTRACTS", ROOT.parent / "shared" / "data"))
    found = folder / name
    return found if found.exists() else None
