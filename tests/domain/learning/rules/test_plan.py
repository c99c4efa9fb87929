"""A plan loses no unit and doubles none, fills weeks of term only, and says what a pace comes to."""

from datetime import date, time, timedelta

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.rules.plan import (
    Pace,
    UnitLeft,
    WeekKind,
    is_in_school_hours,
    plan_from,
    weeks_ahead,
)
from npq.domain.learning.rules.terms import (
    Stretch,
    is_school_week,
    monday_of,
    programme,
    terms_from,
)
from npq.domain.learning.terms import read_terms
from npq.kernel.months import months_after

TERMS = read_terms(settings.COURSES / "reference" / "school-terms.toml").usual
STARTS = date(2027, 1, 11)
NPQEL = programme(STARTS, 18)
WEEK = timedelta(days=7)

days = st.dates(date(2026, 9, 1), date(2028, 8, 1))
minutes = st.integers(60, 120)
units = st.lists(st.integers(0, 400), max_size=60).map(
    lambda all: [UnitLeft(f"u{place}", f"Unit {place}", each) for place, each in enumerate(all)]
)
weeks_off = st.frozensets(days.map(monday_of), max_size=20)
paces = st.builds(Pace, minutes, st.integers(0, 6), weeks_off)


def unit(minutes: int, name: str = "one") -> UnitLeft:
    return UnitLeft(name, name, minutes)


class TestLaidOut:
    @given(days, units, paces, st.integers(0, 150))
    def test_every_unit_is_there_once_in_order_with_all_its_minutes(self, today, units, pace, done):
        plan = plan_from(today, units, pace, NPQEL, TERMS, done)
        pieces = [piece for week in plan.weeks for piece in week.pieces]
        order = [piece.unit for piece in pieces if not piece.continued]
        assert order == [unit.unit for unit in units]
        for unit in units:
            own = [piece for piece in pieces if piece.unit == unit.unit]
            assert sum(piece.minutes for piece in own) == unit.minutes
            assert [piece.goes_on for piece in own] == [True] * (len(own) - 1) + [False]
            assert [piece.continued for piece in own] == [False] + [True] * (len(own) - 1)
        assert plan.minutes_left == sum(week.minutes for week in plan.weeks)

    @given(days, units, paces, st.integers(0, 150))
    def test_weeks_are_of_term_and_hold_what_they_are_given(self, today, units, pace, done):
        plan = plan_from(today, units, pace, NPQEL, TERMS, done)
        mondays = [week.monday for week in plan.weeks]
        assert mondays == sorted(set(mondays))
        for week in plan.weeks:
            assert week.monday >= max(monday_of(today), monday_of(STARTS))
            assert week.monday.weekday() == 0
            assert week.day == week.monday + timedelta(days=pace.weekday)
            assert week.monday not in pace.weeks_off
            assert is_school_week(TERMS, week.monday, pace.weekday)
            assert 0 <= week.minutes <= pace.minutes
        for week in plan.weeks[1:-1]:
            assert week.minutes == pace.minutes
        this = plan.this_week
        if this is not None and monday_of(today) >= monday_of(STARTS):
            assert this.minutes <= max(0, pace.minutes - done)

    @given(days, units, paces, st.integers(0, 150))
    def test_what_it_advises_would_do_and_less_would_not(self, today, units, pace, done):
        plan = plan_from(today, units, pace, NPQEL, TERMS, done)
        assert plan.reaches == (not plan.minutes_left or plan.ends_on <= NPQEL.assessment)
        if plan.needed is not None:
            assert plan.needed % 5 == 0
            assert plan.needed > pace.minutes

            def at(each):
                pace_then = Pace(each, pace.weekday, pace.weeks_off)
                return plan_from(today, units, pace_then, NPQEL, TERMS, done).reaches

            assert at(plan.needed)
            assert not at(plan.needed - 5)

    def test_a_unit_that_is_too_long_goes_on_in_the_next_week(self):
        plan = plan_from(STARTS, [unit(200), unit(30, "two")], Pace(90), NPQEL, TERMS)
        assert [[(p.unit, p.minutes, p.continued, p.goes_on) for p in w.pieces] for w in plan.weeks] == [
            [("one", 90, False, True)],
            [("one", 90, True, True)],
            [("one", 20, True, False), ("two", 30, False, False)],
        ]

    def test_it_goes_around_a_half_term_and_a_week_off(self):
        pace = Pace(60, 2, frozenset({date(2027, 2, 8)}))
        plan = plan_from(date(2027, 2, 3), [unit(180)], pace, NPQEL, TERMS)
        assert [week.day for week in plan.weeks] == [date(2027, 2, 3), date(2027, 2, 24), date(2027, 3, 3)]

    def test_what_was_studied_this_week_is_taken_from_it(self):
        plan = plan_from(STARTS, [unit(100)], Pace(90), NPQEL, TERMS, 60)
        assert [week.minutes for week in plan.weeks] == [30, 70]
        full = plan_from(STARTS, [unit(100)], Pace(90), NPQEL, TERMS, 90)
        assert full.this_week is None
        assert full.next_week.monday == STARTS + WEEK

    def test_before_the_start_it_begins_with_the_start(self):
        plan = plan_from(date(2026, 11, 2), [unit(60)], Pace(), NPQEL, TERMS)
        assert plan.kind is WeekKind.BEFORE
        assert plan.weeks[0].monday == STARTS

    @given(days, units, paces, st.integers(0, 150), st.booleans())
    def test_nothing_is_planned_for_a_time_that_is_over(self, today, units, pace, done, over):
        plan = plan_from(today, units, pace, NPQEL, TERMS, done, today_is_over=over)
        ahead = weeks_ahead(today, pace, NPQEL, TERMS, today_is_over=over)
        for day in [week.day for week in plan.weeks] + [m + timedelta(days=pace.weekday) for m in ahead]:
            assert day > today or (day == today and not over)
        assert plan.minutes_left == sum(unit.minutes for unit in units)
        if plan.kind is WeekKind.PAST:
            assert plan.this_week is None
            assert today.weekday() >= pace.weekday

    def test_a_day_that_is_past_waits_for_the_next_week(self):
        tuesday, mondays = STARTS + timedelta(days=1), Pace(90, 0)
        plan = plan_from(tuesday, [unit(90)], mondays, NPQEL, TERMS, 30)
        assert (plan.kind, plan.this_week, plan.weeks[0].day) == (WeekKind.PAST, None, STARTS + WEEK)
        today = plan_from(STARTS, [unit(90)], mondays, NPQEL, TERMS)
        assert (today.kind, today.weeks[0].day) == (WeekKind.STUDY, STARTS)
        over = plan_from(STARTS, [unit(90)], mondays, NPQEL, TERMS, today_is_over=True)
        assert (over.kind, over.weeks[0].day) == (WeekKind.PAST, STARTS + WEEK)

    def test_a_week_says_what_it_is_for(self):
        def kind(day):
            return plan_from(day, [], Pace(weeks_off=frozenset({date(2027, 3, 1)})), NPQEL, TERMS).kind

        assert kind(date(2027, 2, 16)) is WeekKind.HOLIDAY
        assert kind(date(2027, 3, 4)) is WeekKind.OFF
        assert kind(date(2027, 3, 10)) is WeekKind.STUDY

    def test_after_the_last_day_no_pace_reaches_it(self):
        plan = plan_from(NPQEL.last + WEEK, [unit(60)], Pace(), NPQEL, TERMS)
        assert not plan.reaches
        assert plan.needed is None
        assert plan.ends_on is not None

    def test_with_nothing_left_there_is_nothing_to_reach(self):
        plan = plan_from(STARTS, [], Pace(), NPQEL, TERMS)
        assert (plan.weeks, plan.ends_on, plan.reaches) == ((), None, True)


