"""Which letter about a window is due when. Times are London times, and the end is somebody's own."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from npq.domain.assessment.kinds import Letter

LONDON = ZoneInfo("Europe/London")
LETTERS_GO_AT = time(8)
FIRST_MORNING = time(7)

ENTERED_DAYS_BEFORE = 21
"""From when on people are entered for a window."""


def letter_times(opens_at: datetime, deadline_at: datetime) -> list[tuple[datetime, Letter]]:
    """Every letter of a window, first to last."""
    opens, ends = opens_at.astimezone(LONDON).date(), deadline_at.astimezone(LONDON).date()

    def at(day_and_time: datetime) -> datetime:
        return day_and_time.replace(tzinfo=LONDON).astimezone(UTC)

    times = [
        (at(datetime.combine(opens - timedelta(ENTERED_DAYS_BEFORE), LETTERS_GO_AT)), Letter.THREE_WEEKS),
        (at(datetime.combine(opens - timedelta(7), LETTERS_GO_AT)), Letter.ONE_WEEK),
        (max(at(datetime.combine(opens, FIRST_MORNING)), opens_at), Letter.FIRST_MORNING),
        (at(datetime.combine(ends - timedelta(2), LETTERS_GO_AT)), Letter.TWO_DAYS_LEFT),
        (deadline_at - timedelta(hours=3), Letter.THREE_HOURS_LEFT),
    ]
    return sorted(times, key=lambda one: one[0])


def letter_due(opens_at: datetime, deadline_at: datetime, at: datetime) -> Letter | None:
    """The last letter that was due by an instant; None before the first, and after the end."""
    if at >= deadline_at:
        return None
    due = [letter for time_, letter in letter_times(opens_at, deadline_at) if time_ <= at]
    return due[-1] if due else None


def next_letter_at(opens_at: datetime, deadline_at: datetime, at: datetime) -> datetime | None:
    """When the next letter after an instant is due; None when there are no more."""
    later = (time_ for time_, _ in letter_times(opens_at, deadline_at) if time_ > at)
    return next(later, None)
