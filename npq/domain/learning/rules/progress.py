"""How far somebody is: minutes of the pinned version, and those of them that are studied. Facts in, decision out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PageMinutes:
    """A page of the pinned version and what it takes, on screen and as a task."""

    page: str
    unit: str
    minutes: int


def minutes_done(pages: Sequence[PageMinutes], done: Collection[str], units_done: Collection[str]) -> int:
    """The minutes studied. A unit that was finished counts whole, whatever pages it got since."""
    return sum(page.minutes for page in pages if page.page in done or page.unit in units_done)


def is_enough(done: int, of: int, percent: int) -> bool:
    """Whether so many per cent of the minutes are studied, with nothing rounded up. Of nothing is never enough."""
    return of > 0 and done * 100 >= percent * of


def whole_percent(done: int, of: int) -> int:
    """Per cent, cut and not rounded, so that 100 means all of it."""
    return done * 100 // of if of else 0


def weeks_silent(since: datetime, at: datetime) -> int:
    """Whole weeks that nothing was studied for; none before there was a reason to study."""
    return max(0, (at - since).days // 7)


def next_page(
    pages: Sequence[PageMinutes], done: Collection[str], units_done: Collection[str], last: str | None
) -> str | None:
    """Where to go on: the first page not studied after the last one that was, else the first not studied at all."""
    left = [page.page for page in pages if page.page not in done and page.unit not in units_done]
    if not left:
        return None
    order = {page.page: place for place, page in enumerate(pages)}
    after = order.get(last, -1) if last is not None else -1
    return next((page for page in left if order[page] > after), left[0])
