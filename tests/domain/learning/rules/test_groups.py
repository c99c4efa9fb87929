"""The parts a group is divided into: nobody falls between two, and nobody into both."""

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.kinds import Share, Silence
from npq.domain.learning.rules.groups import share_bounds, silence_bounds


def holding(bounds, number):
    return [
        one for one, (least, below) in bounds.items() if least <= number and (below is None or number < below)
    ]


@given(st.integers(0, 100))
def test_every_per_cent_is_in_one_part(percent):
    assert len(holding({one: share_bounds(one) for one in Share}, percent)) == 1


@given(st.integers(0, 1000))
def test_every_number_of_days_is_in_one_part(days):
    assert len(holding({one: silence_bounds(one) for one in Silence}, days)) == 1


def test_the_parts_are_those_that_their_codes_name():
    for bounds, parts in ((share_bounds, Share), (silence_bounds, Silence)):
        for part in parts:
            least, _, last = part.value.partition("-")
            below = bounds(part)[1]
            assert bounds(part)[0] == int(least)
            assert below is None or below == int(last or least) + 1
