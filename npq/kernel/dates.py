"""Days and moments as people in England write them."""

from datetime import date, datetime

from npq.kernel.clock import LONDON

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date | datetime | None) -> str:
    """1 October 2026. An instant is shown as the London day it falls on; nothing as nothing."""
    if not value:
        return ""
    on = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def stretch(first: date, last: date) -> str:
    """23 to 29 November 2026: from one day to another, with a month and a year said twice only where they differ."""
    if first.year != last.year:
        begins = day(first)
    elif first.month != last.month:
        begins = f"{first.day} {MONTHS[first.month - 1]}"
    else:
        begins = str(first.day)
    return f"{begins} to {day(last)}"


def month(value: date | datetime | None) -> str:
    """October 2026."""
    return day(value).partition(" ")[2]


def clock_time(value: datetime | None) -> str:
    """2:05pm, 9am, midday or midnight, in London."""
    if not value:
        return ""
    at = value.astimezone(LONDON)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004


def moment(value: datetime | None) -> str:
    """1 October 2026 at 2:05pm, in London."""
    return f"{day(value)} at {clock_time(value)}" if value else ""
