"""A process of the service does not outlive the one that started it, however that one ended."""

import os
import signal
import threading
import time

SUPERVISOR = "NPQ_PARENT"
"""The variable that names the supervisor to the processes it starts."""

WEB_SERVER = "NPQ_WEB_SERVER"
"""The variable that names the web server to its own processes. Each is told, since by the time it asked the system
who started it, that one may be gone."""

INTERVAL = 0.5  # seconds between two looks
PATIENCE = 10  # seconds to end in order, before ending at once


def end_with(variable: str) -> None:
    """Ends this process soon after the one named in the variable, if any. A thread watches: any system will do."""
    named = os.environ.get(variable)
    if named:
        threading.Thread(target=_watch, args=[int(named)], name=variable, daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(INTERVAL)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
