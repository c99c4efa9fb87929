"""What is written in one field of an extract, as the register means it. Blank is blank: unknown.

Each reader takes the text of a field and gives what PostgreSQL takes for its column. Where the text cannot be read it
raises ValueError, in words that go on after the column's name ("OpenDate is …"); `read_urn` says a whole sentence.
"""

import re
from collections.abc import Callable
from datetime import date

LONGEST_VALUE = 500
MOST_DIGITS = 7
LARGEST_NUMBER = 10**MOST_DIGITS - 1
_DATES = (
    re.compile(r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
)
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00)?$")

Reader = Callable[[str], str]


def read_text(field: str) -> str:
    """The words of a field, with one space between them."""
    text = " ".join(field.split())
    if len(text) > LONGEST_VALUE:
        raise ValueError(f"holds {len(text):,} characters, and {LONGEST_VALUE} is the most")
    if "\ufffd" in text:
        raise ValueError("has lost letters: the file was saved in an encoding that does not know them")
    return text


def read_date(field: str) -> str:
    """A day as 31-08-2024, 31/08/2024 or 2024-08-31, given back in the last of these forms."""
    text = _MIDNIGHT.sub("", field.strip())
    if not text:
        return ""
    for shape in _DATES:
        if found := shape.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                break
    raise ValueError(f"is “{_shown(text)}”, which is no date")


def read_number(field: str) -> str:
    """A whole number, 0 or more."""
    text = field.strip()
    if text and not _is_number(text):
        raise ValueError(f"is “{_shown(text)}”, which is no whole number up to {LARGEST_NUMBER:,}")
    return text and (text.lstrip("0") or "0")


def read_grid_distance(field: str) -> str:
    """Metres on the national grid. The register writes 0 where it has no place for a school."""
    metres = read_number(field)
    return "" if metres == "0" else metres


def read_urn(field: str) -> int:
    """A unique reference number."""
    text = field.strip()
    if not text:
        raise ValueError("it has no URN")
    if not _is_number(text) or int(text) == 0:
        raise ValueError(f"its URN is “{_shown(text)}”, which is no unique reference number")
    return int(text)


def read_code(field: str) -> str:
    """A code of the register, without the zeros some extracts put before it."""
    text = read_text(field)
    return str(int(text)) if text.isascii() and text.isdigit() else text


def read_la_code(field: str) -> str:
    """A local authority's code: three digits, also where a spreadsheet dropped the zeros before them."""
    code = read_code(field)
    return code.zfill(3) if code.isdigit() else code


def read_postcode(field: str) -> str:
    return read_text(field).upper()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004  enough to find it by
