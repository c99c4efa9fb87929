"""PostgreSQL refuses to run as root. When we are root it runs as a user of its own, who must reach its files.

Nothing is opened wider than that: where a parent folder is closed (as /root is), this one user is let pass
through it by the folder's access list, and nobody else gains anything.
"""

import contextlib
import logging
import os
import pwd
import struct
import subprocess
import time
from pathlib import Path

from npq.config.embedded_postgres.errors import EmbeddedPostgresError

NAME = "pgserver"
MAKE_USER = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false"]

_log = logging.getLogger(__name__)

_ACCESS_LIST = "system.posix_acl_access"
_ACCESS_LIST_VERSION = struct.pack("<I", 2)
_ENTRY = struct.Struct("<HHI")  # kind of entry, permission bits, user or group id
_OWNER, _USER, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_MAY_PASS = 1


def needed() -> bool:
    """Whether this process is root, so that the server needs another user."""
    return os.geteuid() == 0


def find() -> pwd.struct_passwd | None:
    """The server's own user, if this machine has it already."""
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def owner_of(folder: Path) -> pwd.struct_passwd | None:
    """Who owns `folder`, unless that is root or nobody this machine knows."""
    try:
        owner = pwd.getpwuid(folder.stat().st_uid)
    except KeyError:
        return None
    return owner if owner.pw_uid else None


def find_or_make() -> pwd.struct_passwd:
    """The server's own user, made without home, shell or password. Raises EmbeddedPostgresError."""
    for _attempt in range(25):  # two starts at once compete for the lock of /etc/passwd
        if found := find():
            return found
        with contextlib.suppress(FileNotFoundError):
            subprocess.run([*MAKE_USER, NAME], capture_output=True, check=False)
            time.sleep(0 if find() else 0.2)
            continue
        break
    raise EmbeddedPostgresError(
        f"PostgreSQL does not run as root, and the user “{NAME}” could not be made for it. "
        f"Make a system user of that name, or run this as an ordinary user."
    )


def open_the_way(user: pwd.struct_passwd, folder: Path) -> None:
    """Let `user` pass through every folder down to `folder`, opening what is closed to that user alone.

    Raises EmbeddedPostgresError, naming the folder and the command that helps, where that cannot be done.
    """
    folder = folder.resolve()
    opened: set[Path] = set()
    while closed := _first_closed(user, [*reversed(folder.parents), folder]):
        if closed in opened or user.pw_name != NAME:
            raise _closed_to(user, closed, f"chmod o+x {closed}")
        _let_pass(closed, user)
        opened.add(closed)


def require_usable(user: pwd.struct_passwd, program: Path) -> None:
    """Raise EmbeddedPostgresError if `user` may not run a program, as after an installation with umask 077."""
    folder = program.parent.parent
    if _first_closed(user, [program.parent, program]):
        raise _closed_to(user, folder, f"chmod -R o+rX {folder}")


def _first_closed(user: pwd.struct_passwd, steps: list[Path]) -> Path | None:
    """The first of `steps` that `user` may not enter or run: asked of the system, as that user."""
    asked = subprocess.run(
        ["/bin/sh", "-c", 'for step; do test -x "$step" || exit 1; echo; done', "sh", *steps],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        check=False,
    )
    return None if asked.returncode == 0 else steps[asked.stdout.count(b"\n")]


def _let_pass(directory: Path, user: pwd.struct_passwd) -> None:
    """What `setfacl -m u:NAME:x` does, on machines that do not have it."""
    try:
        entries = _entries(directory)
        entries[_USER, user.pw_uid] = entries.get((_USER, user.pw_uid), 0) | _MAY_PASS
        entries[_MASK, _NO_ID] = entries.get((_MASK, _NO_ID), entries[_GROUP, _NO_ID]) | _MAY_PASS
        packed = (_ENTRY.pack(kind, bits, who) for (kind, who), bits in sorted(entries.items()))
        os.setxattr(directory, _ACCESS_LIST, _ACCESS_LIST_VERSION + b"".join(packed))
    except (OSError, AttributeError) as error:
        raise _closed_to(user, directory, f"chmod o+x {directory}") from error
    _log.warning("The user %s may now pass through %s, to reach the database's files.", NAME, directory)


def _entries(directory: Path) -> dict[tuple[int, int], int]:
    """The access list of a folder as {(kind, id): bits}; made from its mode where it has none of its own."""
    with contextlib.suppress(OSError):
        packed = os.getxattr(directory, _ACCESS_LIST)[len(_ACCESS_LIST_VERSION) :]
        return {(kind, who): bits for kind, bits, who in _ENTRY.iter_unpack(packed)}
    mode = directory.stat().st_mode
    return {(_OWNER, _NO_ID): mode >> 6 & 7, (_GROUP, _NO_ID): mode >> 3 & 7, (_OTHER, _NO_ID): mode & 7}


def _closed_to(user: pwd.struct_passwd, path: Path, remedy: str) -> EmbeddedPostgresError:
    return EmbeddedPostgresError(
        f"PostgreSQL does not run as root but as the user “{user.pw_name}”, to whom {path} is closed. "
        f"Run `{remedy}`, or run this as an ordinary user."
    )
