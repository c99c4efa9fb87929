"""A database holds either a demonstration or real people, never both: a mark in it says which.

The mark is a table of one row, made before the invented world is, in a database that holds nothing. A world whose
making was cut short is known by it, and made anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

import psycopg
from psycopg import sql

from npq.config import code_version
from npq.config.troubles import Trouble

TABLE = "npq_demonstration"
LOCK = 0x6E70715F64656D6F  # "npq_demo": held while one process prepares the demonstration


class Holds(StrEnum):
    """What a database holds."""

    NOTHING = "nothing"
    DEMONSTRATION = "demonstration"
    UNFINISHED = "unfinished demonstration"
    OTHER = "other"


def is_ready(address: str) -> bool:
    """Whether the database at `address` holds a whole demonstration made by this very code. Needs no Django."""
    with psycopg.connect(address) as connection:
        if not _is_marked(connection):
            return False
        mark = connection.execute("SELECT finished, made_by FROM npq_demonstration").fetchone()
        return mark == (True, code_version.fingerprint())


def prepare(address: str, fill: Callable[[], None], *, say: Callable[[str], None]) -> None:
    """Migrates, and fills an empty database by calling `fill()`. Raises Trouble where it holds anything else.

    Django must be set up and connected to the same database.
    """
    from npq.config.migrating import migrate

    with _alone(address) as connection:
        held = _what(connection)
        if held is Holds.OTHER:
            raise Trouble(
                "This database holds something that is no demonstration, so the demonstration leaves it alone. "
                "Name an empty one in DATABASE_URL, or another folder in NPQ_VAR."
            )
        if held is Holds.UNFINISHED:
            say("The demonstration was left half made. Making it anew.")
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        if held is not Holds.DEMONSTRATION:
            connection.execute(
                "CREATE TABLE npq_demonstration (finished boolean NOT NULL, made_by text NOT NULL)"
            )
            connection.execute("INSERT INTO npq_demonstration VALUES (false, '')")
        migrate()
        if held is not Holds.DEMONSTRATION:
            say("Filling the demonstration with invented people. This happens once.")
            fill()
        connection.execute(
            "UPDATE npq_demonstration SET finished = true, made_by = %s", [code_version.fingerprint()]
        )


def what_it_holds() -> Holds:
    """Looks into the database Django is connected to; changes nothing."""
    from django.db import connection

    with connection.cursor() as cursor:
        return _what(cursor.connection)


def require_agreement() -> None:
    """Raises Trouble where the settings say demonstration and the database does not, or the other way round."""
    from django.conf import settings

    held = what_it_holds()
    if settings.DEMONSTRATION and held is not Holds.DEMONSTRATION:
        raise Trouble("NPQ_DEMONSTRATION is set, but this database holds no demonstration. Unset it.")
    if not settings.DEMONSTRATION and held in (Holds.DEMONSTRATION, Holds.UNFINISHED):
        raise Trouble(
            "This database holds a demonstration with invented people. Use another for the real service."
        )


def _what(connection: psycopg.Connection) -> Holds:
    if _is_marked(connection):
        finished = connection.execute("SELECT finished FROM npq_demonstration").fetchone() == (True,)
        return Holds.DEMONSTRATION if finished else Holds.UNFINISHED
    return Holds.NOTHING if _is_bare(connection) else Holds.OTHER


def _is_marked(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE]).fetchone() == (True,)


def _is_bare(connection: psycopg.Connection) -> bool:
    """Whether there is no table, or only our own as migrations leave them: with nobody and nothing in them."""
    from django.apps import apps

    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    ).fetchall()
    tables = {table for (table,) in found}
    every = {
        model._meta.db_table: model._meta.app_config.name
        for model in apps.get_models(include_auto_created=True)
    }
    if not tables <= every.keys() | {"django_migrations", "cache"}:
        return False
    return not any(
        connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table))).fetchone()
        is not None
        for table in tables
        if every.get(table, "").startswith("npq.")
    )


@contextmanager
def _alone(address: str) -> Iterator[psycopg.Connection]:
    """Holds off another process that would prepare the same database; the lock goes with the connection."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield connection
