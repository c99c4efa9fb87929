"""Progress: facts of the pinned version, never under nothing and never over all."""

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.rules.progress import (
    PageMinutes,
    UnitState,
    from_last,
    in_order,
    is_begun,
    is_enough,
    minutes_done,
    next_page,
    whole_percent,
)

PAGES = [PageMinutes(f"p{n}", f"u{n // 3}", n + 1) for n in range(9)]
ids = st.sets(st.sampled_from([page.page for page in PAGES] + ["gone", "another"]))
some_units = st.sets(st.sampled_from(["u0", "u1", "u2", "gone"]))


@given(ids, some_units)
def test_is_within_nothing_and_all(done, finished):
    total = sum(page.minutes for page in PAGES)
    assert 0 <= minutes_done(PAGES, done, finished) <= total
    assert 0 <= whole_percent(minutes_done(PAGES, done, finished), total) <= 100


@given(ids, ids, some_units)
def test_more_pages_done_never_take_minutes_away(done, more, finished):
    assert minutes_done(PAGES, done | more, finished) >= minutes_done(PAGES, done, finished)


def test_a_finished_unit_counts_whole_with_pages_it_got_since():
    assert minutes_done(PAGES, {"p0"}, {"u1"}) == 1 + 4 + 5 + 6


def test_ninety_per_cent_is_never_rounded_up():
    assert not is_enough(899, 1000, 90)
    assert is_enough(900, 1000, 90)
    assert not is_enough(0, 0, 90)
    assert whole_percent(999, 1000) == 99


ALL = ["u0", "u1", "u2"]


def test_a_unit_that_waits_for_its_task_holds_nothing_up():
    waiting = [UnitState("a1", "a", True, False, waits=True), UnitState("a2", "a", False, False)]
    assert in_order(waiting, ("a",), "a1") == from_last(waiting, ("a",), "a1") == ["a2", "a1"]


def test_one_goes_on_after_the_last_page_and_then_with_what_was_passed_over():
    assert next_page(PAGES, set(), ALL, None) == "p0"
    assert next_page(PAGES, {"p0", "p4"}, ["u1", "u0", "u2"], "p4") == "p5"
    assert next_page(PAGES, {"p5"}, ["u1"], "p5") == "p3"
    assert next_page(PAGES, {"p0"}, ["u1", "u2"], "p0") == "p3"
    assert next_page(PAGES, set(), [], "p8") is None
    assert next_page(PAGES, {"gone"}, ALL, "gone") == "p0"


def units(begun: str = "", finished: str = "") -> list[UnitState]:
    """Two topics of three units each: a1, a2, a3, b1, b2, b3."""
    ids = [f"{topic}{number}" for topic in "ab" for number in (1, 2, 3)]
    return [UnitState(id, id[0], id in begun.split(), id in finished.split()) for id in ids]


def test_without_priorities_it_is_the_course_order():
    assert in_order(units(), (), None) == ["a1", "a2", "a3", "b1", "b2", "b3"]
    assert in_order(units(finished="a3"), (), "a3") == ["a1", "a2", "b1", "b2", "b3"]
    assert from_last(units(finished="a3"), (), "a3") == ["b1", "b2", "b3", "a1", "a2"]


def test_looking_ahead_moves_nothing_in_a_plan():
    assert not is_begun(first_page_done=False, pages_done=1)
    assert is_begun(first_page_done=True, pages_done=1)
    assert is_begun(first_page_done=False, pages_done=2)
    before = in_order(units(begun="a1"), ("b",), "a1")
    for looked_into in ("a3", "b2", "b1"):
        assert in_order(units(begun="a1"), ("b",), looked_into) == before
        assert from_last(units(begun="a1"), ("b",), looked_into)[:2] == [looked_into, "a1"]


def test_priorities_go_before_the_rest_once_what_was_begun_is_finished():
    assert in_order(units(begun="a1"), ("b",), "a1") == ["a1", "b1", "b2", "b3", "a2", "a3"]
    assert in_order(units(finished="a1"), ("b",), "a1") == ["b1", "b2", "b3", "a2", "a3"]
    assert in_order(units(begun="a2 b3", finished="a1"), ("b", "a"), "b3") == ["b3", "a2", "b1", "b2", "a3"]
    assert in_order(units(finished="b1"), ("b", "a"), "b1")[:2] == ["b2", "b3"]


@given(st.lists(st.sampled_from("abx"), max_size=3, unique=True), st.sampled_from([None, "a2", "b1", "gone"]))
def test_whatever_is_preferred_nothing_is_left_out(priorities, last):
    for order in (in_order, from_last):
        assert sorted(order(units(finished="a1"), priorities, last)) == ["a2", "a3", "b1", "b2", "b3"]
