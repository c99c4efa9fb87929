"""Where the server answers: known beforehand, short enough, and nobody else can answer there."""

import os
import stat
from pathlib import Path

import environs
import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, home, running, url
from tests.config.embedded_postgres.tools import NOBODY, another_process, ask, moved, only_root


def test_the_address_is_known_before_anything_runs(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = url(place / "var" / "postgres")
    assert known == f"postgresql://npq@/npq?host={place}/var/postgres"
    assert list(place.iterdir()) == []
    monkeypatch.chdir(place)
    (place / "other").symlink_to(place / "var")
    assert url(Path("var/postgres")) == url(place / "other" / "postgres") == known


def test_the_settings_understand_the_address(place: Path) -> None:
    for folder in (place / "postgres", place / "a folder, named oddly é" / "postgres"):
        read = environs.Env().dj_db_url("NPQ_NOT_SET", default=url(folder))
        assert (read["USER"], read["NAME"]) == ("npq", "npq")
        assert read["OPTIONS"] == {"host": str(home.Home(folder).socket_folder)}


@pytest.mark.parametrize("name", ["x" * 120, "a folder, named oddly é%"])
def test_a_path_no_socket_can_have(place: Path, folder: Path, name: str) -> None:
    with moved(folder, place / name / "postgres") as odd:
        socket_folder = Path(url(odd).rpartition("=")[2])
        assert socket_folder.parent == Path("/tmp")
        assert not socket_folder.exists()
        with running(odd) as address:
            assert address == url(odd)
            assert ask(address, "SELECT current_database()") == "npq"
            assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
            assert socket_folder.stat().st_uid == (odd / "data").stat().st_uid
            with another_process(odd):
                pass
        assert not socket_folder.exists()


@only_root
def test_a_strangers_folder_in_the_sockets_place_is_refused(place: Path) -> None:
    folder = place / ("x" * 120)
    theirs = Path(url(folder).rpartition("=")[2])
    theirs.mkdir()
    try:
        os.chown(theirs, NOBODY.pw_uid, NOBODY.pw_gid)
        with pytest.raises(EmbeddedPostgresError, match="is not ours"):
            url(folder)
        with pytest.raises(EmbeddedPostgresError, match="is not ours"), running(folder):
            pass
        os.chown(theirs, 0, 0)
        url(folder)
    finally:
        theirs.rmdir()


def test_a_link_in_the_sockets_place_is_refused(place: Path) -> None:
    folder = place / ("x" * 120)
    link = Path(url(folder).rpartition("=")[2])
    link.symlink_to(place)
    try:
        with pytest.raises(EmbeddedPostgresError, match="is not ours"), running(folder):
            pass
    finally:
        link.unlink()
