"""Files held by a process: the system lets go of them when the process ends, however it ends.

No process number is trusted: a number may by now belong to another program, a held file cannot.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self


def open_for_owner(path: Path) -> int:
    """Open `path` to append to, making it if missing; only its folder's owner may use it. Raises OSError."""
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.fchown(number, folder.st_uid, folder.st_gid)
    return number


class HeldFile:
    """An open file that can be held. Leaving its `with` block lets go of it in this process."""

    def __init__(self, path: Path) -> None:
        """Open `path`, making it if missing. Raises OSError."""
        self.path = path
        self.number = open_for_owner(path)

    def hold(self) -> Self:
        """Wait until nobody else holds the file, then hold it."""
        fcntl.flock(self.number, fcntl.LOCK_EX)
        return self

    def try_to_hold(self) -> bool:
        """Hold the file if nobody else does; say whether that worked."""
        try:
            fcntl.flock(self.number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(self) -> None:
        """Hold it no longer, in this process or in any that inherited it."""
        fcntl.flock(self.number, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close it here; a process that inherited it goes on holding it."""
        os.close(self.number)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def sign_in(register: Path) -> HeldFile:
    """Put this process on a register (a folder): a held file named by the process."""
    return HeldFile(register / f"{os.getpid()}-{secrets.token_hex(4)}").hold()


def sign_out(entry: HeldFile) -> None:
    """Take this process off the register again."""
    entry.path.unlink(missing_ok=True)
    entry.let_go()
    entry.close()


def signed_in(register: Path) -> Iterator[int]:
    """The number of each process on the register, longest there first; what dead ones left is tidied away.

    To be asked, as signing in is done, under one lock: an entry just made and not yet held looks dead.
    """
    for path in sorted(register.glob("*-*"), key=lambda entry: entry.stat().st_mtime_ns):
        with HeldFile(path) as entry:
            if entry.try_to_hold():
                path.unlink()
            else:
                yield int(path.name.partition("-")[0])
