"""Processes that share a server: they join, and the last to leave stops it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, in_use_by, running
from npq.config.embedded_postgres import server as postgres_server
from tests.config.embedded_postgres.tools import USE_UNTIL_TOLD, another_process, ask, do, ends, postmaster

# Several processes


def test_a_second_process_joins_and_the_last_to_leave_stops_the_server(folder: Path) -> None:
    assert in_use_by(folder) is None
    with another_process(folder) as first:
        number = postmaster(folder)
        assert in_use_by(folder) == first.pid
        with running(folder, throwaway=True) as address:
            assert postmaster(folder) == number
            do(address, "CREATE TABLE ours ()")
            assert first.stdin
            first.stdin.close()
            assert first.wait(10) == 0
            assert in_use_by(folder) is None
            assert ask(address, "SELECT count(*) FROM ours") == "0"
    assert ends(number)
    assert list((folder / "users").iterdir()) == []


def test_one_process_may_use_it_twice(folder: Path) -> None:
    with running(folder, throwaway=True) as address:
        with running(folder) as same:
            assert same == address
        assert ask(address, "SELECT 1") == "1"


def test_asking_who_uses_a_folder_makes_nothing(place: Path) -> None:
    assert in_use_by(place / "postgres") is None
    assert list(place.iterdir()) == []


def test_two_processes_starting_at_once_share_one_server(place: Path) -> None:
    folder = place / "postgres"
    command = [sys.executable, "-c", USE_UNTIL_TOLD, str(folder)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for process in both:
        assert process.stdout and process.stdout.readline().startswith("postgresql://")
    number = postmaster(folder)
    for process in both:
        process.communicate()
        assert process.returncode == 0
    assert ends(number)


def test_a_forked_child_that_ends_does_not_stop_the_server(folder: Path) -> None:
    block = running(folder, throwaway=True)
    address = block.__enter__()
    if (child := os.fork()) == 0:
        block.__exit__(None, None, None)
        os._exit(0)
    os.waitpid(child, 0)
    with another_process(folder):
        pass
    assert ask(address, "SELECT 1") == "1"
    block.__exit__(None, None, None)


def test_a_server_that_does_not_answer_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_server, "GRACE", 0.1)
    with running(folder, throwaway=True):
        (folder / ".s.PGSQL.5432").unlink()
        with pytest.raises(EmbeddedPostgresError, match=f"process {postmaster(folder)}"), running(folder):
            pass
