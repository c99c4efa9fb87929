"""How far somebody is: minutes of the pinned version, and those of them that are studied. Facts in, decision out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

SELF_STUDY_PERCENT = 90
"""How much of the self-study is enough. Unconfirmed in detail; its source: “at least one provider measures self-study
separately at 90 %”. Nothing is rounded up."""


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


@dataclass(frozen=True)
class UnitState:
    """A unit of the pinned version: whether it is begun and not just looked into, whether it is finished, and whether
    it only waits for its task to be done in the trust, which takes its time."""

    unit: str
    topic: str
    begun: bool
    finished: bool
    waits: bool = False


def is_begun(first_page_done: bool, pages_done: int) -> bool:
    """Whether a unit was begun. Who has studied one page from its middle has looked ahead, and begun nothing."""
    return first_page_done or pages_done > 1


def in_order(units: Sequence[UnitState], priorities: Sequence[str], last: str | None) -> list[str]:
    """The units that are not finished, in the order a plan has them. `units` are in course order.

    First what was begun, with the one studied `last` before the others, then the topics of somebody's priorities in
    their order, then the course as it comes. What only waits for its task comes at the end.
    Looking ahead moves nothing.
    """
    places = {unit.unit: place for place, unit in enumerate(units)}
    ranks = {topic: rank for rank, topic in enumerate(priorities)}

    def order(unit: UnitState) -> tuple[bool, bool, bool, int, int]:
        return (
            unit.waits,
            not unit.begun,
            unit.begun and unit.unit != last,
            ranks.get(unit.topic, len(ranks)),
            places[unit.unit],
        )

    return [unit.unit for unit in sorted(_unfinished(units), key=order)]


def from_last(units: Sequence[UnitState], priorities: Sequence[str], last: str | None) -> list[str]:
    """The same units as one goes on with them who does not look at a plan.

    First the one studied `last`, begun or looked into, then what was begun, then the topics of somebody's priorities in
    their order, then what comes after the one studied last, then what was passed over. What waits comes at the end.
    """
    places = {unit.unit: place for place, unit in enumerate(units)}
    ranks = {topic: rank for rank, topic in enumerate(priorities)}
    here = places.get(last, -1) if last is not None else -1

    def order(unit: UnitState) -> tuple[bool, bool, bool, int, bool, int]:
        place = places[unit.unit]
        return (
            unit.waits,
            place != here,
            not unit.begun,
            ranks.get(unit.topic, len(ranks)),
            place < here,
            place,
        )

    return [unit.unit for unit in sorted(_unfinished(units), key=order)]


def _unfinished(units: Sequence[UnitState]) -> list[UnitState]:
    return [unit for unit in units if not unit.finished]


def next_page(
    pages: Sequence[PageMinutes], done: Collection[str], units: Sequence[str], last: str | None
) -> str | None:
    """Where to go on: in the first of `units`, those not finished in their order, with the first page that is not
    studied after the `last` one that was, else with the first not studied at all. None when no unit is left."""
    order = {page.page: place for place, page in enumerate(pages)}
    after = order.get(last, -1) if last is not None else -1
    for unit in units:
        left = [page.page for page in pages if page.unit == unit and page.page not in done]
        if left:
            return next((page for page in left if order[page] > after), left[0])
    return None
