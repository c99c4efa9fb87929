"""Sweeps over what the machinery keeps for itself: sessions, cached counts, finished jobs, sent letters."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection

from npq.domain.people.tasks import forget_unused_accounts as forget_accounts
from npq.gateways.email import keeping
from npq.kernel.privacy import Held, Kept, held, require_self_or_system
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer

SWEEPS_KEPT_DAYS = 1
JOBS_KEPT_DAYS = 30
FAILED_JOBS_KEPT_DAYS = 90
DISPATCHES_KEPT = timedelta(days=365)

# By the database's clock, which wrote the events. A job without events never was one.
_PRUNE = """
DELETE FROM procrastinate_jobs AS job
WHERE job.status NOT IN ('todo', 'doing') AND NOT EXISTS (
    SELECT FROM procrastinate_events AS event
    WHERE event.job_id = job.id AND event.at > now() - make_interval(days => CASE
        WHEN job.status <> 'succeeded' THEN %(failed)s
        WHEN job.queue_name = 'sweeps' THEN %(sweeps)s
        ELSE %(jobs)s
    END)
)
"""


def prune_jobs(*, by: Viewer, at: datetime) -> None:
    """Forgets jobs that ended long ago; those that failed are kept longest, to be looked into."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PRUNE,
            {"failed": FAILED_JOBS_KEPT_DAYS, "sweeps": SWEEPS_KEPT_DAYS, "jobs": JOBS_KEPT_DAYS},
        )


def clear_sessions(*, by: Viewer, at: datetime) -> None:
    """Forgets sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def clear_cache(*, by: Viewer, at: datetime) -> None:
    """Forgets cached values that have expired, counts of tries among them."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < now()")  # noqa: S608  a name of ours


def forget_unused_accounts(*, by: Viewer, at: datetime) -> None:
    """Removes the sign-in accounts that open nobody."""
    forget_accounts(at=at, key="sweep")


def forget_letters(*, by: Viewer, at: datetime) -> int:
    """Erases the letters a demonstration keeps to be read, and gives how many; and old notes that a letter went."""
    keeping.forget_dispatches(before=at - DISPATCHES_KEPT)
    return keeping.erase_letters(written_before=over_at(Kept.LETTER, at))


def letters_held(viewer: Viewer, email: str) -> list[Held]:
    """The letters a demonstration keeps for an address. Raises NotFound for other eyes than the service's own."""
    require_self_or_system(viewer)
    return held("A letter to you", keeping.letters_to(email))
