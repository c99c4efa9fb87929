"""The folder a server lives in: what is where, at which address it answers, its troubles in words.

- `data/`: the cluster; it appears whole or not at all
- `log`: what the server said; neither statements nor values, which may be somebody's details
- `changes`: held while a process makes, starts, joins or stops the server, so that only one does
- `server`: held by the server itself, exactly as long as any process of it lives
- `users/`: one held file for each process using the server
"""

import contextlib
import errno
import hashlib
import os
import pwd
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from npq.config.embedded_postgres import system_user
from npq.config.embedded_postgres.errors import EmbeddedPostgresError

# Known beforehand and the same for every process, as a folder taken from TMPDIR would not be.
SHORT_FOLDERS = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes: 107 fit on Linux, 103 on macOS
ROOM_FOR_A_CLUSTER = 100 * 2**20  # bytes: a new one takes 46 MB, and must be able to work


class Home:
    """Where one server lives. Making this object touches nothing."""

    def __init__(self, folder: Path) -> None:
        self.owner: pwd.struct_passwd | None = None  # the user the server must run as, if not ours
        self.path = folder.resolve()
        self.data = self.path / "data"
        self.log = self.path / "log"
        self.changes = self.path / "changes"
        self.server = self.path / "server"
        self.users = self.path / "users"

    @property
    def socket_folder(self) -> Path:
        """The folder itself, if its path fits as it is into a socket's address and a URL; else a short one.

        Raises EmbeddedPostgresError if the short one is somebody else's.
        """
        plain = re.fullmatch(r"[\w/.~-]+", str(self.path), re.ASCII)
        if plain and len(str(self.path / SOCKET)) <= LONGEST_SOCKET:
            return self.path
        short = SHORT_FOLDERS / f"npq-{hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]}"
        self._refuse_a_strangers(short)
        return short

    def _refuse_a_strangers(self, short: Path) -> None:
        """Anybody could make a folder of that name where all may write, and answer there in our place."""
        with contextlib.suppress(FileNotFoundError):
            there = short.lstat()
            if not stat.S_ISDIR(there.st_mode) or there.st_uid not in self._ours():
                raise EmbeddedPostgresError(
                    f"{short} is not ours, so something else could answer there in the database's place. "
                    f"Remove it, or name a folder with a short and plain path in NPQ_VAR."
                )

    def _ours(self) -> set[int]:
        """Users who may own our short socket folder."""
        ours = {0, os.geteuid()}
        with contextlib.suppress(OSError):
            ours.add(self.path.stat().st_uid)
        if system_user.needed() and (own := system_user.find()):
            ours.add(own.pw_uid)
        return ours

    def prepare(self) -> None:
        """Make the folder ready for use, and decide who owns it. Raises OSError, EmbeddedPostgresError."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Asked in this order, as `changes` is the first thing any process makes here.
        if {inside.name for inside in self.path.iterdir()} - {"lost+found"} and not self.changes.exists():
            raise EmbeddedPostgresError(
                f"{self.path} holds other things, so no database is made there. "
                f"Name another folder in NPQ_VAR."
            )
        if system_user.needed():
            self.owner = system_user.owner_of(self.path) or system_user.find_or_make()
        self.give_to_owner(self.path)

    def prepare_socket_folder(self) -> None:
        """Make the folder for the socket, if it is not this one."""
        if self.socket_folder != self.path:
            with contextlib.suppress(FileExistsError):
                self.socket_folder.mkdir(mode=0o700)
            self.give_to_owner(self.socket_folder)

    def give_to_owner(self, folder: Path) -> None:
        """Let nobody but the server's user (and root) do anything in `folder`. Follows no link at its end."""
        opened = os.open(folder, os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if self.owner:
                os.fchown(opened, self.owner.pw_uid, self.owner.pw_gid)
            os.fchmod(opened, 0o700)
        finally:
            os.close(opened)

    def postmaster(self) -> tuple[int, str]:
        """The number and state told by the server's own file, or (0, ""). They may no longer be true."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return int(lines[0]), "".join(lines[7:8]).strip()
        except (FileNotFoundError, IndexError, ValueError):
            return 0, ""

    def room(self) -> int:
        """Bytes free on the disk this folder is, or will be, on."""
        return shutil.disk_usage(next(part for part in (self.path, *self.path.parents) if part.exists())).free

    def disk_full(self) -> EmbeddedPostgresError:
        """The error for a disk without room."""
        return EmbeddedPostgresError(
            f"The disk is full: {self.path} has {self.room() // 2**20} MB left, and the database needs "
            f"{ROOM_FOR_A_CLUSTER // 2**20} MB. Make room, or name a folder on another disk in NPQ_VAR."
        )

    @contextlib.contextmanager
    def troubles_in_words(self) -> Iterator[None]:
        """Turn what the system refuses into an EmbeddedPostgresError."""
        try:
            yield
        except OSError as error:
            raise self._in_words(error) from error

    def _in_words(self, error: OSError) -> EmbeddedPostgresError:
        where = os.fsdecode(error.filename) if error.filename else self.path
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return self.disk_full()
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return EmbeddedPostgresError(
                f"This user may not use {where} ({error.strerror}). "
                f"Give it the right to, or name another folder in NPQ_VAR."
            )
        return EmbeddedPostgresError(
            f"The database cannot be kept in {where} ({error.strerror}). Name another folder in NPQ_VAR."
        )
