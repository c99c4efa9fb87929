"""Weeks, school terms and a programme's days. Facts in, decision out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from npq.domain.catalogue.rules import last_day

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
FRIDAY = 4
FIRST_MONTH = 9


@dataclass(frozen=True, order=True)
class Stretch:
    """Days of school from one to another, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Terms:
    """Stretches of school in order, and the academic years (by the year they begin in) that they tell of."""

    stretches: tuple[Stretch, ...]
    years: frozenset[int]

    def is_school_day(self, day: date) -> bool:
        """Whether a day lies in a term. Of a year that nobody told of, no holidays are known."""
        year = day.year if day.month >= FIRST_MONTH else day.year - 1
        if year not in self.years:
            return True
        place = bisect_right(self.stretches, day, key=lambda stretch: stretch.first)
        return place > 0 and day <= self.stretches[place - 1].last


@dataclass(frozen=True)
class Programme:
    """The days of a programme, both included, and the day by which everything should be studied."""

    first: date
    last: date
    assessment: date


def programme(starts_on: date, months: int, assessment: date | None = None) -> Programme:
    """A programme of so many months. The assessment is on its last day unless another is given."""
    last = last_day(starts_on, months)
    return Programme(starts_on, last, assessment or last)


def monday_of(day: date) -> date:
    """The Monday of the week a day is in."""
    return day - A_DAY * day.weekday()


def is_school_week(terms: Terms, monday: date, weekday: int) -> bool:
    """Whether a week is of school for a weekday (0 is Monday) to study on. A Saturday goes by the Friday before it."""
    return terms.is_school_day(monday + A_DAY * min(weekday, FRIDAY))


def terms_from(stretches: Sequence[Stretch], years: Sequence[int]) -> Terms:
    return Terms(tuple(sorted(stretches)), frozenset(years))
