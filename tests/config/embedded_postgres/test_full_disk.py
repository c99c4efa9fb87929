"""A full disk is called one, and what was saved is there when it has room again."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, cluster, home, running
from tests.config.embedded_postgres.tools import (
    ask,
    do,
    only_linux,
    only_root,
)


def test_a_disk_without_room_for_a_cluster(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home.Home, "room", lambda self: 90 * 2**20)
    with (
        pytest.raises(EmbeddedPostgresError, match=r"disk is full.* 90 MB left.*needs 100 MB"),
        running(place / "postgres"),
    ):
        pass


@contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    at.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", os.fsencode(at), b"tmpfs", 0, f"size={megabytes}m,mode=755".encode()):
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield at
    finally:
        libc.umount2(os.fsencode(at), 2)


@only_root
@only_linux
def test_a_disk_that_is_full_while_the_cluster_is_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ROOM_FOR_A_CLUSTER", 0)
    with small_disk(place / "small", 25) as disk:
        with pytest.raises(EmbeddedPostgresError, match="disk is full"), running(disk / "postgres"):
            pass
        assert not (disk / "postgres" / "data").exists()


@only_root
@only_linux
def test_a_disk_that_is_full_at_a_start_and_then_is_not(place: Path) -> None:
    with small_disk(place / "small", 150) as disk:
        with running(disk / "postgres") as address:
            do(address, "CREATE TABLE kept AS SELECT 42 AS number")
        with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))
        with pytest.raises(EmbeddedPostgresError, match="disk is full"), running(disk / "postgres"):
            pass
        (disk / "ballast").unlink()
        with running(disk / "postgres") as address:
            assert ask(address, "SELECT number FROM kept") == "42"
