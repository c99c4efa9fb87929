"""The web server: granian, with processes that come back when they end."""

import errno
import multiprocessing
import os
import resource
import socket
import sys
import time
from typing import Any

from npq.config import parent
from npq.config.troubles import Trouble

THREADS = 4
"""Requests one process works on at a time; its pool has a connection for each."""

CONNECTIONS = 4_096
"""Connections a process holds. Browsers keep theirs open after an answer, so that as many people may be at a page."""

OTHER_FILES = 128
"""Files a process opens beside its connections."""

IDLE = 10_000
"""Milliseconds after which a connection that asks for nothing is closed. Who comes back comes to any process: also to
one that has just been started, in place of one that ended."""

RELEASE = 3.0
"""Seconds in which processes of a web server that was killed let go of its port."""

QUIET: dict[str, Any] = {
    "handlers": {},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": True},
    },
}
"""granian's own words go where ours go."""


def serve(*, host: str, port: int, workers: int) -> None:
    """Serves until told to stop. Raises Trouble where the address cannot be had.

    Django is loaded once, here, and each process of the server begins as a copy of this one, where the system
    allows that. No connection to the database may be open meanwhile.
    """
    from granian import Granian  # only this command needs it
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    os.environ[parent.WEB_SERVER] = str(os.getpid())
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
        _load_pages()
    Granian(
        "npq.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=_connections(),
        http1_settings=HTTP1Settings(header_read_timeout=IDLE),
        respawn_failed_workers=True,
        workers_kill_timeout=4,
        log_level=LogLevels.warning,
        log_dictconfig=QUIET,
        log_access=False,
    ).serve()


def _connections() -> int:
    """How many connections a process may hold, as far as the system lets it open files."""
    most, ever = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if most < wanted:
        most = wanted if ever == resource.RLIM_INFINITY else min(wanted, ever)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, ever))
    return min(CONNECTIONS, most - OTHER_FILES)


def _load_pages() -> None:
    """Imports what every page needs, so that the processes to come share it."""
    from django.template import engines
    from django.urls import get_resolver

    engines.all()
    get_resolver()._populate()


def wait_for_address(host: str, port: int, *, seconds: float) -> None:
    """Returns when the address is free. Raises Trouble if it still is not after `seconds`, or is not ours."""
    until = time.monotonic() + seconds
    while True:
        try:
            _try(host, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(0.1)
                continue
            raise _in_words(error, host, port) from error
        return


def _try(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(address)


def _in_words(error: OSError, host: str, port: int) -> Trouble:
    if error.errno == errno.EADDRINUSE:
        return Trouble(
            f"Port {port} is in use by another program. End that, or give another port with --port."
        )
    if error.errno == errno.EACCES:
        return Trouble(f"This user may not use port {port}. Give one from 1024 on with --port.")
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return Trouble(f"{host} is no address of this machine. Give one with --host, such as 127.0.0.1.")
    return Trouble(f"{host}:{port} cannot be used: {error.strerror}.")