class TestSchoolHours:
    def test_they_are_of_a_school_day_from_eight_to_four(self):
        hours = [
            (0, time(8)),
            (4, time(15, 30)),
            (0, time(7, 30)),
            (4, time(16)),
            (5, time(9)),
            (6, time(22)),
        ]
        assert [is_in_school_hours(*one) for one in hours] == [True, True, False, False, False, False]


class TestDays:
    def test_eighteen_months_end_the_day_before(self):
        assert (NPQEL.last, NPQEL.assessment) == (date(2028, 7, 10), date(2028, 7, 10))
        assert programme(STARTS, 18, date(2028, 5, 1)).assessment == date(2028, 5, 1)
        assert months_after(date(2026, 8, 31), 18) == date(2028, 2, 29)

    def test_the_usual_pattern_holds_every_year_it_names(self):
        assert TERMS.years == frozenset(range(2023, 2030))
        for year in TERMS.years:
            school = [
                d
                for n in range(365)
                if TERMS.is_school_day(d := date(year, 9, 1) + timedelta(n)) and d.weekday() < 5
            ]
            assert 185 <= len(school) <= 202, year
            assert not TERMS.is_school_day(date(year, 12, 25))
            assert not TERMS.is_school_day(date(year + 1, 8, 10))

    def test_halves_begin_and_end_on_days_of_work(self):
        for stretch in TERMS.stretches:
            assert stretch.first.weekday() < 5
            assert stretch.last.weekday() < 5

    def test_of_a_year_nobody_told_of_no_holidays_are_known(self):
        assert terms_from([], []).is_school_day(date(2027, 8, 10))
        assert not terms_from([Stretch(date(2027, 9, 6), date(2027, 9, 7))], [2027]).is_school_day(
            date(2027, 9, 5)
        )

    def test_a_saturday_goes_by_the_friday_before_it(self):
        assert is_school_week(TERMS, date(2027, 2, 8), 5)
        assert not is_school_week(TERMS, date(2027, 2, 15), 5)


class TestABreak:
    @given(days, units, paces, st.integers(0, 150), days)
    def test_nothing_is_planned_before_its_end_and_nothing_is_lost(
        self, today, units, pace, done, returns_on
    ):
        plan = plan_from(today, units, pace, NPQEL, TERMS, done, returns_on)
        assert plan.minutes_left == sum(unit.minutes for unit in units)
        assert plan.minutes_left == sum(week.minutes for week in plan.weeks)
        if returns_on > today:
            assert all(week.day >= returns_on for week in plan.weeks)

    @given(days, units, paces, st.integers(0, 150), days)
    def test_once_it_is_over_it_changes_nothing(self, today, units, pace, done, returns_on):
        if returns_on <= today:
            plan = plan_from(today, units, pace, NPQEL, TERMS, done, returns_on)
            assert plan == plan_from(today, units, pace, NPQEL, TERMS, done)

    def test_this_week_is_of_the_break(self):
        today, returns_on = date(2027, 2, 1), date(2027, 4, 15)
        plan = plan_from(today, [unit(90)], Pace(weekday=2), NPQEL, TERMS, 0, returns_on)
        assert plan.kind is WeekKind.BREAK
        assert plan.this_week is None
        assert plan.weeks[0].day == date(2027, 4, 21), "the Wednesday of its week is before the return"
        assert weeks_ahead(today, Pace(weekday=2), NPQEL, TERMS, returns_on)[0] == date(2027, 4, 19)
