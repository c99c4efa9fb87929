"""When somebody whose result is held is heard. Facts in, decision out."""

from datetime import date, timedelta

TALK_DAYS = 14
"""Within how many days somebody is heard. Ours: nobody has published one, and nobody should wait long."""


def talk_by(held_on: date) -> date:
    """The last day for the conversation."""
    return held_on + timedelta(days=TALK_DAYS)
