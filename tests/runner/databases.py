"""Databases for tests: a template made by the migrations once a run, and clones of it that take milliseconds."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.runner.server import Run

_numbers = itertools.count(1)


class Databases:
    """The databases of one run on one server (`address`, a URL whose role may create databases)."""

    def __init__(self, run: Run, address: str) -> None:
        self.run = run
        self.address = address
        self.prefix = f"npq_test_{run.folder.name.removeprefix('npq-')}".lower()
        self.template = f"{self.prefix}_template"

    def prepare(self) -> None:
        """Makes the template, unless another process of this run has."""
        with self.run.alone() as folder:
            mark = folder / "template-made"
            if not mark.exists():
                self.create(self.template, by=_migrate)
                mark.touch()

    def create(self, name: str, *, by: Callable[[], None]) -> None:
        """Makes an empty database and fills it by calling `by()` with Django connected to it."""
        self._do("CREATE DATABASE {name}", name)
        with connected(self.address, name):
            by()

    def demonstration(self, fill: Callable[[str], None]) -> str:
        """The name of a template with the demonstration world in it, made once a run by `fill(url)`."""
        name = f"{self.prefix}_demonstration"
        with self.run.alone() as folder:
            mark = folder / "demonstration-made"
            if not mark.exists():
                self.drop(name)
                self._do("CREATE DATABASE {name} TEMPLATE {template}", name)
                fill(self.url(name))
                mark.touch()
        return name

    @contextlib.contextmanager
    def clone(self, template: str = "") -> Iterator[str]:
        """A fresh copy of the template (of another, by its name), dropped on leaving. Gives its name."""
        name = f"{self.prefix}_{os.getpid()}_{next(_numbers)}"
        self._do("CREATE DATABASE {name} TEMPLATE {template}", name, template)
        try:
            yield name
        finally:
            self.drop(name)

    @contextlib.contextmanager
    def empty(self) -> Iterator[str]:
        """A database without a table, dropped on leaving. Gives its name."""
        name = f"{self.prefix}_{os.getpid()}_{next(_numbers)}"
        self._do("CREATE DATABASE {name}", name)
        try:
            yield name
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Removes a database, ending whatever is still connected to it."""
        try:
            self._do("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name)
        except psycopg.errors.InsufficientPrivilege:
            # The server is tidying up in it, which is not ours to end; asked without force, it makes way by itself.
            self._do("DROP DATABASE IF EXISTS {name}", name)

    def drop_all(self) -> None:
        """Removes every database of this run, for a server that goes on running."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix]
            )
            for (name,) in found.fetchall():
                self.drop(name)

    def url(self, name: str) -> str:
        """The address of one of the databases, as DATABASE_URL has it."""
        before, _, options = self.address.partition("?")
        server = before.rpartition("/")[0]
        return f"{server}/{name}" + (f"?{options}" if options else "")

    def _do(self, statement: str, name: str, template: str = "") -> None:
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template or self.template)}
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(**names))


@contextlib.contextmanager
def connected(address: str, name: str) -> Iterator[None]:
    """Points Django, in all threads of this process, at the database `name`; no pool, so that it can be dropped."""
    settings = connections.settings["default"]
    before = dict(settings)
    there = psycopg.conninfo.conninfo_to_dict(make_conninfo(address, dbname=name))
    connections["default"].close()
    settings.update(
        NAME=name,
        USER=there.get("user", ""),
        PASSWORD=there.get("password", ""),
        HOST=there.get("host", ""),
        PORT=there.get("port", ""),
        OPTIONS={key: value for key, value in settings["OPTIONS"].items() if key != "pool"},
    )
    try:
        yield
    finally:
        connections["default"].close()
        settings.clear()
        settings.update(before)


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connections["default"].close()
