from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.assessment.kinds import DeadlineKind, DeadlineReason, Ground
from npq.domain.assessment.rules.deadlines import (
    LONDON,
    Arranged,
    DeadlineFacts,
    Moved,
    effective_deadline,
    end_of_day,
    through_minute,
)


def london(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def window(opens: date, days: int = 8, **facts: object) -> DeadlineFacts:
    """A window of whole days: from midnight until the minute before midnight is over."""
    last = opens + timedelta(days=days - 1)
    return DeadlineFacts(london(opens, time.min), end_of_day(last), **facts)  # type: ignore[arg-type]


MARCH = date(2027, 3, 8)
BEFORE_SPRING, BEFORE_AUTUMN = date(2027, 3, 22), date(2027, 10, 25)
"""Windows that the clocks change in: on 28 March and 31 October 2027."""

PLAIN = window(MARCH)


def extension(until: datetime | None = None, minutes: int | None = None) -> Moved:
    return Moved(DeadlineKind.EXTENSION, DeadlineReason.WORK, until, minutes)


def incident(minutes: int) -> Moved:
    return Moved(DeadlineKind.INCIDENT, DeadlineReason.SERVICE_FAILED, minutes=minutes)


def wall(at: datetime) -> str:
    return at.astimezone(LONDON).strftime("%d %b %H:%M")


def test_without_anything_it_is_the_windows():
    found = effective_deadline(PLAIN)
    assert wall(found.at) == "15 Mar 23:59"
    assert [cause.ground for cause in found.causes] == [Ground.WINDOW]
    assert found.grace_until == found.at


def test_grace_follows_it_and_is_no_part_of_it():
    found = effective_deadline(window(MARCH, grace_minutes=15))
    assert found.grace_until - found.at == timedelta(minutes=15)


def test_an_extension_decides_and_says_so():
    until = end_of_day(date(2027, 3, 18))
    found = effective_deadline(window(MARCH, moved=[extension(until)]))
    assert found.at == until
    assert (found.deciding.ground, found.deciding.reason) == (Ground.EXTENSION, DeadlineReason.WORK)


def test_a_shorter_extension_changes_nothing():
    earlier = extension(PLAIN.closes_at - timedelta(days=1))
    assert effective_deadline(window(MARCH, moved=[earlier])) == effective_deadline(PLAIN)


@pytest.mark.parametrize(
    ("arranged", "ends"),
    [
        (Arranged(extra_time_percent=25), "17 Mar 23:59"),
        (Arranged(more_days=3), "18 Mar 23:59"),
        (Arranged(rest_minutes_a_day=30), "16 Mar 03:59"),
        (Arranged(extra_time_percent=25, more_days=1), "18 Mar 23:59"),
    ],
)
def test_an_arrangement_gives_its_share_of_the_window(arranged, ends):
    found = effective_deadline(window(MARCH, arranged=[arranged]))
    assert wall(found.at) == ends
    assert found.deciding.ground is Ground.ARRANGEMENT


@pytest.mark.parametrize(
    ("opens", "ends"), [(BEFORE_SPRING, "31 Mar 23:59"), (BEFORE_AUTUMN, "03 Nov 23:59")]
)
def test_days_stay_days_when_the_clocks_change(opens, ends):
    assert wall(effective_deadline(window(opens, arranged=[Arranged(25)])).at) == ends


@pytest.mark.parametrize("opens", [BEFORE_SPRING, BEFORE_AUTUMN])
def test_what_our_failure_took_is_given_in_minutes_whatever_the_clocks_do(opens):
    plain = effective_deadline(window(opens))
    assert effective_deadline(window(opens, moved=[incident(90)])).at - plain.at == timedelta(minutes=90)


def test_what_our_failure_took_comes_on_top_of_all_the_rest():
    moved = [incident(30), extension(minutes=60), incident(15)]
    found = effective_deadline(window(MARCH, moved=moved, arranged=[Arranged(more_days=1)]))
    assert wall(found.at) == "17 Mar 00:44"
    assert [cause.ground for cause in found.causes] == [
        Ground.WINDOW,
        Ground.EXTENSION,
        Ground.ARRANGEMENT,
        Ground.INCIDENT,
        Ground.INCIDENT,
    ]


def test_a_time_that_no_clock_shows_is_the_next_that_one_does():
    # Six nights of twenty minutes and a window that closes at 23:30 lead to half past one on 28 March 2027.
    facts = DeadlineFacts(
        london(date(2027, 3, 26), time(0)),
        london(date(2027, 3, 27), time(23, 30)),
        arranged=[Arranged(0, 60)],
    )
    assert effective_deadline(facts).at == through_minute(datetime(2027, 3, 28, 1, tzinfo=UTC))


def test_a_time_that_clocks_show_twice_is_the_second():
    facts = DeadlineFacts(
        london(date(2027, 10, 29), time(0)),
        london(date(2027, 10, 30), time(23, 30)),
        arranged=[Arranged(rest_minutes_a_day=60)],
    )
    assert effective_deadline(facts).at == through_minute(datetime(2027, 10, 31, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize("opens", [MARCH, BEFORE_SPRING, BEFORE_AUTUMN])
@pytest.mark.parametrize("last", [time(23, 59), time(23, 30), time(0), time(17)])
def test_the_minute_that_is_named_is_the_last_one_whenever_a_window_closes(opens, last):
    closing = datetime.combine(opens + timedelta(days=7), last, tzinfo=LONDON).astimezone(UTC)
    opening = london(opens, time.min)
    for second in (timedelta(), timedelta(seconds=37), timedelta(seconds=59.999999)):
        facts = DeadlineFacts(opening, closing + second, grace_minutes=15)
        found = effective_deadline(facts)
        assert found.at == closing + timedelta(seconds=59.999999)
        assert found.grace_until == found.at + timedelta(minutes=15)


@pytest.mark.parametrize("opens", [MARCH, BEFORE_SPRING, BEFORE_AUTUMN])
@pytest.mark.parametrize("last", [time(23, 59), time(23, 29), time(16, 59), time(17)])
def test_a_share_of_a_window_counts_its_last_minute_whenever_it_closes(opens, last):
    closes = datetime.combine(opens + timedelta(days=7), last, tzinfo=LONDON)
    facts = DeadlineFacts(london(opens, time.min), closes.astimezone(UTC), arranged=[Arranged(100)])
    # As much again, on the wall: seven days, and the time of day with its last minute.
    again = timedelta(days=7, hours=last.hour, minutes=last.minute + 1)
    ends = effective_deadline(facts).at.astimezone(LONDON).replace(tzinfo=None)
    assert ends == through_minute(closes.replace(tzinfo=None) + again)


@pytest.mark.parametrize(
    "row", [extension(datetime(2027, 3, 18, 17, 0, 20, tzinfo=UTC)), extension(minutes=60)]
)
def test_an_extension_lasts_through_its_minute(row):
    at = effective_deadline(window(MARCH, moved=[row])).at
    assert at == through_minute(at)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, 59, 59, 999_999, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, 59, 999_999, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 22, 59, 59, 999_999, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_a_day_ends_when_a_london_clock_has_shown_its_last_minute(day, ends):
    assert end_of_day(day) == ends


days = st.dates(date(2026, 1, 1), date(2029, 12, 31))
minutes = st.integers(1, 20_000)
rows = st.builds(
    Moved,
    st.sampled_from(DeadlineKind),
    st.sampled_from(DeadlineReason),
    minutes=minutes,
) | st.builds(
    Moved,
    st.sampled_from(DeadlineKind),
    st.sampled_from(DeadlineReason),
    until=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
agreements = st.builds(Arranged, st.integers(0, 100), st.integers(0, 240), st.integers(0, 60))


@given(
    days, st.integers(1, 14), st.lists(rows, max_size=4), st.lists(agreements, max_size=2), rows, agreements
)
def test_nothing_that_is_added_makes_it_earlier(opens, length, moved, arranged, row, agreed):
    before = effective_deadline(window(opens, length, moved=moved, arranged=arranged))
    with_row = effective_deadline(window(opens, length, moved=[*moved, row], arranged=arranged))
    with_agreement = effective_deadline(window(opens, length, moved=moved, arranged=[*arranged, agreed]))
    assert with_row.at >= before.at
    assert with_agreement.at >= before.at
    assert before.at >= window(opens, length).closes_at


@given(days, agreements, agreements)
def test_more_that_was_agreed_is_never_less_time(opens, one, other):
    more = Arranged(
        max(one.extra_time_percent, other.extra_time_percent),
        max(one.rest_minutes_a_day, other.rest_minutes_a_day),
        max(one.more_days, other.more_days),
    )
    assert (
        effective_deadline(window(opens, arranged=[more])).at
        >= effective_deadline(window(opens, arranged=[one])).at
    )


@given(days, st.lists(rows, max_size=4), st.lists(agreements, max_size=2))
def test_the_causes_rise_to_the_deadline(opens, moved, arranged):
    found = effective_deadline(window(opens, moved=moved, arranged=arranged))
    ats = [cause.at for cause in found.causes]
    assert ats == sorted(ats)
    assert ats[-1] == found.at
