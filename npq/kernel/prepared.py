"""The few statements that nearly every page begins with: the database reads and plans each once for a connection.

Without this, planning them took as long again as answering them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


@contextmanager
def preparing_cursor() -> Iterator[CursorWrapper]:
    """A cursor for statements that are written out, always the same, and differ in their parameters alone."""
    connection.ensure_connection()
    opened = connection.connection
    usual, opened.cursor_factory = opened.cursor_factory, ServerBindingCursor
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        opened.cursor_factory = usual
