"""When a sponsor's link expires, and when a reminder is due. Facts in, decision out."""

from datetime import datetime, timedelta

LINK_LIVES = timedelta(days=28)
REMINDERS_AFTER = (timedelta(days=4), timedelta(days=10), timedelta(days=20))
MOST_ROUNDS = 5
"""How often one sponsor may be asked: the first time, and four resends."""

MOST_SPONSORS = 8
"""How many sponsors one registration may name, one after the other: the form must not become a way to send mail."""


def next_reminder(round_began_at: datetime, reminders_sent: int) -> datetime | None:
    """When the next reminder of a round falls due; None when there are no more."""
    if reminders_sent >= len(REMINDERS_AFTER):
        return None
    return round_began_at + REMINDERS_AFTER[reminders_sent]
