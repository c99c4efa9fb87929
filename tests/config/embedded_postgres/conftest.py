"""Folders for embedded servers: new ones, and ones that have run before."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from npq.config.embedded_postgres import running
from tests.config.embedded_postgres.tools import NOBODY


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a short path that other users may pass through."""
    made = Path(tempfile.mkdtemp(dir="/tmp", prefix="t-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    """A folder whose cluster is made and whose server has stopped."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="t-") as temporary:
        Path(temporary).chmod(0o755)
        with running(Path(temporary) / "postgres", throwaway=True):
            pass
        yield Path(temporary) / "postgres"


@pytest.fixture
def folder(made_once: Path) -> Iterator[Path]:
    """The folder of a server that has run before and does not now. Tests share it, and leave it fit for use."""
    yield made_once
    assert not (made_once / "data" / "postmaster.pid").exists(), "the test has left a server behind"


@pytest.fixture(scope="session")
def theirs() -> Iterator[Path]:
    """The same of an ordinary user's, nobody's."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="t-") as temporary:
        os.chown(temporary, NOBODY.pw_uid, NOBODY.pw_gid)
        yield Path(temporary) / "postgres"
