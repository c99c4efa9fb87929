"""The real web server on a database: two processes of it, as the service runs them on two cores."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60  # seconds


@contextmanager
def served(database: str) -> Iterator[int]:
    """The web server with two processes on the database; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "npq.config.command_line",
        "serve",
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    from django.conf import settings

    environment = {
        **{name: value for name, value in os.environ.items() if name != "NPQ_TESTING"},
        "DATABASE_URL": database,
        "NPQ_BASE_URL": f"http://127.0.0.1:{port}",
        "NPQ_SECRET_KEY": settings.SECRET_KEY,
    }
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("The web server does not answer.")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
