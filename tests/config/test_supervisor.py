"""The supervisor, with real processes that really end, are killed, and are brought back."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# A child writes a line when it starts and when it ends in order, and ends with its parent.
CHILD = """
import os, signal, sys, time
from npq.config import parent
parent.end_with(parent.SUPERVISOR)
name = sys.argv[1]
def note(words):
    with open("told", "a") as told:
        told.write(f"{name} {words} {os.getpid()}\\n")
def end(number, frame):
    time.sleep(0.2)
    note("ended")
    sys.exit()
signal.signal(signal.SIGTERM, end)
if "deaf" in name:
    signal.signal(signal.SIGTERM, lambda number, frame: None)
note("started")
time.sleep(0 if "short" in name else 60)
"""

PARENT = """
import sys
from npq.config import logs, supervisor
from npq.config.supervisor import Child
logs.set_up(real_people=True)
children = [Child(name, [sys.executable, "child.py", name], grace=1) for name in sys.argv[1:]]
try:
    supervisor.run(children)
except supervisor.GaveUp as reason:
    sys.exit(str(reason))
print("ended in order")
"""


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a supervisor over children of the given names, in a folder where they note what they do."""
    (tmp_path / "child.py").write_text(textwrap.dedent(CHILD))
    (tmp_path / "parent.py").write_text(textwrap.dedent(PARENT))
    started: list[subprocess.Popen[str]] = []

    def start(*names: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "parent.py", *names],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def told(tmp_path: Path) -> Callable[[], list[list[str]]]:
    """What the children noted so far: [name, what, process number] in order."""

    def read() -> list[list[str]]:
        file = tmp_path / "told"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    return read


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.02)


def is_running(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_children_one_after_the_other(supervise, told, asked):
    parent = supervise("web", "worker")
    wait_for(lambda: len(told()) == 2)
    parent.send_signal(asked)
    said, _ = parent.communicate(timeout=10)
    assert parent.returncode == 0
    assert said == "ended in order\n"
    assert [line[:2] for line in told()[2:]] == [["web", "ended"], ["worker", "ended"]]


def test_an_impatient_second_signal_cuts_nothing_short(supervise, told):
    parent = supervise("web", "worker")
    wait_for(lambda: len(told()) == 2)
    parent.send_signal(signal.SIGINT)
    time.sleep(0.1)
    parent.send_signal(signal.SIGINT)
    parent.communicate(timeout=10)
    assert parent.returncode == 0
    assert len(told()) == 4


def test_a_killed_child_comes_back(supervise, told):
    parent = supervise("web", "worker")
    wait_for(lambda: len(told()) == 2)
    [killed] = [number for name, _, number in told() if name == "web"]
    os.kill(int(killed), signal.SIGKILL)
    wait_for(lambda: len(told()) == 3)
    name, what, number = told()[2]
    assert (name, what) == ("web", "started")
    assert number != killed
    parent.send_signal(signal.SIGTERM)
    _, logged = parent.communicate(timeout=10)
    assert '"process": "web", "status": -9' in logged


def test_a_child_that_cannot_start_is_given_up_and_the_others_end(supervise, told):
    parent = supervise("web", "short-worker")
    _, logged = parent.communicate(timeout=30)
    assert parent.returncode == 1
    assert "The short-worker process ends as soon as it is started." in logged
    assert [line[:2] for line in told()][-1] == ["web", "ended"]


def test_a_child_that_does_not_listen_is_ended_by_force(supervise, told):
    parent = supervise("deaf")
    wait_for(lambda: len(told()) == 1)
    parent.send_signal(signal.SIGINT)
    began = time.monotonic()
    parent.communicate(timeout=10)
    assert time.monotonic() - began < 4
    assert not is_running(told()[0][2])


def test_children_do_not_outlive_a_killed_supervisor(supervise, told):
    parent = supervise("web", "worker")
    wait_for(lambda: len(told()) == 2)
    numbers = [number for _, _, number in told()]
    parent.kill()
    wait_for(lambda: not any(map(is_running, numbers)), seconds=5)
    assert sorted(name for name, what, _ in told() if what == "ended") == ["web", "worker"]
