from decimal import Decimal

import pytest

from npq.domain.learning.kinds import QuestionKind
from npq.domain.learning.packs.pack import Question
from npq.domain.learning.rules.checks import chosen_right, number_right, read_number, value_shown, with_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), (" 1,234 ", 1234), ("£1,234.50", "1234.50"), ("−3", -3), ("-£3", -3), ("12 %", 12), ("1 200", 1200),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("68 questions", "questions", 68), ("68 Questions", "questions", 68), ("68", "questions", 68),
        ("51 %", "%", 51), ("51%", "%", 51), ("£38", "£", 38), ("38 £", "£", 38), ("1 250 pupils", "pupils", 1250),
    ],
)  # fmt: skip
def test_the_unit_may_be_typed_with_it(text, unit, number):
    assert read_number(text, unit) == Decimal(number)


def asked(value: str, within: str) -> Question:
    return Question(
        "q", QuestionKind.NUMBER, "How many?", [], [], Decimal(value), Decimal(within), "", "", ""
    )


@pytest.mark.parametrize(
    ("value", "within", "shown"),
    [
        ("67.84297520661157024793388429", "0.5", "68"),
        ("2.960403726708074534161490683", "0.05", "3.0"),
        ("2.960403726708074534161490683", "0.005", "2.96"),
        ("1200", "0", "1200"),
        ("0.25", "0", "0.25"),
    ],
)
def test_the_answer_has_no_more_decimals_than_it_takes(value, within, shown):
    assert value_shown(asked(value, within)) == Decimal(shown)
    assert len(str(value_shown(asked(value, within)))) <= len(shown)


def test_a_number_stands_with_its_unit_as_one_writes_it():
    assert [with_unit("38", unit) for unit in ("£", "%", "questions", "")] == [
        "£38",
        "38%",
        "38 questions",
        "38",
    ]


@pytest.mark.parametrize(
    "text", ["", "many", "1e99", "NaN", "inf", "1.2.3", "9" * 40, "twelve", "50,7", "1,23,456", "-", "."]
)
def test_what_is_no_number(text):
    assert read_number(text) is None


def test_right_is_all_the_right_ones_and_no_other():
    assert chosen_right([1, 0], [0, 1])
    assert not chosen_right([0], [0, 1])
    assert not chosen_right([0, 1, 2], [0, 1])


def test_a_number_may_be_so_far_off():
    assert number_right(Decimal("10.4"), Decimal(10), Decimal("0.5"))
    assert not number_right(Decimal("10.6"), Decimal(10), Decimal("0.5"))
