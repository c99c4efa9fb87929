"""The academic year as a value: 1 September to 31 August, written "2023 to 2024"."""

from dataclasses import dataclass
from datetime import date

from npq.kernel.period import Period

FIRST_MONTH = 9


@dataclass(frozen=True, order=True)
class AcademicYear:
    """The academic year that begins on 1 September of `start_year`."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> "AcademicYear":
        """The academic year a day falls in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def period(self) -> Period:
        return Period(date(self.start_year, FIRST_MONTH, 1), date(self.start_year + 1, FIRST_MONTH, 1))

    def __str__(self) -> str:
        return f"{self.start_year} to {self.start_year + 1}"
