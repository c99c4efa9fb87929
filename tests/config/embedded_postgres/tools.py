"""Ways to look at, use and kill the real servers these tests start."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody")
only_root = pytest.mark.skipif(not ROOT, reason="only root can be other users")
only_linux = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="only Linux tells by /proc")

USE_UNTIL_TOLD = """
import sys
from pathlib import Path
from npq.config.embedded_postgres import running
with running(Path(sys.argv[1]), throwaway=True) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def moved(folder: Path, to: Path) -> Iterator[Path]:
    """The folder somewhere else during the block."""
    to.parent.mkdir(exist_ok=True)
    folder.rename(to)
    try:
        yield to
    finally:
        to.rename(folder)


def ask(address: str, question: str) -> str:
    with psycopg.connect(address) as connection:
        row = connection.execute(question).fetchone()
        return str(row[0]) if row else ""


def do(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def alive(number: int) -> bool:
    """Whether the process exists and is more than a dead one not yet collected."""
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def delete(folder: Path) -> None:
    """Delete a folder in which a server may be at work, so that files come and go meanwhile."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def ends(number: int) -> bool:
    """Whether the process is gone, or about to be: one that ends lets go of its files a moment before."""
    until = time.monotonic() + 10
    while alive(number):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def kill(number: int) -> None:
    """Kill the process as `kill -9` does, and see it dead."""
    os.kill(number, signal.SIGKILL)
    assert ends(number), f"{number} does not die"


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that uses the server until its input is closed."""
    user = subprocess.Popen(
        [sys.executable, "-c", USE_UNTIL_TOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert user.stdin and user.stdout
    try:
        assert user.stdout.readline().startswith("postgresql://")
        yield user
    finally:
        user.stdin.close()
        user.stdout.close()
        user.wait(10)


def as_user(user: pwd.struct_passwd, function: Callable[[], None]) -> None:
    """Call `function` in a process of that user; fails here with what failed there."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            function()
            os._exit(0)
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        complaint = told.read()
    assert os.waitpid(child, 0)[1] == 0, complaint
