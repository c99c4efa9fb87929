"""What goes wrong around the service, in words for whoever runs it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Trouble(click.ClickException):
    """A command cannot go on. The message says why and what to do, in a sentence or two."""


DISK_FULL = "The disk is full. Make room and start again; nothing that was confirmed is lost."

NO_ADDRESS = (
    "DATABASE_URL is no address of a PostgreSQL database. It looks like "
    "postgresql://user:password@server:5432/database."
)


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what commonly goes wrong outside this program into a Trouble; a fault of ours keeps its traceback."""
    from dj_database_url import ParseError, UnknownSchemeError  # --help needs none of these
    from environs import EnvError

    from npq.config.embedded_postgres import EmbeddedPostgresError

    try:
        yield
    except Trouble:
        raise
    except EmbeddedPostgresError as error:
        raise Trouble(str(error)) from error
    except (ParseError, UnknownSchemeError) as error:
        raise Trouble(NO_ADDRESS) from error
    except EnvError as error:
        raise Trouble(f"A setting cannot be read: {error}") from error
    except Exception as error:
        words = _of_system(error) or _of_database(error)
        if words is None:
            raise
        raise Trouble(words) from error


def _of_system(error: Exception) -> str | None:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return DISK_FULL if full else None


def _of_database(error: Exception) -> str | None:
    """Words for an error of psycopg's, or of Django's around one."""
    from psycopg import errors

    match error if isinstance(error, errors.Error) else error.__cause__:
        case errors.DiskFull():
            return DISK_FULL
        case errors.InsufficientPrivilege() as refused:
            return f"The database refuses its role something it needs: {first_line(refused)}"
        case errors.OperationalError() as failed:
            return f"The database cannot be used: {first_line(failed)}"
    return None


def first_line(error: Exception) -> str:
    """What PostgreSQL or its library says first: the rest is for programmers."""
    return str(error).strip().split("\n")[0]
