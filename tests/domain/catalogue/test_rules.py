from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.catalogue.kinds import CourseGroup, Phase, Season
from npq.domain.catalogue.reference import ScheduleFacts, read_schedules
from npq.domain.catalogue.rules import (
    claim_one_day_twice,
    featured,
    phase_of,
    representative_instant,
    schedule_for,
    season_of,
    study_hours,
)

REFERENCE = Path(__file__).parents[3] / "courses" / "reference"
PUBLISHED = read_schedules(REFERENCE)


@dataclass(frozen=True)
class S:
    season: Season
    accepted_from: date | None = None
    accepted_before: date | None = None


SPRING, AUTUMN = S(Season.SPRING), S(Season.AUTUMN)


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2023, 4, 2), Season.SPRING),
        (date(2023, 4, 3), Season.AUTUMN),
        (date(2023, 12, 25), Season.AUTUMN),
        (date(2023, 12, 26), Season.SPRING),
        (date(2023, 12, 31), Season.SPRING),
        (date(2024, 1, 1), Season.SPRING),
        (date(2024, 2, 29), Season.SPRING),
        (date(2023, 10, 31), Season.AUTUMN),
    ],
)
def test_the_seasons_change_on_26_december_and_3_april(day, season):
    assert season_of(day) is season
    assert schedule_for([AUTUMN, SPRING], day).season is season


# What the department's own service chose, day by day: cohort, day of acceptance, season.
CHOICES = [
    ("2023a", date(2023, 4, 3), "autumn"),
    ("2023a", date(2023, 12, 25), "autumn"),
    ("2023a", date(2023, 12, 26), "spring"),
    ("2023a", date(2024, 4, 2), "spring"),
    ("2023a", date(2024, 4, 3), "autumn"),
    ("2023a", date(2025, 1, 1), "spring"),
    ("2024a", date(2024, 6, 27), "autumn"),
    ("2024a", date(2024, 6, 28), "autumn"),
    ("2024a", date(2024, 12, 25), "autumn"),
    ("2024a", date(2024, 12, 26), "autumn"),
    ("2024a", date(2025, 4, 2), "autumn"),
    ("2024a", date(2025, 6, 6), "autumn"),
    ("2024a", date(2025, 6, 7), "autumn"),
    ("2024a", date(2025, 12, 26), "spring"),
    ("2025a", date(2024, 6, 27), "autumn"),
    ("2025a", date(2024, 6, 28), "spring"),
    ("2025a", date(2024, 12, 25), "spring"),
    ("2025a", date(2025, 6, 6), "spring"),
    ("2025a", date(2025, 6, 7), "autumn"),
    ("2025a", date(2025, 7, 31), "autumn"),
    ("2025a", date(2025, 8, 1), "autumn"),
    ("2025a", date(2025, 12, 26), "autumn"),
    ("2025a", date(2026, 4, 2), "autumn"),
    ("2025a", date(2026, 4, 30), "autumn"),
    ("2025a", date(2026, 5, 1), "autumn"),
    ("2025a", date(2026, 12, 26), "spring"),
]


@pytest.mark.parametrize(("cohort", "day", "season"), CHOICES)
def test_a_leadership_schedule_is_chosen_as_the_departments_service_chose_it(cohort, day, season):
    schedules = [s for s in PUBLISHED[cohort] if s.group is CourseGroup.LEADERSHIP]
    assert schedule_for(schedules, day).identifier == f"npq-leadership-{season}"


@pytest.mark.parametrize(("cohort", "only"), [("2026a", SPRING), ("2026b", AUTUMN)])
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 4, 3), date(2026, 12, 25), date(2026, 12, 26)])
def test_a_cohort_with_one_schedule_leaves_no_choice(cohort, only, day):
    assert schedule_for([only], day) is only


def test_there_is_no_schedule_where_the_cohort_has_none_for_the_season():
    two_springs = [SPRING, S(Season.SPRING, date(2024, 1, 1), date(2024, 2, 1))]
    assert schedule_for([], date(2024, 5, 1)) is None
    assert schedule_for(two_springs, date(2024, 5, 1)) is None


def test_an_open_ended_claim_goes_on():
    own = S(Season.SPRING, date(2026, 1, 1))
    assert schedule_for([AUTUMN, own], date(2030, 6, 1)) is own
    assert schedule_for([AUTUMN, own], date(2025, 6, 1)) is AUTUMN


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_day_always_has_exactly_one_schedule_of_a_cohort_with_both_seasons(day):
    for schedules in PUBLISHED.values():
        leadership = [s for s in schedules if s.group is CourseGroup.LEADERSHIP]
        assert schedule_for(leadership, day) is schedule_for(leadership[::-1], day) is not None


def test_two_schedules_may_not_claim_one_day():
    day = date(2024, 1, 1)
    first = S(Season.AUTUMN, day, day + timedelta(days=10))
    assert not claim_one_day_twice([first, S(Season.SPRING, day + timedelta(days=10)), SPRING])
    assert claim_one_day_twice([first, S(Season.SPRING, day + timedelta(days=9))])


def test_published_schedules_say_which_declarations_they_take():
    for schedules in PUBLISHED.values():
        for schedule in schedules:
            assert isinstance(schedule, ScheduleFacts)
            has_second_retention = "retained-2" in schedule.declaration_types
            assert has_second_retention is (schedule.group is CourseGroup.LEADERSHIP)


@dataclass(frozen=True)
class C:
    starts_on: date
    registration_opens_at: datetime
    registration_closes_at: datetime | None = None


AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


def test_registration_opens_on_the_instant_and_closes_on_the_instant():
    cohort = C(date(2027, 1, 1), AT, AT + DAY)
    assert phase_of(cohort, AT - TICK) is Phase.COMING
    assert phase_of(cohort, AT) is Phase.OPEN
    assert phase_of(cohort, AT + DAY - TICK) is Phase.OPEN
    assert phase_of(cohort, AT + DAY) is Phase.CLOSED
    assert phase_of(C(date(2027, 1, 1), AT), AT + 1000 * DAY) is Phase.OPEN


def test_the_cohort_that_matters_is_the_next_that_is_open_then_the_next_to_open_then_the_latest():
    closed = C(date(2023, 10, 1), AT - 900 * DAY, AT - 800 * DAY)
    begun = C(date(2026, 10, 1), AT - 100 * DAY, AT + DAY)
    next_open = C(date(2027, 1, 1), AT - DAY)
    coming = C(date(2027, 10, 1), AT + DAY)
    assert featured([closed, coming, begun, next_open], AT) is next_open
    assert featured([closed, coming, begun], AT) is begun
    assert featured([coming, closed], AT) is coming
    assert featured([closed], AT) is closed
    assert featured([], AT) is None


def test_what_is_said_of_a_cohort_is_what_held_while_one_could_register():
    cohort = C(date(2027, 1, 1), AT, AT + DAY)
    assert representative_instant(cohort, AT - DAY) == AT
    assert representative_instant(cohort, AT + DAY / 2) == AT + DAY / 2
    assert representative_instant(cohort, AT + 9 * DAY) == AT + DAY - TICK


def test_study_hours_are_reckoned_by_calendar_weeks():
    assert study_hours(18, 1, 2) == (78, 156)
    assert study_hours(12, 3, 3) == (156, 156)
