"""The server the tests use: the one in DATABASE_URL, or one embedded server shared by all processes of a run."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from npq.config import embedded_postgres


class Run:
    """One run of the suite, which may be several processes. `folder` is shared by them all.

    `given` is the address of a server somebody else runs, "" when this run brings its own.
    """

    def __init__(self, folder: Path, given: str) -> None:
        self.folder = folder
        self.given = given

    @classmethod
    def begin(cls, given: str) -> "Run":
        """Makes the run's folder. The process that calls this also calls `end`."""
        return cls(Path(tempfile.mkdtemp(prefix="npq-")), given)

    def end(self) -> None:
        """Removes what the run left on disk; its processes have ended and the last one stopped the server."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextlib.contextmanager
    def server(self) -> Iterator[str]:
        """The address of the run's server. The first process to ask starts it, the last to leave stops it."""
        if self.given:
            yield self.given
        else:
            with embedded_postgres.running(self.folder / "postgres", throwaway=True) as address:
                yield address

    @contextlib.contextmanager
    def alone(self) -> Iterator[Path]:
        """Holds the other processes of the run off while something is made once. Gives a folder for marks."""
        held = os.open(self.folder / "alone", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield self.folder
        finally:
            os.close(held)
