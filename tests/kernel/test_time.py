from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.kernel import clock
from npq.kernel.academic_year import AcademicYear
from npq.kernel.clock import ClockCannotBeSet, held_at, london_day, london_midnight
from npq.kernel.period import Period


class TestAcademicYear:
    @pytest.mark.parametrize(
        ("day", "year"),
        [
            (date(2023, 8, 31), 2022),
            (date(2023, 9, 1), 2023),
            (date(2024, 8, 31), 2023),
            (date(2024, 1, 1), 2023),
        ],
    )
    def test_it_turns_on_the_first_of_september(self, day, year):
        assert AcademicYear.of(day) == AcademicYear(year)

    def test_it_reads_as_people_write_it(self):
        assert str(AcademicYear(2023)) == "2023 to 2024"

    @given(st.dates())
    def test_every_day_is_in_the_year_it_is_of(self, day):
        if day < date(9999, 1, 1) and day > date(1, 9, 1):
            assert day in AcademicYear.of(day).period

    def test_years_come_in_order(self):
        assert AcademicYear(2022) < AcademicYear(2023)


class TestPeriod:
    TERM = Period(date(2026, 9, 1), date(2026, 12, 19))

    def test_the_start_is_inside_and_the_end_is_not(self):
        assert self.TERM.start in self.TERM
        assert self.TERM.end not in self.TERM
        assert self.TERM.end - timedelta(days=1) in self.TERM

    def test_without_an_end_it_goes_on(self):
        assert date(2999, 1, 1) in Period(date(2026, 9, 1))

    def test_it_cannot_end_before_it_starts(self):
        with pytest.raises(ValueError, match="cannot end"):
            Period(date(2026, 9, 2), date(2026, 9, 1))

    @pytest.mark.parametrize(
        ("other", "overlaps"),
        [
            (Period(date(2026, 12, 18)), True),
            (Period(date(2026, 12, 19)), False),
            (Period(date(2026, 1, 1), date(2026, 9, 1)), False),
            (Period(date(2026, 1, 1), date(2026, 9, 2)), True),
            (Period(date(2026, 10, 1), date(2026, 10, 2)), True),
        ],
    )
    def test_overlapping_is_mutual(self, other, overlaps):
        assert self.TERM.overlaps(other) is overlaps
        assert other.overlaps(self.TERM) is overlaps


class TestClock:
    MIDSUMMER_EVENING = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    def test_a_day_is_a_london_day(self):
        assert london_day(self.MIDSUMMER_EVENING) == date(2026, 7, 1)

    def test_midnight_is_londons(self):
        assert london_midnight(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)
        assert london_midnight(date(2026, 12, 1)) == datetime(2026, 12, 1, tzinfo=UTC)

    def test_held_it_stands_still_and_is_let_go_again(self):
        with held_at(self.MIDSUMMER_EVENING):
            assert clock.now() == clock.now() == self.MIDSUMMER_EVENING
            assert clock.today() == date(2026, 7, 1)
            with held_at(self.MIDSUMMER_EVENING + timedelta(days=1)):
                assert clock.today() == date(2026, 7, 2)
            assert clock.now() == self.MIDSUMMER_EVENING

    def test_set_it_runs_on_from_there(self, db):
        clock.set_to(self.MIDSUMMER_EVENING)
        assert timedelta() <= clock.now() - self.MIDSUMMER_EVENING < timedelta(seconds=30)

    def test_where_people_are_real_nobody_sets_it(self, settings):
        settings.CLOCK_SETTABLE = False
        with pytest.raises(ClockCannotBeSet):
            clock.set_to(self.MIDSUMMER_EVENING)
        with pytest.raises(ClockCannotBeSet), held_at(self.MIDSUMMER_EVENING):
            pass
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
