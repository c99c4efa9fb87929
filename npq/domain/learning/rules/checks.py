"""Whether an answer is right. Facts in, decision out."""

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from npq.domain.learning.kinds import QuestionKind
from npq.domain.learning.packs.pack import Question

Given = list[int] | str
"""What somebody answers: numbers of the answers chosen, from 0, or a number as it was typed."""

SEPARATORS = str.maketrans("", "", ",   ")
UNITS = "£%"


def is_right(question: Question, given: Given) -> bool:
    """Whether what was given answers the question; what does not even fit its kind does not."""
    if question.kind is QuestionKind.NUMBER:
        number = read_number(given) if isinstance(given, str) else None
        assert question.value is not None
        return number is not None and number_right(number, question.value, question.within)
    right = [place for place, answer in enumerate(question.answers) if answer.right]
    return isinstance(given, list) and chosen_right(given, right)


def chosen_right(chosen: Collection[int], right: Collection[int]) -> bool:
    """All the right answers and no other."""
    return set(chosen) == set(right)


def number_right(given: Decimal, value: Decimal, within: Decimal) -> bool:
    return abs(given - value) <= within


def read_number(text: str) -> Decimal | None:
    """A number as people type it: £1,234.50, −3, 12 %. None where it is none."""
    plain = text.strip().translate(SEPARATORS).strip(UNITS).replace("−", "-").replace("£", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None
