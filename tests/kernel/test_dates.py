"""Days and moments in words."""

from datetime import UTC, date, datetime

import pytest

from npq.kernel.dates import clock_time, day, moment, month, stretch


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 10, 1), "1 October 2026"),
        (date(2023, 2, 28), "28 February 2023"),
        (utc(2026, 6, 30, 23, 30), "1 July 2026"),
        (utc(2026, 12, 31, 23, 30), "31 December 2026"),
        (None, ""),
    ],
)
def test_a_day(value, words):
    assert day(value) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23 to 29 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_stretch_of_days_says_a_month_and_a_year_once(first, last, words):
    assert stretch(first, last) == words


def test_a_month():
    assert month(date(2023, 10, 1)) == "October 2023"
    assert month(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (utc(2026, 1, 5, 14, 5), "2:05pm"),
        (utc(2026, 1, 5, 9, 0), "9am"),
        (utc(2026, 1, 5, 12, 0), "midday"),
        (utc(2026, 1, 5, 0, 0), "midnight"),
        (utc(2026, 1, 5, 0, 7), "12:07am"),
        (utc(2026, 1, 5, 12, 30), "12:30pm"),
        (utc(2026, 7, 5, 11, 0), "midday"),
        (None, ""),
    ],
)
def test_a_time_of_day_in_london(value, words):
    assert clock_time(value) == words


def test_a_moment_is_a_day_and_a_time_in_london():
    assert moment(utc(2026, 10, 1, 13, 5)) == "1 October 2026 at 2:05pm"
    assert moment(None) == ""
