from enum import StrEnum

import pytest

from npq.kernel.refusals import Refusal
from npq.kernel.states import TransitionTable


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


class Code(StrEnum):
    NOT_POSSIBLE = "not_possible"


DOOR = TransitionTable(
    "door",
    Door.SHUT,
    {Door.SHUT: {"open_door": Door.OPEN, "lock_door": Door.LOCKED}, Door.OPEN: {"shut_door": Door.SHUT}},
)


def test_a_verb_moves_a_state():
    assert DOOR.after(Door.SHUT, "lock_door", refusal=Code.NOT_POSSIBLE) is Door.LOCKED


@pytest.mark.parametrize(
    ("state", "verb"), [(Door.OPEN, "lock_door"), (Door.LOCKED, "open_door"), (Door.SHUT, "paint")]
)
def test_a_move_that_is_not_in_the_table_is_refused_with_the_callers_code(state, verb):
    with pytest.raises(Refusal) as refused:
        DOOR.after(state, verb, refusal=Code.NOT_POSSIBLE)
    assert refused.value.code is Code.NOT_POSSIBLE
    assert refused.value.facts == {"state": state.value, "verb": verb}


def test_the_database_is_given_every_pair_once():
    assert DOOR.pairs == [("open", "shut"), ("shut", "locked"), ("shut", "open")]


def test_documents_are_given_every_row_in_order():
    assert [verb for _, verb, _ in DOOR.rows()] == ["open_door", "lock_door", "shut_door"]
