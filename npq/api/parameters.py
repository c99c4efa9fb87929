"""What a caller asks of a list: page, filters, order. Read as the contract reads them, in its own error texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote_plus
from uuid import UUID

from django.http import QueryDict

from npq.api.answers import BadRequest

DEFAULT_SIZE = 100
LARGEST_SIZE = 3000
MOST_DIGITS = 18  # more than any list has pages, and still a number the database knows

FILTER_NOT_VALID = "'#/filter' is not a valid field"
PAGE_NOT_POSITIVE = (
    "The '#/page[page]' and '#/page[per_page]' parameter values must be a valid positive number"
)
NOT_A_DATE = "The filter '#/{name}' must be a valid ISO 8601 date"
NOT_PARTICIPANTS = "The filter '#/participant_id' must be a comma-delimited list of valid UUIDs"

FILTER = re.compile(r"filter\[(?P<name>\w+)\](?P<inside>.*)", re.DOTALL)
YEAR = re.compile(r"[0-9]{1,5}")
PARTICIPANT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?)?", re.IGNORECASE | re.ASCII
)
PLUS_AS_BLANK = re.compile(r" (?=\d\d(:?\d\d)?$)")


@dataclass(frozen=True)
class Page:
    """Pages count from 1."""

    number: int
    size: int


def page_asked(query: QueryDict) -> Page:
    """`page[page]` and `page[per_page]`; a size too large is cut down. Raises BadRequest unless both are positive."""
    number = _positive(query.get("page[page]"), 1)
    size = _positive(query.get("page[per_page]"), DEFAULT_SIZE)
    return Page(number, min(size, LARGEST_SIZE))


def filters_asked(query: QueryDict) -> Mapping[str, str | None]:
    """The filters that say something, `filter[name]=value`; None is a value in a form no filter has.

    Raises BadRequest where `filter` is anything but named filters.
    """
    if any(key == "filter" or key.startswith("filter[]") for key in query):
        raise BadRequest(FILTER_NOT_VALID)
    filters: dict[str, str | None] = {}
    for key in query:
        if found := FILTER.fullmatch(key):
            filters[found["name"]] = None if found["inside"] else query.get(key)
    return {name: value for name, value in filters.items() if value is None or value.strip()}


def cohorts_asked(filters: Mapping[str, str | None]) -> list[int] | None:
    """Start years; what is no year matches nothing. None where cohorts are not asked about."""
    asked = filters.get("cohort")
    if asked is None:
        return None
    return [int(year) for year in map(str.strip, asked.split(",")) if YEAR.fullmatch(year)]


def moment_asked(filters: Mapping[str, str | None], name: str) -> datetime | None:
    """An instant, in UTC where it says no zone, or a day's first. Raises BadRequest."""
    if name not in filters:
        return None
    asked = filters[name]
    text = "" if asked is None else unquote_plus(asked).strip()
    text = PLUS_AS_BLANK.sub("+", text)
    try:
        if MOMENT.fullmatch(text):
            return _in_utc(datetime.fromisoformat(text.upper()))
    except (ValueError, OverflowError):
        pass
    raise BadRequest(NOT_A_DATE.format(name=name))


def participants_asked(filters: Mapping[str, str | None]) -> list[UUID] | None:
    """Participant ids. None where no one is asked about. Raises BadRequest unless every one is a UUID."""
    if "participant_id" not in filters:
        return None
    asked = (filters["participant_id"] or "").rstrip(",").split(",")
    if not all(PARTICIPANT.fullmatch(one) for one in asked):
        raise BadRequest(NOT_PARTICIPANTS)
    return [UUID(one) for one in asked]


def sort_asked(query: QueryDict) -> list[tuple[str, bool]]:
    """(attribute, whether descending) in the order given. A plus that was not encoded arrives as a blank."""
    parts = [part.strip() for part in query.get("sort", "").split(",")]
    return [(part.lstrip("+-"), part.startswith("-")) for part in parts if part]


def _positive(text: str | None, default: int) -> int:
    if text is None:
        return default
    digits = text.strip().removeprefix("+").lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        raise BadRequest(PAGE_NOT_POSITIVE)
    return int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
