"""Folders that are gone, spoilt, or not ours: a sentence says so, and nothing is lost."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, in_use_by, running
from npq.config.embedded_postgres import server as postgres_server
from tests.config.embedded_postgres.tools import ROOT, ask, delete, ends, only_linux, postmaster


def test_a_folder_deleted_under_the_server(place: Path) -> None:
    folder = place / "postgres"
    with running(folder, throwaway=True):
        number = postmaster(folder)
        delete(folder)
    assert ends(number)
    assert not folder.exists()


@only_linux
@pytest.mark.parametrize("name", ["postgres", "x" * 120])
def test_a_folder_deleted_and_made_again(place: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_server, "GRACE", 0.2)
    folder = place / name
    with running(folder, throwaway=True):
        former = postmaster(folder)
        os.kill(former, signal.SIGSTOP)  # it does not notice, and end by itself
        delete(folder)
        with running(folder, throwaway=True) as address:
            assert ends(former)
            assert ask(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
            number = postmaster(folder)
    assert ends(number)


@contextmanager
def changed(file: Path, to: str | None) -> Iterator[None]:
    """The file with another content, or gone, during the block."""
    aside = file.rename(file.with_name("aside"))
    if to is not None:
        file.write_text(to)
    try:
        yield
    finally:
        aside.replace(file)


def test_another_major_version_is_refused(folder: Path) -> None:
    with changed(folder / "data" / "PG_VERSION", "16\n"):
        with (
            pytest.raises(EmbeddedPostgresError, match="made by PostgreSQL 16, and this is 18"),
            running(folder),
        ):
            pass
        assert in_use_by(folder) is None


def test_a_folder_with_other_things_is_refused_and_left_alone(place: Path) -> None:
    (place / "letter").write_text("Dear")
    before = place.stat()
    with pytest.raises(EmbeddedPostgresError, match="holds other things"), running(place):
        pass
    assert [path.name for path in place.iterdir()] == ["letter"]
    assert (place.stat().st_mode, place.stat().st_uid) == (before.st_mode, before.st_uid)


def test_a_file_where_the_folder_should_be(place: Path) -> None:
    (place / "postgres").write_text("")
    for folder in (place / "postgres", place / "postgres" / "below"):
        with pytest.raises(EmbeddedPostgresError, match="cannot be kept in"), running(folder):
            pass


def test_a_cluster_that_lost_its_files(folder: Path) -> None:
    with (
        changed(folder / "data" / "PG_VERSION", None),
        pytest.raises(EmbeddedPostgresError, match="not a whole database"),
        running(folder),
    ):
        pass
    assert (folder / "data" / "base").exists()


def test_a_server_that_does_not_start_says_why(folder: Path) -> None:
    with (
        changed(folder / "data" / "global" / "pg_control", None),
        pytest.raises(EmbeddedPostgresError, match=r"does not start.*pg_control"),
        running(folder),
    ):
        pass


def test_a_folder_copied_with_the_wrong_permissions(folder: Path) -> None:
    (folder / "data").chmod(0o755)
    if ROOT:
        for path in (folder / "data").rglob("*"):
            os.chown(path, 0, 0)
        os.chown(folder / "data", 0, 0)
    with running(folder, throwaway=True) as address:
        assert ask(address, "SELECT 1") == "1"
