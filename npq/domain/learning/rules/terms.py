"""Weeks, school terms and a programme's days. Facts in, decision out."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    """Stretches of school in order, and the academic years (by the year they begin in) that they tell of.

    `whose` names the trust, school or local authority whose own they are; "" for the usual pattern.
    """

    stretches: tuple[Stretch, ...]
    years: frozenset[int]
    whose: str = ""

    def is_school_day(self, day: date) -> bool:
        """Whether a day lies in a term. Of a year that nobody told of, no holidays are known."""
        if _year_of(day) not in self.years:
            return True
        place = bisect_right(self.stretches, day, key=lambda stretch: stretch.first)
        return place > 0 and day <= self.stretches[place - 1].last

    def then(self, otherwise: "Terms") -> "Terms":
        """These, and for the years they do not tell of, others."""
        rest = [one for one in otherwise.stretches if _year_of(one.first) not in self.years]
        return terms_from([*self.stretches, *rest], [*self.years, *otherwise.years], self.whose)


@dataclass(frozen=True)
class Workplace:
    """Whose terms somebody may work by: a school's URN, the codes of its trust and local authority ("" for none)."""

    urn: int
    trust: str = ""
    authority: str = ""


@dataclass(frozen=True)
class TermDates:
    """The usual terms, and those that a school, a trust or a local authority set for themselves, by URN or code."""

    usual: Terms
    schools: Mapping[int, Terms] = field(default_factory=dict)
    trusts: Mapping[str, Terms] = field(default_factory=dict)
    authorities: Mapping[str, Terms] = field(default_factory=dict)

    @property
    def differ(self) -> bool:
        """Whether it matters where somebody works."""
        return bool(self.schools or self.trusts or self.authorities)

    def at(self, place: Workplace) -> Terms:
        """Each year as the school has it, else its trust, else its local authority, else as usual."""
        told = (
            self.schools.get(place.urn),
            self.trusts.get(place.trust),
            self.authorities.get(place.authority),
        )
        found = self.usual
        for terms in reversed(told):
            found = terms.then(found) if terms else found
        return found


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


def terms_from(stretches: Sequence[Stretch], years: Sequence[int], whose: str = "") -> Terms:
    return Terms(tuple(sorted(stretches)), frozenset(years), whose)


def _year_of(day: date) -> int:
    """The year that the academic year of a day begins in."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1
