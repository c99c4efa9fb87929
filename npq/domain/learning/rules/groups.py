"""Where the parts begin into which a group is divided, by how much its people studied and how long ago.

A part goes up to where the next begins.
"""

from npq.domain.learning.kinds import Share, Silence

PER_CENT: dict[Share, int] = {
    Share.NOTHING: 0,
    Share.FIRST_QUARTER: 1,
    Share.SECOND_QUARTER: 25,
    Share.THIRD_QUARTER: 50,
    Share.NEARLY: 75,
    Share.ENOUGH: 90,
}
"""The least whole per cent of each."""

DAYS: dict[Silence, int] = {
    Silence.A_WEEK: 0,
    Silence.TWO_WEEKS: 8,
    Silence.FOUR_WEEKS: 15,
    Silence.EIGHT_WEEKS: 29,
    Silence.LONGER: 57,
}
"""The fewest whole days of each."""
