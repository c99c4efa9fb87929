"""`npq demo` as people run it: a folder, a port, real processes, and what is left when each of them is killed."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.config.conftest import surroundings

PATIENCE = 120
OPEN = 400  # connections, more than requests that are worked on at a time


@dataclass
class Demo:
    """One run of `npq demo`, and what it says."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.said_to = self.folder / f"said-{time.monotonic_ns()}"
        with self.said_to.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "npq.config.command_line", "demo", "--port", str(self.port)],
                env=surroundings(self.folder, {}),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.said_to.read_text()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.said
        with contextlib.suppress(OSError):
            return all(json.loads(self.get("/ready")).values())
        return False

    def children(self, words: str) -> list[int]:
        """The numbers of this demonstration's processes that have these words in their command."""
        return [number for number, command in of_folder(self.folder).items() if words in command]


def of_folder(folder: Path) -> dict[int, str]:
    """Every process that was told of this folder, or lives in it, with its command."""
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            told = (entry / "environ").read_bytes() + b"\0" + (entry / "cmdline").read_bytes()
            gone = (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
            if str(folder).encode() in told and not gone and number != os.getpid():
                found[number] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE) -> float:
    """Waits until it holds; gives how long that took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not come to pass"
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder of the demonstration's own, filled by the first test and used by all.

    Not among pytest's: another run would close those to the user that PostgreSQL runs as.
    """
    with tempfile.TemporaryDirectory(prefix="npq-demo-") as made:
        yield Path(made)
        for number in of_folder(Path(made)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        wait_for(lambda: of_folder(Path(made)) == {}, 20)


@pytest.fixture(scope="module")
def started() -> list[Demo]:
    """Every demonstration started here, the last one last."""
    return []


@pytest.fixture
def demo(folder: Path, started: list[Demo], free_port: int) -> Demo:
    """A demonstration that is up: the one a test before left running, or a new one."""
    if not started or started[-1].process.poll() is not None:
        started.append(Demo(folder, free_port))
    wait_for(started[-1].is_ready)
    return started[-1]


def test_it_shows_a_page_and_says_where_once(demo):
    assert "</html>" in demo.get("/")
    wait_for(lambda: "Ctrl-C ends it." in demo.said)
    [line] = re.findall(r"^The demonstration is at .*$", demo.said, re.MULTILINE)
    [sign_in] = re.findall(rf"http://127.0.0.1:{demo.port}(/\S+),", line)
    assert "Sign in to the demonstration" in demo.get(sign_in)


def test_browsers_that_keep_their_connections_open_shut_nobody_out(demo):
    with contextlib.ExitStack() as kept:
        for _ in range(OPEN):
            browser = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=10)
            kept.callback(browser.close)
            browser.request("GET", "/health")
            assert browser.getresponse().read()
        assert "</html>" in demo.get("/")


def test_a_web_process_that_is_killed_comes_back(demo):
    [web, *workers] = demo.children(" serve ")
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    wait_for(lambda: len(set(demo.children(" serve ")) - {web, *workers}) == 1)
    assert "</html>" in demo.get("/")


def test_a_web_server_that_is_killed_comes_back_whole(demo):
    before = demo.children(" serve ")
    os.kill(before[0], signal.SIGKILL)
    wait_for(
        lambda: len(demo.children(" serve ")) == 3 and not set(demo.children(" serve ")) & set(before), 30
    )
    wait_for(demo.is_ready, 30)
    assert "</html>" in demo.get("/")


def test_a_worker_that_is_killed_comes_back(demo):
    [before] = demo.children(" worker")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: demo.children(" worker") not in ([], [before]), 30)


def test_a_second_one_on_the_folder_is_told_so(demo, npq, free_port, folder):
    done = npq("demo", "--port", "0" + str(free_port + 1), NPQ_VAR=str(folder / "var"))
    assert done.returncode == 1
    assert "Another `npq demo` uses the folder" in done.stderr
    assert demo.is_ready()


def test_a_command_beside_it_joins_the_database_and_leaves_it_running(demo, npq, folder):
    done = npq("check", NPQ_VAR=str(folder / "var"))
    assert "NOT  The database holds a demonstration with invented people." in done.stdout
    assert "ok   A worker is at work." in done.stdout
    assert demo.is_ready()


def test_ctrl_c_ends_everything(demo, folder):
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(15) == 0
    assert demo.said.endswith("Ended. The demonstration is kept for next time.\n")
    assert of_folder(folder) == {}


def test_the_world_is_made_once(demo, started):
    assert "Filling" in started[0].said
    assert len(started) == 1 or "Filling" not in demo.said


def test_nothing_is_left_behind_when_it_is_killed_outright_and_nothing_is_lost(demo, folder):
    demo.process.kill()
    wait_for(lambda: of_folder(folder) == {}, 20)
    again = Demo(folder, demo.port)
    wait_for(again.is_ready)
    assert "Filling" not in again.said
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(15) == 0
    assert of_folder(folder) == {}
