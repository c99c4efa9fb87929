"""Sums as authors write them: exact, and with no way out."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.learning.packs.expressions import CannotWorkOut, work_out

NAMES = {"days": Decimal(12), "rate": Decimal(250), "shares": [Decimal("0.1"), Decimal("0.2")]}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("days * rate", Decimal(3000)),
        ("0.1 + 0.2", Decimal("0.3")),
        ("-days // 5", Decimal(-2)),
        ("2 ** 3 - 1", Decimal(7)),
        ("sum(shares)", Decimal("0.3")),
        ("round(2.5)", Decimal(3)),
        ("round(10 / 3, 2)", Decimal("3.33")),
        ("len(shares) == 2 and not days > 20", True),
        ("1 < 2 < 2", False),
        ("days in [11, 12]", True),
        ("each_between(shares, 0, 1)", True),
        ("each_at_most(shares, [0.1, 0.1])", False),
        ("max(days, rate)", Decimal(250)),
    ],
)
def test_what_it_works_out(expression, value):
    assert work_out(expression, NAMES) == value


@pytest.mark.parametrize(
    "expression",
    [
        "", "days +", "nobody", "days.real", "shares.append(1)", "__import__('os')", "().__class__", "lambda: 1",
        "[x for x in shares]", "days / 0", "9 ** 99", "'a' + 1", "open('x')", "days(1)", "sum(days)", "f'{days}'",
        "sum", "days if days else 1", "1" * 3000, "round('x')", "days := 1", "each_at_most(shares, [1])",
    ],
)  # fmt: skip
def test_what_it_refuses(expression):
    with pytest.raises(CannotWorkOut):
        work_out(expression, NAMES)


@given(st.text(max_size=60))
def test_whatever_is_written_there_is_a_value_or_a_refusal(text):
    with contextlib.suppress(CannotWorkOut):
        work_out(text, NAMES)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_sums_are_exact(one, other):
    assert work_out(f"{one} + {other} * 0.01", {}) == Decimal(one) + Decimal(other).scaleb(-2)
