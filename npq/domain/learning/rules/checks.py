"""Whether an answer is right. Facts in, decision out."""

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

SEPARATORS = str.maketrans("", "", ",   ")
UNITS = "£%"


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
