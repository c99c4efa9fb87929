"""The database that comes with the service: PostgreSQL 18 in a folder, reached by a socket, on no network.

The first process that wants it starts it, later ones join, and the last one to leave stops it. The
application's role `npq` owns the database `npq` and may create others (for tests) but is no superuser: a
superuser exists only while a cluster is being made, here, and the server lets no connection be one.

Nothing else in the project knows where this PostgreSQL comes from. Of the wheel only the programs are used:
its own start and stop ends servers at interpreter exit, trusts process numbers that may by now be another
program's, and opens every parent folder to everybody.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from npq.config import held_files
from npq.config.embedded_postgres import server
from npq.config.embedded_postgres.errors import EmbeddedPostgresError
from npq.config.embedded_postgres.home import Home
from npq.config.held_files import HeldFile

__all__ = ["EmbeddedPostgresError", "in_use_by", "running", "url"]


def url(folder: Path) -> str:
    """The DATABASE_URL of the server that lives in `folder`, running or not. Starts and makes nothing.

    Raises EmbeddedPostgresError if a stranger could be answering at that address.
    """
    return f"postgresql://npq@/npq?host={Home(folder).socket_folder}"


@contextlib.contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[str]:
    """Keep the server in `folder` running during the `with` block, and give its DATABASE_URL.

    Makes the cluster at first use, recovers it after a crash, starts the server or joins the one already
    running, and stops it on leaving unless another process still uses it. With `throwaway` nothing is forced
    to disk: for tests, whose data may be lost. Raises EmbeddedPostgresError.
    """
    home, address = Home(folder), url(folder)
    with home.troubles_in_words():
        entry, used = _enter(home, throwaway=throwaway)
    entered = os.getpid()
    try:
        yield address
    finally:
        if os.getpid() == entered:  # a forked child that unwinds its stack must not stop the server
            with home.troubles_in_words():
                _leave(home, entry, used)


def in_use_by(folder: Path) -> int | None:
    """The number of another process inside `running(folder)`, or None. Makes nothing.

    Waits while another process is just starting or stopping the server. Raises EmbeddedPostgresError.
    """
    home = Home(folder)
    with home.troubles_in_words():
        if not home.changes.exists():
            return None
        with HeldFile(home.changes).hold():
            return next((user for user in held_files.signed_in(home.users) if user != os.getpid()), None)


def _enter(home: Home, *, throwaway: bool) -> tuple[HeldFile, server.Server]:
    home.prepare()
    with HeldFile(home.changes).hold():
        home.users.mkdir(mode=0o700, exist_ok=True)
        home.give_to_owner(home.users)
        entry = held_files.sign_in(home.users)
        try:
            return entry, server.join_or_start(home, throwaway=throwaway)
        except BaseException:
            held_files.sign_out(entry)
            raise


def _leave(home: Home, entry: HeldFile, used: server.Server) -> None:
    """Sign out, and stop the server if nobody else is signed in. The folder may be gone by now."""
    with contextlib.ExitStack() as alone, used.alive:
        with contextlib.suppress(FileNotFoundError):
            alone.enter_context(HeldFile(home.changes).hold())
        held_files.sign_out(entry)
        if not any(held_files.signed_in(home.users)):
            server.stop(home, used)
