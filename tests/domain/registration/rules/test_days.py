from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.registration.rules.days import working_days_after


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
        (date(2026, 11, 2), 5, date(2026, 11, 9)),
        (date(2026, 11, 6), 1, date(2026, 11, 9)),
        (date(2026, 11, 7), 1, date(2026, 11, 9)),
    ],
)
def test_working_days_skip_weekends(start, days, end):
    assert working_days_after(start, days) == end


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_a_promise_never_falls_on_a_weekend(start, days):
    assert working_days_after(start, days).weekday() < 5
