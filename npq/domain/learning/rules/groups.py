"""Where the parts begin into which a group is divided, by how much its people studied and how long ago."""

from npq.domain.learning.kinds import Share, Silence

PER_CENT: dict[Share, int] = {
    Share.NOTHING: 0,
    Share.FIRST_QUARTER: 1,
    Share.SECOND_QUARTER: 25,
    Share.THIRD_QUARTER: 50,
    Share.NEARLY: 75,
    Share.ENOUGH: 90,
}
"""The least whole per cent of each; a part goes up to where the next begins."""

DAYS: dict[Silence, int] = {
    Silence.A_WEEK: 0,
    Silence.TWO_WEEKS: 8,
    Silence.FOUR_WEEKS: 15,
    Silence.EIGHT_WEEKS: 29,
    Silence.LONGER: 57,
}
"""The fewest whole days of each."""


def share_bounds(share: Share) -> tuple[int, int | None]:
    """From which whole per cent on, and below which; None for the last part."""
    return _bounds(list(PER_CENT.values()), list(PER_CENT).index(share))


def silence_bounds(silence: Silence) -> tuple[int, int | None]:
    """From how many whole days on, and below how many; None for the last part."""
    return _bounds(list(DAYS.values()), list(DAYS).index(silence))


def _bounds(begins: list[int], place: int) -> tuple[int, int | None]:
    return begins[place], begins[place + 1] if place + 1 < len(begins) else None
