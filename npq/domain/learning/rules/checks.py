"""Whether an answer is right. Facts in, decision out."""

import re
from collections.abc import Collection
from decimal import Decimal

from npq.domain.learning.kinds import QuestionKind
from npq.domain.learning.packs.pack import Question

Given = list[int] | str
"""What somebody answers: numbers of the answers chosen, from 0, or a number as it was typed."""

NUMBER = re.compile(r"[-−]?(\d{1,3}([, \u2009\u202f\xa0]\d{3})+|\d*)(\.\d+)?")
"""Thousands may be told apart by commas or spaces. A comma is never a decimal point: “50,7” could be either."""
MOST_DECIMALS = 6


def is_right(question: Question, given: Given) -> bool:
    """Whether what was given answers the question; what does not even fit its kind does not."""
    if question.kind is QuestionKind.NUMBER:
        number = read_number(given, question.unit) if isinstance(given, str) else None
        assert question.value is not None
        return number is not None and number_right(number, question.value, question.within)
    right = [place for place, answer in enumerate(question.answers) if answer.right]
    return isinstance(given, list) and chosen_right(given, right)


def chosen_right(chosen: Collection[int], right: Collection[int]) -> bool:
    """All the right answers and no other."""
    return set(chosen) == set(right)


def number_right(given: Decimal, value: Decimal, within: Decimal) -> bool:
    return abs(given - value) <= within


def read_number(text: str, unit: str = "") -> Decimal | None:
    """A number as people type it, its unit with it or not: £1,234.50, −3, 12 %, 68 questions. None where it is none."""
    plain = " ".join(text.casefold().split()).replace("£", "")
    for said in filter(None, (unit.casefold(), "%")):
        plain = plain.removeprefix(said).removesuffix(said).strip()
    if not NUMBER.fullmatch(plain) or not any(letter.isdigit() for letter in plain):
        return None
    number = Decimal(re.sub(r"[, \u2009\u202f\xa0]", "", plain).replace("−", "-"))
    return number if abs(number) < Decimal(10) ** 15 else None


def value_shown(question: Question) -> Decimal:
    """The number that is right, with no more decimals than it takes to be it."""
    assert question.value is not None
    for decimals in range(MOST_DECIMALS):
        rounded = round(question.value, decimals)
        if number_right(rounded, question.value, question.within):
            return rounded
    return question.value


def with_unit(number: str, unit: str) -> str:
    """A number with its unit as one writes it: £38, 51%, 68 questions."""
    if unit == "£":
        return f"£{number}"
    return f"{number}%" if unit == "%" else f"{number} {unit}".rstrip()
