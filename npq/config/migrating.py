"""Bringing a database up to date, quickly where there is nothing to do."""

from django.core.management import call_command
from django.db import connection

from npq.config.health import migrated


def migrate(*, verbosity: int = 0) -> bool:
    """Applies what is missing and makes the table of the cache. Returns whether anything was missing."""
    if migrated() and _has_cache():
        return False
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    return True


def _has_cache() -> bool:
    return "cache" in connection.introspection.table_names()
