"""Figures in words: the same everywhere, with the minus sign and the separators people read."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from npq.domain.learning.packs.book import ColumnKind
from npq.domain.learning.packs.expressions import CannotWorkOut, as_number
from npq.kernel import dates

MILLION = Decimal(1_000_000)
THOUSAND = Decimal(1_000)
MINUS = "−"


def number(value: Any, places: int = 0) -> str:
    """1,234 or 1,234.5."""
    exact = _number(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{MINUS if exact < 0 else ''}{abs(exact):,}"


def money(value: Any, places: int = 0) -> str:
    """£1,234 or −£1,234.50."""
    written = number(abs(_number(value)), places)
    return f"{MINUS if _number(value) < 0 and written.strip('0.,') else ''}£{written}"


def thousands(value: Any) -> str:
    """Money rounded for reading: £1.2 million, £123,000."""
    exact = abs(_number(value))
    if exact >= MILLION:
        written = f"£{number(exact / MILLION, 1).removesuffix('.0')} million"
    else:
        written = money(number_of_thousands(exact))
    return f"{MINUS if _number(value) < 0 else ''}{written}"


def number_of_thousands(value: Decimal) -> Decimal:
    return (value / THOUSAND).quantize(Decimal(1), rounding=ROUND_HALF_UP) * THOUSAND


def percent(value: Any, places: int = 0) -> str:
    """A ratio, as 12% or 12.3%."""
    return f"{number(_number(value) * 100, places)}%"


def points(value: Any, places: int = 1) -> str:
    """A difference of ratios, as 2.1 percentage points."""
    written = number(_number(value) * 100, places)
    return f"{written} percentage point{'' if written in {'1', '1.0', f'{MINUS}1', f'{MINUS}1.0'} else 's'}"


def signed(written: str) -> str:
    """With a plus where there is no minus."""
    return written if written.startswith(MINUS) else f"+{written}"


def plural(value: Any, one: str, many: str) -> str:
    """1 school, 8 schools."""
    return f"{number(value)} {one if _number(value) == 1 else many}"


def written(value: Any, kind: ColumnKind) -> str:
    """A value of the data book as its column's kind has it."""
    match kind:
        case ColumnKind.TEXT:
            return str(value)
        case ColumnKind.DATE:
            return dates.day(value)
        case ColumnKind.NUMBER:
            return number(value)
        case ColumnKind.DECIMAL:
            return number(value, 1)
        case ColumnKind.PERCENT:
            return percent(value, 1)
        case ColumnKind.MONEY:
            return money(value)


FILTERS = {
    "number": number,
    "money": money,
    "thousands": thousands,
    "percent": percent,
    "points": points,
    "signed": signed,
    "plural": plural,
}


def _number(value: Any) -> Decimal:
    exact = as_number(value)
    if not isinstance(exact, Decimal):
        raise CannotWorkOut(f"“{value}” is no number")
    return exact
