"""Who marks what: nobody in conflict, nobody beyond their room, evenly, explained, and none left over needlessly."""

import random
from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.marking.kinds import Conflict
from npq.domain.marking.rules.allocation import ToPlace, placed

NORTH, SOUTH = UUID(int=900), UUID(int=901)


def marker(number):
    return UUID(int=number)


def script(number):
    return UUID(int=1000 + number)


def place(asked, room, *, had=None, seed=1):
    """`asked`: for each script the numbers of the markers who may not mark it."""
    wanted = [
        ToPlace(
            script(number),
            NORTH if number % 2 else SOUTH,
            {marker(one): Conflict.DECLARED for one in conflicts},
        )
        for number, conflicts in enumerate(asked)
    ]
    rooms = {marker(number): many for number, many in enumerate(room)}
    return placed(wanted, rooms, random.Random(seed), had={marker(n): m for n, m in (had or {}).items()})


def most_that_fit(asked, room):
    """How many scripts can be placed at all: by trying, one by one, to move others (Kuhn's way)."""
    held = {number: [] for number in range(len(room))}

    def finds(one, seen):
        for number in range(len(room)):
            if number in asked[one] or number in seen:
                continue
            seen.add(number)
            if len(held[number]) < room[number]:
                held[number].append(one)
                return True
            for other in list(held[number]):
                if finds(other, seen):
                    held[number].remove(other)
                    held[number].append(one)
                    return True
        return False

    return sum(finds(one, set()) for one in range(len(asked)))


MARKERS = 4
ASKED = st.lists(st.sets(st.integers(0, MARKERS - 1)), max_size=12)
ROOM = st.lists(st.integers(0, 4), min_size=MARKERS, max_size=MARKERS)


@given(ASKED, ROOM, st.integers(0, 99))
def test_nobody_in_conflict_nobody_beyond_their_room_and_none_left_over_needlessly(asked, room, seed):
    found = place(asked, room, seed=seed)
    for one, given_to in found.items():
        assert given_to.marker.int not in asked[one.int - 1000]
    loads = Counter(one.marker.int for one in found.values())
    assert all(many <= room[number] for number, many in loads.items())
    assert len(found) == most_that_fit(asked, room)


@given(ASKED, ROOM)
def test_the_same_chance_places_the_same(asked, room):
    assert place(asked, room) == place(asked, room)


def test_everybody_gets_by_what_they_have_room_for():
    found = place([set()] * 60, [10, 20, 30, 60])
    loads = Counter(one.marker.int for one in found.values())
    assert [loads[number] for number in range(4)] == [5, 10, 15, 30]


def test_what_somebody_had_before_counts():
    found = place([set()] * 8, [10, 10], had={0: 8})
    assert Counter(one.marker.int for one in found.values())[0] <= 1


def test_every_group_is_spread_over_markers():
    found = place([set()] * 40, [10, 10, 10, 10])
    of_north = Counter(one.marker.int for name, one in found.items() if (name.int - 1000) % 2)
    assert set(of_north.values()) == {5}


def test_it_is_explained():
    found = place([{0, 1}, set()], [5, 5, 5])[script(0)]
    assert found.marker == marker(2)
    assert (found.markers, found.might, found.had, found.room) == (3, 1, 0, 5)
    assert found.kept_from == {Conflict.DECLARED: 2}
    assert not found.moved


def test_others_are_moved_to_make_room():
    # Only the first may mark the last two, and has room for two.
    found = place([{1}, {1}, {0}], [2, 1])
    assert {one: given_to.marker.int for one, given_to in found.items()} == {
        script(0): 0,
        script(1): 0,
        script(2): 1,
    }


def test_nobody_to_mark_leaves_it_out():
    assert place([{0, 1}], [1, 1]) == {}
    assert place([set()], []) == {}
