"""What a deployment has stored, and whether the database guards it."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection

from npq.config.demonstration import Holds, what_it_holds
from npq.config.deployment.finding import Finding, either
from npq.config.health import migrated, worker_is_alive

RIGHTS = ("UPDATE", "DELETE", "TRUNCATE")


def exists() -> bool:
    """Whether there is a database to look into; looking must not make one."""
    return bool(settings.DATABASE_URL) or settings.POSTGRES_FOLDER.exists()


def findings() -> Iterator[Finding]:
    """What is found in the database; of one that is not up to date, only that."""
    migrations = _migrations()
    yield migrations
    if migrations.good:
        for question in (_kind, _role, _journal, _triggers, _worker):
            yield question()


def _migrations() -> Finding:
    return either(
        migrated(), "Every migration is applied.", "The database is not up to date. Run `npq migrate`."
    )


def _kind() -> Finding:
    return either(
        what_it_holds() not in (Holds.DEMONSTRATION, Holds.UNFINISHED),
        "The database holds no demonstration.",
        "The database holds a demonstration with invented people. Name another in DATABASE_URL.",
    )


def _role() -> Finding:
    [(superuser,)] = _ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    return either(
        not superuser,
        "The database role is no superuser.",
        "The database role is a superuser, whom no right can be taken from. Use a role of its own for the service.",
    )


def _journal() -> Finding:
    held = [
        f"{right} on {table}"
        for table in _append_only_tables()
        for right in RIGHTS
        if _ask("SELECT to_regclass(%s) IS NOT NULL AND has_table_privilege(%s, %s)", table, table, right)[0][
            0
        ]
    ]
    return either(
        not held,
        "What is written for good cannot be changed, removed or emptied by the database role.",
        f"The database role still has the right to {', '.join(held)}: revoke it.",
    )


def _triggers() -> Finding:
    wanted = {
        (model._meta.db_table, trigger.get_pgid(model))
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", [])
    }
    enabled = set(
        _ask("SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
    )
    missing = sorted(table for table, name in wanted - enabled)
    return either(
        not missing,
        "The database's own guards are in place.",
        f"A guard of the database is missing or switched off on {', '.join(missing)}. Run `npq migrate`.",
    )


def _worker() -> Finding:
    return either(
        worker_is_alive(),
        "A worker is at work.",
        "No worker is at work: letters and reminders wait. Start `npq worker`.",
    )


def _append_only_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if any(trigger.name.endswith("_append_only") for trigger in getattr(model._meta, "triggers", []))
    ]


def _ask(question: str, *facts: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return list(cursor.fetchall())
