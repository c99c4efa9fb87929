"""The sample: so many per cent of everybody, at least one, and by chance."""

import random
from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from npq.domain.marking.rules.sampling import drawn

STRATA = st.lists(st.sampled_from(["ada", "bea", "cleo"]), max_size=50)


def of(strata):
    return {UUID(int=number): stratum for number, stratum in enumerate(strata)}


@given(STRATA, st.integers(0, 100))
def test_of_each_so_many_per_cent_rounded_up(strata, percent):
    found = drawn(of(strata), percent, random.Random(1))
    many = Counter(strata[one.int] for one in found)
    for stratum, whole in Counter(strata).items():
        assert (
            100 * (many[stratum] - 1) < whole * percent <= 100 * many[stratum]
            or many[stratum] == percent == 0
        )


@given(STRATA, st.randoms())
def test_the_same_chance_draws_the_same_in_whatever_order(strata, shuffled):
    scripts = list(of(strata).items())
    shuffled.shuffle(scripts)
    assert drawn(dict(scripts), 20, random.Random(5)) == drawn(of(strata), 20, random.Random(5))


def test_everybody_is_drawn_as_often_as_any_other():
    strata = of(["ada"] * 10)
    many = Counter(one for seed in range(2000) for one in drawn(strata, 20, random.Random(seed)))
    assert all(330 < many[one] < 470 for one in strata), "400 are expected of each"
