"""The moments at which letters about the end of a break are due."""

from datetime import date, datetime, time

from npq.domain.enrolment.rules import reminder_days
from npq.kernel.clock import LONDON

LETTERS_GO_AT = time(8)


def reminders_due(returns_on: date, at: datetime) -> int:
    """How many letters about the end of a break were due by an instant."""
    return sum(due <= at for due in _times(returns_on))


def next_reminder(returns_on: date, at: datetime) -> datetime | None:
    """When the next letter about the end of a break is due after an instant; None when there are no more."""
    return next((due for due in _times(returns_on) if due > at), None)


def _times(returns_on: date) -> list[datetime]:
    return [datetime.combine(day, LETTERS_GO_AT, tzinfo=LONDON) for day in reminder_days(returns_on)]
