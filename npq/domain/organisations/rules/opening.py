from datetime import date

from npq.domain.organisations.kinds import OPEN_STATUSES

_OPEN = frozenset(status.value for status in OPEN_STATUSES)


def is_open(status_code: str | None, close_date: date | None, on: date | None) -> bool:
    """Whether a school of this status is open on a day; on its close date it still is. Unknown status: not open.

    Without a day only the status counts.
    """
    if status_code not in _OPEN:
        return False
    return on is None or close_date is None or on <= close_date
