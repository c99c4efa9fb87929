from decimal import Decimal

import pytest

from npq.domain.learning.rules.checks import chosen_right, number_right, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), (" 1,234 ", 1234), ("£1,234.50", "1234.50"), ("−3", -3), ("-£3", -3), ("12 %", 12), ("1 200", 1200),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "many", "1e99", "NaN", "inf", "1.2.3", "9" * 40, "twelve"])
def test_what_is_no_number(text):
    assert read_number(text) is None


def test_right_is_all_the_right_ones_and_no_other():
    assert chosen_right([1, 0], [0, 1])
    assert not chosen_right([0], [0, 1])
    assert not chosen_right([0, 1, 2], [0, 1])


def test_a_number_may_be_so_far_off():
    assert number_right(Decimal("10.4"), Decimal(10), Decimal("0.5"))
    assert not number_right(Decimal("10.6"), Decimal(10), Decimal("0.5"))
