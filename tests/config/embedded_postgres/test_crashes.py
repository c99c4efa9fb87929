"""After a crash the next start recovers by itself, and nothing committed is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from npq.config.embedded_postgres import home, in_use_by, running
from npq.config.embedded_postgres import server as postgres_server
from tests.config.embedded_postgres.tools import (
    ROOT,
    alive,
    another_process,
    ask,
    do,
    ends,
    kill,
    only_linux,
    postmaster,
)

ASK_AFTER_CTRL_C = """
import sys, time
from pathlib import Path
import psycopg
from npq.config.embedded_postgres import running
with running(Path(sys.argv[1]), throwaway=True) as url:
    try:
        print(url, flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        time.sleep(0.3)
        print(psycopg.connect(url).execute("SELECT 42").fetchone()[0])
"""


def test_a_killed_server_recovers_and_nothing_committed_is_lost(folder: Path) -> None:
    with running(folder) as address:
        do(address, "CREATE TABLE committed AS SELECT generate_series(1, 1000) AS number")
        kill(postmaster(folder))
    assert (folder / "data" / "postmaster.pid").exists()
    with running(folder) as address:
        assert ask(address, "SELECT count(*) FROM committed") == "1000"


def test_a_server_killed_under_one_process_is_started_by_the_next(folder: Path) -> None:
    with running(folder) as address:
        do(address, "CREATE TABLE before ()")
        kill(postmaster(folder))
        with another_process(folder):
            assert ask(address, "SELECT count(*) FROM before") == "0"
            number = postmaster(folder)
        assert alive(number)
    assert ends(number)


@only_linux
def test_what_a_killed_server_leaves_at_work_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_server, "GRACE", 0.2)
    with running(folder) as address, psycopg.connect(address) as busy:
        worker = busy.info.backend_pid
        os.kill(worker, signal.SIGSTOP)  # as if it were in the middle of something long
        kill(postmaster(folder))
        with running(folder):
            assert ends(worker)
            assert ask(address, "SELECT 1") == "1"


def test_a_killed_process_leaves_a_server_that_the_next_one_joins_and_stops(folder: Path) -> None:
    with another_process(folder) as first:
        number = postmaster(folder)
        first.kill()
        first.wait(10)
    assert alive(number)
    assert in_use_by(folder) is None
    with running(folder, throwaway=True) as address:
        assert postmaster(folder) == number
        assert ask(address, "SELECT 1") == "1"
    assert ends(number)


def test_a_number_in_the_stale_file_that_now_is_another_programs(folder: Path) -> None:
    with running(folder) as address:
        do(address, "CREATE TABLE from_before ()")
        kill(postmaster(folder))
    owner = (folder / "data").stat()
    other = subprocess.Popen(["sleep", "60"], user=owner.st_uid if ROOT else None)
    try:
        for file in (folder / "data" / "postmaster.pid", folder / ".s.PGSQL.5432.lock"):
            lines = file.read_text().splitlines(keepends=True)
            file.write_text("".join([f"{other.pid}\n", *lines[1:]]))
        with running(folder) as address:
            assert ask(address, "SELECT count(*) FROM from_before") == "0"
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("left", ["", "nonsense\n"])
def test_a_lock_file_emptied_by_a_power_cut(folder: Path, left: str) -> None:
    for file in (folder / "data" / "postmaster.pid", folder / ".s.PGSQL.5432.lock"):
        file.write_text(left)
    with running(folder) as address:
        assert ask(address, "SELECT 1") == "1"


def test_a_cluster_half_made_is_made_anew(place: Path) -> None:
    folder = place / "postgres"
    with pytest.raises(KeyboardInterrupt), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", _interrupted)
        with running(folder, throwaway=True):
            pass
    assert (folder / "data.new").exists()
    assert not (folder / "data").exists()
    with running(folder, throwaway=True) as address:
        assert ask(address, "SELECT 1") == "1"


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_interrupting_the_start_leaves_no_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    original = subprocess.Popen

    class Noted(original):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            if str(args[0][0]).endswith("/postgres"):
                started.append(self)
                monkeypatch.setattr(home.Home, "postmaster", _interrupted)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(KeyboardInterrupt), running(folder, throwaway=True):
        pass
    assert [process.poll() is not None for process in started] == [True]
    assert list((folder / "users").iterdir()) == []


def test_ctrl_c_in_the_terminal_reaches_us_and_not_the_server(folder: Path) -> None:
    ours = subprocess.Popen(
        [sys.executable, "-c", ASK_AFTER_CTRL_C, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert ours.stdout and ours.stdout.readline()
    number = postmaster(folder)
    os.killpg(ours.pid, signal.SIGINT)
    assert ours.communicate(timeout=10)[0] == "42\n"
    assert ours.returncode == 0
    assert ends(number)
