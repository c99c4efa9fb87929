"""Two addresses for machines that look after this one: is the process up, and may it be sent visitors.

They are answered before anything else, so that they need no session, no host name and no page of ours.
"""

from collections.abc import Callable
from functools import cache

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

HEARTBEAT = 30
"""Seconds after which a worker not heard of counts as gone; it reports every five."""

log = structlog.get_logger("npq.health")


class Health:
    """Answers /health (this process is up) and /ready (200 if database, migrations and worker are there)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/health":
            return _plain(JsonResponse({"up": True}))
        if request.path == "/ready":
            found = readiness()
            return _plain(JsonResponse(found, status=200 if all(found.values()) else 503))
        return self.get_response(request)


def readiness() -> dict[str, bool]:
    """What the service stands on, and whether it is there: `database`, `migrations`, `worker`."""
    try:
        up_to_date = migrated()
        return {"database": True, "migrations": up_to_date, "worker": up_to_date and worker_is_alive()}
    except DatabaseError:
        log.warning("not ready", exc_info=True)
        return {"database": False, "migrations": False, "worker": False}


def migrated() -> bool:
    """Whether the database has every migration this code has. Raises DatabaseError."""
    return wanted_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def wanted_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of every migration in the code."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def worker_is_alive() -> bool:
    """Whether a worker has reported of late, by the machine's clock. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s))",
            [HEARTBEAT],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _plain(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
