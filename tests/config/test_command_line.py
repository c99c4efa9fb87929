"""The `npq` command as people use it: real processes, and what they say when something is in the way."""

import errno
import json
import socket
import subprocess
import sys

import click
import psycopg
import pytest
from environs import EnvError

from npq.config import troubles
from npq.config.command_line import npq as command_line
from npq.config.embedded_postgres import EmbeddedPostgresError
from npq.config.held_files import HeldFile


def every_command(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [before]
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += every_command(command, (*before, name))
        else:
            found.append((*before, name))
    return found


@pytest.mark.parametrize("words", every_command(command_line), ids=" ".join)
def test_every_command_explains_itself(npq, words):
    done = npq(*words, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 200
    assert "  -h, --help" in done.stdout


def test_help_is_quick_since_it_loads_no_django(npq):
    listed = "import sys, npq.config.command_line; print(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"import json; {listed}"], capture_output=True, text=True, check=True
    )
    assert not {"django", "psycopg", "granian", "environs"} & set(json.loads(done.stdout))


def test_migrate_says_whether_there_was_anything_to_do(npq, empty_database):
    first = npq("migrate", DATABASE_URL=empty_database.url)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[-1] == "Brought up to date."
    assert npq("migrate", DATABASE_URL=empty_database.url).stdout == "Nothing to do: up to date.\n"


REFUSING = "postgresql://npq:secret-word@127.0.0.1:1/npq"


@pytest.mark.parametrize(
    ("command", "address", "words"),
    [
        ("migrate", REFUSING, "The database in DATABASE_URL cannot be reached: connection failed"),
        ("worker", REFUSING, "The database in DATABASE_URL cannot be reached: connection failed"),
        ("demo --port 8765", REFUSING, "The database in DATABASE_URL cannot be reached: connection failed"),
        ("privacy expire", REFUSING, "The database in DATABASE_URL cannot be reached: connection failed"),
        (
            "migrate",
            "postgresql://npq:secret-word@nowhere.invalid/npq",
            "The database in DATABASE_URL cannot be",
        ),
        (
            "migrate",
            "mysql://somebody:secret-word@there/database",
            "DATABASE_URL is no address of a PostgreSQL",
        ),
        ("demo --port 8765", "nonsense", "DATABASE_URL is no address of a PostgreSQL database"),
    ],
)
def test_a_database_that_cannot_be_reached(npq, command, address, words):
    done = npq(*command.split(), DATABASE_URL=address)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {words}")
    assert "Traceback" not in done.stderr
    assert "secret-word" not in done.stderr


def test_a_database_of_that_name_is_not_there(npq, databases):
    done = npq("migrate", DATABASE_URL=databases.url("no_such_database"))
    assert done.returncode == 1
    assert 'database "no_such_database" does not exist' in done.stderr


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_in_use(npq, command, free_port):
    with socket.create_server(("127.0.0.1", free_port)):
        done = npq(command, "--port", str(free_port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: Port {free_port} is in use by another program. End that, or give another port with --port.\n"
    )


def test_an_address_that_is_not_ours(npq):
    done = npq("demo", "--host", "192.0.2.1")
    assert (
        done.stderr
        == "Error: 192.0.2.1 is no address of this machine. Give one with --host, such as 127.0.0.1.\n"
    )


def test_a_folder_in_use_by_another_demonstration(npq, tmp_path, free_port):
    folder = tmp_path / "var"
    folder.mkdir()
    with HeldFile(folder / "demo.lock").hold():
        done = npq("demo", "--port", str(free_port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: Another `npq demo` uses the folder {folder}. End that one, or name another folder in NPQ_VAR.\n"
    )


@pytest.mark.parametrize("setting", ["NPQ_DATABASE_POOL", "NPQ_DEMONSTRATION"])
def test_a_setting_that_cannot_be_read(npq, empty_database, setting):
    done = npq("check", **{"DATABASE_URL": empty_database.url, setting: "many"})
    assert done.returncode == 1
    assert done.stderr.startswith("Error: A setting cannot be read:")
    assert setting in done.stderr


def test_a_database_that_is_not_up_to_date_is_not_served(npq, empty_database, free_port):
    done = npq("serve", "--port", str(free_port), DATABASE_URL=empty_database.url)
    assert done.returncode == 1
    assert done.stderr == "Error: The database is not up to date. Run `npq migrate`.\n"


def test_a_file_that_is_not_there(npq):
    done = npq("import-schools", "nowhere.csv")
    assert done.returncode == 2
    assert "File 'nowhere.csv' does not exist." in done.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), troubles.DISK_FULL),
        (psycopg.errors.DiskFull("could not extend file"), troubles.DISK_FULL),
        (EmbeddedPostgresError("It cannot be used."), "It cannot be used."),
        (EnvError("NPQ_X is wrong"), "A setting cannot be read: NPQ_X is wrong"),
        (
            psycopg.errors.InsufficientPrivilege("permission denied\nLINE 1"),
            "The database refuses its role something it needs: permission denied",
        ),
        (
            psycopg.errors.AdminShutdown("terminating connection"),
            "The database cannot be used: terminating connection",
        ),
    ],
)
def test_what_goes_wrong_outside_is_told_in_words(error, words):
    with pytest.raises(troubles.Trouble) as told, troubles.in_words():
        raise error
    assert told.value.message == words


def test_a_fault_of_ours_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError), troubles.in_words():
        1 / 0  # noqa: B018
