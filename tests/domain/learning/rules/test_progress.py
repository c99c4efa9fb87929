"""Progress: facts of the pinned version, never under nothing and never over all."""

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.rules.progress import PageMinutes, is_enough, minutes_done, next_page, whole_percent

PAGES = [PageMinutes(f"p{n}", f"u{n // 3}", n + 1) for n in range(9)]
ids = st.sets(st.sampled_from([page.page for page in PAGES] + ["gone", "another"]))
units = st.sets(st.sampled_from(["u0", "u1", "u2", "gone"]))


@given(ids, units)
def test_is_within_nothing_and_all(done, finished):
    total = sum(page.minutes for page in PAGES)
    assert 0 <= minutes_done(PAGES, done, finished) <= total
    assert 0 <= whole_percent(minutes_done(PAGES, done, finished), total) <= 100


@given(ids, ids, units)
def test_more_pages_done_never_take_minutes_away(done, more, finished):
    assert minutes_done(PAGES, done | more, finished) >= minutes_done(PAGES, done, finished)


def test_a_finished_unit_counts_whole_with_pages_it_got_since():
    assert minutes_done(PAGES, {"p0"}, {"u1"}) == 1 + 4 + 5 + 6


def test_ninety_per_cent_is_never_rounded_up():
    assert not is_enough(899, 1000, 90)
    assert is_enough(900, 1000, 90)
    assert not is_enough(0, 0, 90)
    assert whole_percent(999, 1000) == 99


def test_one_goes_on_after_the_last_page_and_then_with_what_was_passed_over():
    assert next_page(PAGES, set(), set(), None) == "p0"
    assert next_page(PAGES, {"p0", "p4"}, set(), "p4") == "p5"
    assert next_page(PAGES, {"p8"}, set(), "p8") == "p0"
    assert next_page(PAGES, {"p0"}, {"u0"}, "p0") == "p3"
    assert next_page(PAGES, set(), {"u0", "u1", "u2"}, "p8") is None
    assert next_page(PAGES, {"gone"}, set(), "gone") == "p0"
