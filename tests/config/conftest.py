"""For tests of commands and servers: databases with nothing in them, free ports, and the real `npq` command."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.runner.databases import Databases, connected
from tests.runner.real import RealDatabase

Npq = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def empty_database(django_db_blocker, databases: Databases) -> Iterator[RealDatabase]:
    """A database without a single table, for this test alone; Django in this process is connected to it."""
    with django_db_blocker.unblock(), databases.empty() as name, connected(databases.address, name):
        yield RealDatabase(databases.url(name))


@pytest.fixture
def free_port() -> int:
    """A port nobody listened at a moment ago."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture
def npq(tmp_path: Path) -> Npq:
    """Runs `npq` with these arguments as a process of its own: npq("migrate", DATABASE_URL=...)."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "npq.config.command_line", *arguments],
            env=surroundings(tmp_path, environment),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def surroundings(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without what tests set, with a folder of its own, and with `environment`."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("NPQ_") and n != "DATABASE_URL"}
    return {**kept, "NPQ_VAR": str(folder / "var"), **environment}
