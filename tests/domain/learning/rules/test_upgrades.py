"""Versions that follow one another, and studies that go from one to another: nobody loses ground."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.kinds import ChangeKind
from npq.domain.learning.rules.progress import PageMinutes, minutes_done
from npq.domain.learning.rules.upgrades import Release, lineage_from, move

WORDING, MATERIAL, ASSESSMENT = ChangeKind.WORDING, ChangeKind.MATERIAL, ChangeKind.ASSESSMENT


def id(number: int) -> UUID:
    return UUID(int=number)


def line(*changes: ChangeKind):
    """Versions 0, 1, 2 and so on; each change leads to the next. They come in no order."""
    kinds = (ChangeKind.FIRST, *changes)
    releases = [Release(id(n), str(n), id(n - 1) if n else None, kind, 60) for n, kind in enumerate(kinds)]
    return lineage_from(reversed(releases))


def test_a_jump_is_as_heavy_as_its_heaviest_step():
    versions = line(WORDING, ASSESSMENT, MATERIAL, WORDING)
    assert versions.heaviest(id(0), id(1)) is WORDING
    assert versions.heaviest(id(0), id(4)) is ASSESSMENT
    assert versions.heaviest(id(2), id(4)) is MATERIAL
    assert versions.heaviest(id(2), id(2)) is None
    assert versions.heaviest(id(3), id(1)) is None, "nobody goes back"


def test_wording_flows_and_stops_at_anything_more():
    versions = line(WORDING, WORDING, MATERIAL, WORDING)
    assert versions.target(id(0), (), assessing=False) == id(2)
    assert versions.target(id(1), (), assessing=True) == id(2)
    assert versions.target(id(2), (), assessing=False) == id(2)
    assert versions.target(id(1), {id(3)}, assessing=False) == id(4), "and on from what is taken up"


def test_what_is_taken_up_is_gone_to_and_never_back():
    versions = line(MATERIAL, MATERIAL, MATERIAL)
    assert versions.target(id(0), {id(1), id(2)}, assessing=False) == id(2)
    assert versions.target(id(3), {id(1)}, assessing=False) == id(3)


def test_while_an_assessment_is_open_only_what_does_not_bear_on_it():
    versions = line(MATERIAL, ASSESSMENT, WORDING)
    taken_up = {id(1), id(2)}
    assert versions.target(id(0), taken_up, assessing=True) == id(1)
    assert versions.target(id(1), taken_up, assessing=True) == id(1)
    assert versions.target(id(0), taken_up, assessing=False) == id(3)


def test_who_begins_gets_what_their_cohort_took_up_or_else_the_newest():
    versions = line(MATERIAL, WORDING, MATERIAL)
    assert versions.opening(()) == id(3)
    assert versions.opening({id(1)}) == id(2)


def test_choices_are_what_does_not_come_by_itself():
    versions = line(WORDING, MATERIAL, WORDING, ASSESSMENT)
    assert [release.name for release in versions.choices(id(0))] == ["4", "3"]
    assert versions.choices(id(4)) == ()


@given(st.lists(st.sampled_from([WORDING, MATERIAL, ASSESSMENT]), max_size=8), st.data())
def test_a_target_is_never_before_where_one_is_and_stands_still_once_reached(changes, data):
    versions = line(*changes)
    places = st.integers(0, len(changes))
    pinned = id(data.draw(places))
    taken_up = {id(n) for n in data.draw(st.sets(places))}
    assessing = data.draw(st.booleans())
    target = versions.target(pinned, taken_up, assessing=assessing)
    way = versions.heaviest(pinned, target)
    assert target.int >= pinned.int
    assert not (assessing and way is ASSESSMENT)
    assert versions.target(target, taken_up, assessing=assessing) == target
    if way not in (None, WORDING):
        assert any(pinned.int < one.int <= target.int for one in taken_up)


ids = [f"p{n}" for n in range(12)]
versions = st.lists(
    st.tuples(st.sampled_from(ids), st.sampled_from(["u0", "u1", "u2"]), st.integers(0, 40)),
    unique_by=lambda page: page[0],
).map(lambda pages: [PageMinutes(*page) for page in sorted(pages, key=lambda page: page[1])])
pages_done, units_done = st.sets(st.sampled_from(ids)), st.sets(st.sampled_from(["u0", "u1", "u2", "u9"]))


@given(versions, versions, pages_done, units_done, st.none() | st.sampled_from(ids))
def test_progress_stays_within_bounds_and_is_what_adding_up_gives(old, new, done, finished, last):
    moved = move([page.page for page in old], new, done, finished, last)
    assert 0 <= moved.minutes_done <= sum(page.minutes for page in new)
    assert moved.minutes_done == minutes_done(new, done, {*finished, *moved.finished})
    assert not set(moved.finished) & finished, "what was finished stays as it was"
    for unit in {page.unit for page in new}:
        whole = all(page.page in done for page in new if page.unit == unit)
        assert whole <= (unit in {*finished, *moved.finished})
    assert moved.last_page is None or moved.last_page in {page.page for page in new}


@given(versions, pages_done, units_done)
def test_the_same_pages_again_change_nothing(pages, done, finished):
    order = [page.page for page in pages]
    moved = move(order, pages, done, finished, order[-1] if order else None)
    assert moved.minutes_done >= minutes_done(pages, done, finished)
    assert moved.last_page == (order[-1] if order else None)


NEW = [PageMinutes("p0", "u0", 5), PageMinutes("p2", "u0", 5), PageMinutes("p9", "u1", 5)]


def test_a_unit_whose_remaining_pages_are_gone_is_finished():
    moved = move(["p0", "p1", "p2", "p9"], NEW, {"p0", "p2"}, set(), "p2")
    assert moved.finished == ("u0",)
    assert moved.minutes_done == 10


def test_one_goes_on_from_the_nearest_page_before_that_is_still_there():
    order = ["p0", "p1", "p2", "p3"]
    assert move(order, NEW, set(), set(), "p2").last_page == "p2"
    assert move(order, NEW, set(), set(), "p1").last_page == "p0"
    assert move(order, NEW, set(), set(), "p3").last_page == "p2"
    assert move(["p1", "p0"], NEW, set(), set(), "p1").last_page is None
    assert move(order, NEW, set(), set(), None).last_page is None
