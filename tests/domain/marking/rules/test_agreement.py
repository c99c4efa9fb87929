"""Coefficients of agreement, beside those of other people's libraries and of their definitions."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.marking.rules.agreement import (
    ac1,
    confusion,
    limits_of_agreement,
    severity,
    share_within,
    weighted_kappa,
)

# A table of how often the first marker's level (row) met the second's, quadratic kappa, and its standard error:
# as statsmodels 0.15.0 has them; scikit-learn 1.9.1 has the same kappas.
KAPPAS = [
    ([[6, 0, 0, 0], [2, 1, 2, 0], [2, 0, 4, 1], [0, 0, 0, 2]], 0.729166666667, 0.123429678401),
    ([[1, 1, 0, 0], [2, 1, 4, 0], [2, 1, 2, 3], [0, 0, 1, 2]], 0.494949494949, 0.142670286884),
    ([[1, 1, 0, 0], [3, 3, 2, 0], [3, 1, 7, 8], [0, 1, 0, 5]], 0.534534534535, 0.107241476988),
    ([[2, 0, 0, 0], [5, 9, 3, 0], [3, 2, 18, 4], [0, 1, 1, 12]], 0.699806326662, 0.074622027050),
    ([[6, 2, 0, 0], [1, 17, 1, 0], [2, 0, 20, 2], [0, 0, 0, 9]], 0.864690721649, 0.057302433258),
    ([[15, 4, 0, 0], [12, 10, 9, 0], [4, 11, 26, 12], [0, 0, 3, 14]], 0.727789815818, 0.041626382300),
    ([[24, 6, 0, 0], [15, 60, 12, 0], [11, 11, 91, 23], [0, 5, 1, 41]], 0.746803069054, 0.032225243647),
    ([[31, 12, 0, 0], [68, 11, 61, 0], [42, 40, 30, 114], [0, 17, 29, 45]], 0.489228187307, 0.026740687294),
]
# The same of pass and no pass, with AC1: as irrCAC 0.4.4 has them, to five places.
AC1S = [
    ([[2, 0], [1, 17]], 0.93600, 0.06696),
    ([[3, 0], [5, 42]], 0.87565, 0.05834),
    ([[24, 7], [5, 24]], 0.60000, 0.10415),
    ([[29, 0], [8, 163]], 0.94479, 0.01983),
    ([[1, 0], [0, 99]], 1.00000, 0.00000),
]
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


def pairs_of(table):
    return [(i, j) for i, row in enumerate(table) for j, many in enumerate(row) for _ in range(many)]


def kappa_by_definition(pairs, levels):
    """One less the squared distances seen, as a share of those that chance would bring."""
    n = len(pairs)
    seen = Fraction(sum((i - j) ** 2 for i, j in pairs), n)
    expected = Fraction(sum((i - j) ** 2 for (i, _), (_, j) in product(pairs, pairs)), n * n)
    return 1 - seen / expected if expected else None


class TestKappa:
    @pytest.mark.parametrize(("table", "value", "error"), KAPPAS)
    def test_it_is_that_of_other_libraries(self, table, value, error):
        found = weighted_kappa(pairs_of(table), 4)
        assert found.value == pytest.approx(value, abs=1e-11)
        assert found.error == pytest.approx(error, abs=1e-11)
        assert (found.n, found.low, found.high) == (
            sum(map(sum, table)),
            pytest.approx(value - 1.96 * error, abs=1e-5),
            pytest.approx(min(value + 1.96 * error, 1), abs=1e-5),
        )

    @given(PAIRS)
    def test_it_is_its_definition(self, pairs):
        found, defined = weighted_kappa(pairs, 4), kappa_by_definition(pairs, 4)
        if defined is None:
            assert found is None
        else:
            assert found.value == pytest.approx(float(defined))
            assert -1 <= found.low <= found.value <= found.high <= 1

    @given(PAIRS)
    def test_it_is_the_same_whoever_is_first(self, pairs):
        turned = [(second, first) for first, second in pairs]
        one, other = weighted_kappa(pairs, 4), weighted_kappa(turned, 4)
        assert (one is None) == (other is None)
        if one is not None:
            assert (one.value, one.error) == (
                pytest.approx(other.value),
                pytest.approx(other.error, abs=1e-7),
            )


class TestAc1:
    @pytest.mark.parametrize(("table", "value", "error"), AC1S)
    def test_it_is_that_of_another_library(self, table, value, error):
        found = ac1(pairs_of(table))
        assert found.value == pytest.approx(value, abs=1e-5)
        assert found.error == pytest.approx(error, abs=1e-5)

    def test_where_nearly_all_pass_it_says_what_kappa_hides(self):
        pairs = pairs_of([[2, 3], [3, 92]])
        assert share_within(pairs, 0) == 0.94
        assert weighted_kappa(pairs, 2).value < 0.4
        assert ac1(pairs).value > 0.9

    def test_it_is_of_two_values(self):
        with pytest.raises(ValueError, match="two values"):
            ac1([(0, 1), (2, 1)])
        assert ac1([(1, 1)]) is None


class TestFigures:
    def test_a_table_counts_every_pair_once(self):
        assert confusion([(0, 1), (0, 1), (3, 3)], 4) == [
            [0, 2, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1],
        ]  # fmt: skip

    def test_exact_and_adjacent(self):
        pairs = [(0, 0), (1, 2), (3, 1), (2, 2)]
        assert (share_within(pairs, 0), share_within(pairs, 1), share_within(pairs, 3)) == (0.5, 0.75, 1)

    def test_limits_of_agreement(self):
        found = limits_of_agreement([(10, 11), (12, 12), (9, 8), (14, 16)])
        assert found.mean == 0.5
        assert (
            found.high - found.mean == pytest.approx(found.mean - found.low) == pytest.approx(2.530, abs=1e-3)
        )
        with pytest.raises(ValueError, match="spread"):
            limits_of_agreement([(1, 1)])

    @given(st.lists(st.integers(-18, 18), min_size=1, max_size=60))
    def test_severity_is_drawn_towards_nothing_by_few_scripts(self, apart):
        found, mean = severity(apart), sum(apart) / len(apart)
        assert abs(found) <= abs(mean)
        assert found * mean >= 0
        assert abs(severity(apart * 100) - mean) <= abs(found - mean)
