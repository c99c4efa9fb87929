"""How long personal details are kept: the table that the sweeps, the privacy notice and the export read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from npq.kernel.privacy import Kept

A_YEAR = 365
A_MONTH = 30


class Then(StrEnum):
    """What happens when the time is over."""

    ERASE = "all of it is deleted"
    BLANK = "your details are deleted; numbers, codes and days that name nobody stay"


@dataclass(frozen=True)
class Retention:
    """One row: `days` kept, counted from `counted_from`, and `then`."""

    kept: Kept
    days: int
    counted_from: str
    then: Then

    @property
    def words(self) -> str:
        """The time in words: "90 days", "1 year", "7 years"."""
        years, rest = divmod(self.days, A_YEAR)
        count, unit = (self.days, "day") if rest else (years, "year")
        return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


_TABLE = [
    Retention(
        Kept.WHILE_REGISTERED, 7 * A_YEAR, "the last change to any registration of the person", Then.BLANK
    ),
    Retention(
        Kept.NEVER_REGISTERED,
        A_YEAR,
        "the last change to the details of a person who never registered",
        Then.BLANK,
    ),
    Retention(Kept.DRAFT, 90, "the last answer", Then.ERASE),
    Retention(Kept.SPONSOR, 2 * A_YEAR, "the sponsor's answer, or the end of the wait for it", Then.BLANK),
    Retention(Kept.STOPPED_ADDRESS, 10 * A_YEAR, "the day its holder stopped our letters", Then.ERASE),
    Retention(Kept.INTEREST, 2 * A_YEAR, "the day it was last asked for", Then.ERASE),
    Retention(Kept.UNCONFIRMED_INTEREST, 7, "the day it was last asked for", Then.ERASE),
    Retention(Kept.LETTER, A_MONTH, "the day it was written", Then.ERASE),
    Retention(Kept.SIGN_IN, 90, "the day the sign-in was closed, or the change of address ended", Then.ERASE),
    Retention(Kept.LEARNING_LOG, 2 * A_YEAR, "the last day of work in the study it belongs to", Then.ERASE),
    Retention(Kept.TRAINING_REASON, 2 * A_YEAR, "the day training was changed for it", Then.ERASE),
    Retention(Kept.COACH, A_YEAR, "the day an entry was no longer shared with them", Then.ERASE),
    Retention(Kept.ACCESS, 2 * A_YEAR, "the day it ended", Then.ERASE),
    Retention(Kept.ACCESS_REQUEST, A_YEAR, "the day it was asked for", Then.ERASE),
    Retention(
        Kept.DISPLAY, A_YEAR, "the day the last window closed that somebody could write in", Then.ERASE
    ),
    Retention(Kept.SCRIPT, 3 * A_YEAR, "the day the window it was written in closed", Then.ERASE),
    Retention(
        Kept.CONVERSATION,
        A_YEAR,
        "the day a hold on your response ended",
        Then.ERASE,
    ),
    Retention(Kept.MESSAGE, 2 * A_YEAR, "the day it was sent", Then.BLANK),
]

RETENTION: Mapping[Kept, Retention] = {row.kept: row for row in _TABLE}


def over_at(kept: Kept, at: datetime) -> datetime:
    """The instant from which `at` is too late: what began to count at or before it has been kept long enough."""
    return at - timedelta(days=RETENTION[kept].days)
