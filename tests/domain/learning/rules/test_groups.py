"""The parts a group is divided into: each goes up to where the next begins, as its code says."""

from itertools import pairwise

import pytest

from npq.domain.learning.kinds import Share, Silence
from npq.domain.learning.rules.groups import DAYS, PER_CENT


@pytest.mark.parametrize(("begins", "parts"), [(PER_CENT, Share), (DAYS, Silence)])
def test_the_parts_are_those_that_their_codes_name(begins, parts):
    assert list(begins) == list(parts)
    assert begins[next(iter(parts))] == 0
    for part in parts:
        assert part.value.partition("-")[0] == str(begins[part])
    for part, following in pairwise(parts):
        last = part.value.partition("-")[2] or part.value
        assert begins[following] == int(last) + 1
