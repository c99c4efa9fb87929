"""Days a promise is reckoned in."""

from datetime import date

SATURDAY = 5


def working_days_after(start: date, days: int) -> date:
    """The day `days` weekdays after `start`. Bank holidays count as weekdays: a promise made to be kept early."""
    day = start.toordinal()
    while days > 0:
        day += 1
        if date.fromordinal(day).weekday() < SATURDAY:
            days -= 1
    return date.fromordinal(day)
