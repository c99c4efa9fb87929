"""A database either holds a demonstration or real people, never both: a mark in it says which.

The mark is a table of one row, made before the invented world is, in a database that holds nothing. A world whose
making was cut short is known by it, and made anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

from npq.config.migrating import migrate
from npq.config.troubles import Trouble

LOCK = 0x6E70715F64656D6F  # "npq_demo": held while one process prepares the demonstration


class Holds(StrEnum):
    """What a database holds."""

    NOTHING = "nothing"
    DEMONSTRATION = "demonstration"
    UNFINISHED = "unfinished demonstration"
    OTHER = "other"


def what_it_holds() -> Holds:
    """Looks into the database the service is connected to; changes nothing."""
    tables = connection.introspection.table_names()
    if "npq_demonstration" in tables:
        with connection.cursor() as cursor:
            cursor.execute("SELECT finished FROM npq_demonstration")
            return Holds.DEMONSTRATION if cursor.fetchone() == (True,) else Holds.UNFINISHED
    return Holds.NOTHING if _bare(tables) else Holds.OTHER


def _bare(tables: list[str]) -> bool:
    """Whether there is no table, or only our own as migrations leave them: without anybody or anything in them."""
    ours = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    if not set(tables) <= ours.keys() | {"django_migrations", "cache"}:
        return False
    return not any(
        model._default_manager.exists()
        for table, model in ours.items()
        if table in tables and model._meta.app_config.name.startswith("npq.")
    )


def prepare(fill: Callable[[], None], *, say: Callable[[str], None]) -> None:
    """Migrates, and fills an empty database by calling `fill()`. Raises Trouble where it holds anything else."""
    with _alone():
        held = what_it_holds()
        if held is Holds.OTHER:
            raise Trouble(
                "This database holds something that is no demonstration, so the demonstration leaves it alone. "
                "Name an empty one in DATABASE_URL, or another folder in NPQ_VAR."
            )
        if held is Holds.UNFINISHED:
            say("The demonstration was left half made. Making it anew.")
            _empty()
        if held is not Holds.DEMONSTRATION:
            _mark()
        if migrate() and held is Holds.DEMONSTRATION:
            say("The database was brought up to date.")
        if held is not Holds.DEMONSTRATION:
            say("Filling the demonstration with invented people. This happens once.")
            fill()
            _do("UPDATE npq_demonstration SET finished = true")


def require_agreement() -> None:
    """Raises Trouble where the settings say demonstration and the database does not, or the other way round."""
    held = what_it_holds()
    if settings.DEMONSTRATION and held is not Holds.DEMONSTRATION:
        raise Trouble("NPQ_DEMONSTRATION is set, but this database holds no demonstration. Unset it.")
    if not settings.DEMONSTRATION and held in (Holds.DEMONSTRATION, Holds.UNFINISHED):
        raise Trouble(
            "This database holds a demonstration with invented people. Use another for the real service."
        )


def _mark() -> None:
    _do(
        "CREATE TABLE npq_demonstration (finished boolean NOT NULL);"
        "INSERT INTO npq_demonstration VALUES (false)"
    )


def _empty() -> None:
    """Removes everything from a database that holds nothing but a half made demonstration."""
    _do("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def _alone() -> Iterator[None]:
    """Holds off another process that would prepare the same database; the lock goes with this one's connection."""
    parameters = connection.get_connection_params()
    address = {
        key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if key in parameters
    }
    with psycopg.connect(**address, autocommit=True) as held:
        held.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
