"""One clock. Pages, the API, jobs and commands read it and pass `at` down; the domain never does.

Instants are aware datetimes in UTC. Days are London days, because deadlines and policies are. In tests and in
the demonstration the clock can be set; everywhere else setting it is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")

_held_at: ContextVar[datetime | None] = ContextVar("held_at", default=None)


class ClockCannotBeSet(RuntimeError):
    """Someone tried to set the clock of a service with real people in it."""


def now() -> datetime:
    """The present instant, in UTC, to the microsecond."""
    held = _held_at.get()
    if held is not None:
        return held
    return datetime.now(UTC) + _offset()


def today() -> date:
    """The present day in London."""
    return london_day(now())


def london_day(at: datetime) -> date:
    """The London day that the instant `at` falls on."""
    return at.astimezone(LONDON).date()


def london_midnight(day: date) -> datetime:
    """The first instant of a London day, in UTC."""
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def set_to(at: datetime) -> None:
    """Moves every process's clock so that it now reads `at` and runs on from there."""
    _require_settable()
    from npq.kernel.models import ClockSetting  # noqa: PLC0415  models load after this module

    ClockSetting.objects.update_or_create(id=1, defaults={"offset": at - datetime.now(UTC)})


@contextmanager
def held_at(at: datetime) -> Iterator[None]:
    """Holds this process's clock still at `at`."""
    _require_settable()
    token = _held_at.set(at)
    try:
        yield
    finally:
        _held_at.reset(token)


def _offset() -> timedelta:
    if not settings.CLOCK_SETTABLE:
        return timedelta()
    from npq.kernel.models import ClockSetting  # noqa: PLC0415  models load after this module

    offset = ClockSetting.objects.filter(id=1).values_list("offset", flat=True).first()
    return offset or timedelta()


def _require_settable() -> None:
    if not settings.CLOCK_SETTABLE:
        raise ClockCannotBeSet("The clock can be set only in tests and in the demonstration.")
