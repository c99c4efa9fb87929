"""Days a promise is reckoned in, and the day by which a provider decides."""

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


def decision_due(submitted_on: date, days: int, *, gated: bool, approved_on: date | None) -> date | None:
    """The day by which a lead provider decides, `days` working days after it can; None while it cannot.

    Where its terms ask for the sponsor's approval (`gated`), it can from the day that came.
    """
    if not gated:
        return working_days_after(submitted_on, days)
    return working_days_after(max(submitted_on, approved_on), days) if approved_on else None
