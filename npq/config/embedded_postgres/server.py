"""The running server: joined or started, waited for, stopped in order, and what a killed one left ended."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from npq.config import held_files
from npq.config.embedded_postgres import cluster, programs, system_user
from npq.config.embedded_postgres.errors import EmbeddedPostgresError
from npq.config.embedded_postgres.home import SOCKET, Home
from npq.config.held_files import HeldFile

PATIENCE = 120  # seconds, for recovery after a crash or the last writes of a large import
ASK_AGAIN = 0.1  # seconds until a server that is to end is told once more
GRACE = 2  # seconds in which what is left of a killed server should end by itself
LARGEST_LOG = 2**20  # bytes, after which a start begins the log anew

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    # two cores, a few gigabytes, a disk without a moving head
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    "random_page_cost": "1.1",
    # the log tells what the server did, never a failed statement with somebody's details in it
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "lc_messages": "C",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class Server:
    """A server that this process uses."""

    number: int  # of its postmaster
    alive: HeldFile  # cannot be held here while the server lives, even when its folder is gone
    child: subprocess.Popen[bytes] | None = None  # if this process started it


def join_or_start(home: Home, *, throwaway: bool) -> Server:
    """A server that is ready. One that is still starting, stopping or dying is waited for."""
    polite_until, patient_until = time.monotonic() + GRACE, time.monotonic() + PATIENCE
    with HeldFile(home.server) as alive:
        while not alive.try_to_hold():
            number, state = home.postmaster()
            if state == "ready" and _answers(home):
                return Server(number, HeldFile(home.server))
            if time.monotonic() > polite_until:
                if not _leads(home, number):
                    _end_all(home)
                elif state == "ready" or time.monotonic() > patient_until:
                    raise EmbeddedPostgresError(
                        f"A server already works in {home.path} (process {number}) but does not answer. "
                        f"End that process and start again; what was saved is kept."
                    )
            time.sleep(0.02)
        return _start(home, alive, throwaway=throwaway)


def _start(home: Home, alive: HeldFile, *, throwaway: bool) -> Server:
    """Start a server where none lives, so that whatever a former one left there is stale."""
    program = programs.find("postgres")
    if home.owner:
        system_user.open_the_way(home.owner, home.path)
        system_user.open_the_way(home.owner, program.parents[2])
        system_user.require_usable(home.owner, program)
    if not home.data.exists():
        _end_all(home)  # of a folder deleted under its server, which on ending would take our socket away
        cluster.make(home, throwaway=throwaway)
    cluster.refuse_other_version(home)
    cluster.mend(home)
    home.prepare_socket_folder()
    log = held_files.open_for_owner(home.log)
    try:
        if os.fstat(log).st_size > LARGEST_LOG:
            os.ftruncate(log, 0)
        said_before = os.fstat(log).st_size
        child = subprocess.Popen(
            [program, "-D", home.data, *_settings(home, throwaway=throwaway)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[alive.number],
            **programs.apart(home, **_former(home)),
        )
    finally:
        os.close(log)
    _wait_until_ready(home, child, said_before)
    return Server(child.pid, HeldFile(home.server), child)


def _settings(home: Home, *, throwaway: bool) -> list[str]:
    chosen = SETTINGS | (THROWAWAY if throwaway else {})
    chosen["unix_socket_directories"] = str(home.socket_folder)
    return [f"--{name}={value}" for name, value in chosen.items()]


def _former(home: Home) -> dict[str, str]:
    """Tells PostgreSQL that the number in a stale postmaster.pid is no server's but another program's by now.

    Calling it a parent's does that, and leaves PostgreSQL's second guard at work, as deleting the file would
    not: it will not start beside processes of an old server that still share its memory.
    """
    number, _ = home.postmaster()
    return {"PG_GRANDPARENT_PID": str(number)} if number else {}


def _wait_until_ready(home: Home, child: subprocess.Popen[bytes], said_before: int) -> None:
    patient_until = time.monotonic() + PATIENCE
    try:
        while home.postmaster() != (child.pid, "ready"):
            if child.poll() is not None:
                raise programs.complaint(home, home.log.read_bytes()[said_before:])
            if time.monotonic() > patient_until:
                raise EmbeddedPostgresError(
                    f"The database in {home.path} was not ready after {PATIENCE} seconds. "
                    f"What it was doing is in {home.log}; start again to let it go on."
                )
            time.sleep(0.01)
    except BaseException:  # Ctrl-C too: nothing may be left running that nobody would stop
        _end(child)
        raise


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a server of our own at once. One that is just starting may miss what it is told, and is told again."""
    polite_until = time.monotonic() + GRACE
    while child.poll() is None:
        child.send_signal(signal.SIGQUIT if time.monotonic() < polite_until else signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(ASK_AGAIN)


def stop(home: Home, server: Server) -> None:
    """Stop it in order, if it still lives: connections are ended, everything is written."""
    number = home.postmaster()[0] or server.number  # another process may have started it anew
    if server.child and server.child.poll() is None:
        server.child.send_signal(signal.SIGINT)
    elif not server.alive.try_to_hold() and _leads(home, number):
        os.kill(number, signal.SIGINT)
    patient_until = time.monotonic() + PATIENCE
    while not server.alive.try_to_hold():
        if time.monotonic() > patient_until or not _leads(home, number):
            _end_all(home)
            break
        time.sleep(0.01)
    if server.child:
        server.child.wait()
    if home.socket_folder != home.path:
        with contextlib.suppress(OSError):
            home.socket_folder.rmdir()


def _answers(home: Home) -> bool:
    """Whether a server listens. A killed one may have left its socket, but nobody there."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(1)
        with contextlib.suppress(OSError):
            caller.connect(str(home.socket_folder / SOCKET))
            return True
    return False


def _leads(home: Home, number: int) -> bool:
    """Whether process `number` is this folder's postmaster. Where no /proc tells, it is believed."""
    return number in _processes(home) if Path("/proc/self/cwd").exists() else bool(number)


def _processes(home: Home) -> set[int]:
    """Server processes at work in this folder, or in one of that name deleted since (as Linux tells)."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            where = str((process / "cwd").readlink()).removesuffix(" (deleted)")
            if where == str(home.data) and (process / "exe").readlink().name.startswith("postgres"):
                found.add(int(process.name))
    return found


def _end_all(home: Home) -> None:
    """End server processes that cannot be stopped in order. What was committed comes back at the next start.

    At once where the system lets them be found, by /proc; elsewhere they end by themselves.
    """
    for order in (signal.SIGQUIT, signal.SIGKILL):
        polite_until = time.monotonic() + GRACE
        for process in _processes(home):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, order)
        while _processes(home) and time.monotonic() < polite_until:
            time.sleep(0.01)
