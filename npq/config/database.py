"""The database a command works on: the server in DATABASE_URL, or the embedded one, running while the command does."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from npq.config.troubles import NO_ADDRESS, Trouble, first_line, in_words

OLDEST = 15
"""The oldest version of PostgreSQL the service works on."""

PATIENCE = 5  # seconds for a server to answer


@contextmanager
def database() -> Iterator[str]:
    """Keeps the database reachable during the block, and gives its address (a URL).

    Raises Trouble where there is none, or one too old. From here on a kill unwinds the process as Ctrl-C does, so
    that the embedded server is not left behind.
    """
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with in_words():
        if given := os.environ.get("DATABASE_URL"):
            _require_recent(given)
            yield given
        else:
            from npq.config import settings  # read when the command has set its environment
            from npq.config.embedded_postgres import running

            with running(settings.POSTGRES_FOLDER) as address:
                yield address


@contextmanager
def django(*, pool: int = 0) -> Iterator[None]:
    """The database reachable and Django ready for a command, with one connection a thread unless told otherwise."""
    os.environ["NPQ_DATABASE_POOL"] = str(pool)
    with database(), in_words():
        set_up_django()
        yield


def set_up_django() -> None:
    """Loads settings, apps and logging, once a process. The database is not asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npq.config.settings")
    import django as framework

    from npq.config import logs, settings

    logs.set_up(real_people=not settings.CLOCK_SETTABLE)
    framework.setup()


def _require_recent(address: str) -> None:
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=PATIENCE) as connection:
            version = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise Trouble(f"The database in DATABASE_URL cannot be reached: {first_line(error)}") from error
    except psycopg.ProgrammingError as error:
        raise Trouble(NO_ADDRESS) from error
    if version < OLDEST:
        raise Trouble(f"The database in DATABASE_URL is PostgreSQL {version}; this needs {OLDEST} or newer.")
