"""The real web server on a database: two processes of it, as the service runs them on two cores."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from npq.config.supervisor import LOOK, npq_command

PATIENCE = 60  # seconds
WORKERS = 2


class Served:
    """A web server that runs: its port, and its first process."""

    def __init__(self, database: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._database = database
        self._process = self._started()

    def wait(self) -> None:
        """Returns once it answers. Raises RuntimeError where it does not."""
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("The web server does not answer.")
            time.sleep(LOOK)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def kill(self) -> None:
        """Ends its first process by force; those that serve are left to notice."""
        self._process.kill()

    def kill_worker(self) -> None:
        """Ends one of the processes that serve by force."""
        told = subprocess.run(
            ["pgrep", "-P", str(self._process.pid)], check=True, capture_output=True, text=True
        )
        os.kill(int(told.stdout.split()[0]), signal.SIGKILL)

    def bring_back(self) -> None:
        """Starts it again where it has ended, as a supervisor does."""
        if self._process.poll() is not None:
            self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        from django.conf import settings

        from npq.config import parent

        environment = {
            **{name: value for name, value in os.environ.items() if name != "NPQ_TESTING"},
            "DATABASE_URL": self._database,
            "NPQ_BASE_URL": f"http://127.0.0.1:{self.port}",
            "NPQ_SECRET_KEY": settings.SECRET_KEY,
            parent.SUPERVISOR: str(os.getpid()),
        }
        return subprocess.Popen(
            npq_command("serve", "--port", str(self.port), "--workers", str(WORKERS)),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _answers(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False


@contextmanager
def served(database: str) -> Iterator[int]:
    """The web server with two processes on the database; gives its port."""
    server = Served(database)
    try:
        server.wait()
        yield server.port
    finally:
        server.stop()


@contextmanager
def supervised(database: str) -> Iterator[Served]:
    """The web server, brought back whenever it ends."""
    server, stop = Served(database), threading.Event()

    def look() -> None:
        while not stop.wait(LOOK):
            server.bring_back()

    supervisor = threading.Thread(target=look, daemon=True)
    try:
        server.wait()
        supervisor.start()
        yield server
    finally:
        stop.set()
        if supervisor.ident is not None:
            supervisor.join()
        server.stop()
