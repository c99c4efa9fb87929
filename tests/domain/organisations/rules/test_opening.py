from datetime import date

import pytest

from npq.domain.organisations.rules.opening import is_open

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("status", "close_date", "on", "opens"),
    [
        ("1", None, DAY, True),
        ("3", None, DAY, True),
        ("4", None, DAY, True),
        ("2", None, DAY, False),
        (None, None, DAY, False),
        ("1", DAY, DAY, True),
        ("1", date(2026, 11, 1), DAY, False),
        ("1", date(2026, 11, 1), None, True),
        ("2", date(2027, 1, 1), DAY, False),
    ],
)
def test_is_open(status, close_date, on, opens):
    assert is_open(status, close_date, on) is opens
