"""A process of the service does not outlive the one that started it, however that one ended."""

import os
import signal
import threading
import time

VARIABLE = "NPQ_PARENT"
INTERVAL = 0.5  # seconds between two looks
PATIENCE = 10  # seconds to end in order, before ending at once


def end_with_parent() -> None:
    """Ends this process soon after the one named in NPQ_PARENT, if any. Watched from a thread: works on any system."""
    parent = os.environ.get(VARIABLE)
    if parent:
        threading.Thread(target=_watch, args=[int(parent)], name="parent", daemon=True).start()


def end_with_starter() -> None:
    """Ends this process soon after the one that started it, where that one itself ends with a parent."""
    if os.environ.get(VARIABLE):
        threading.Thread(target=_watch, args=[os.getppid()], name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(INTERVAL)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
