"""How far two markers agree: shares, coefficients with their intervals, and severity. In: levels in pairs, one pair for
each judgement of the same thing by both.

Weighted kappa takes the squared distance of two levels for its weight: two levels apart is four times as far as one.
Its standard error is that of Fleiss, Cohen and Everitt (1969). For pass or fail, where nearly all is one of the two,
kappa falls though markers agree, and Gwet’s AC1 (2008) stands beside it.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

SURE = 1.959963984540054
"""How many standard errors there are on either side of an interval of 95 %."""

FEWEST = 20
"""On fewer judgements than these nothing is said: chance alone would speak."""

TOO_FEW_TO_TELL = 10
"""A mean difference on so many shared scripts is believed by half, on more of them by more."""


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement, 1 at most and 0 by chance, with its interval of 95 % and how many pairs it is of."""

    value: float
    low: float
    high: float
    error: float
    n: int


@dataclass(frozen=True)
class Limits:
    """By how much the second marker’s totals are higher on average, and between what 95 % of the differences lie."""

    mean: float
    low: float
    high: float
    n: int


def confusion(pairs: Iterable[tuple[int, int]], levels: int) -> list[list[int]]:
    """How often each level of the first (row) met each of the second (column), of levels 0 to `levels` - 1."""
    table = [[0] * levels for _ in range(levels)]
    for first, second in pairs:
        table[first][second] += 1
    return table


def share_within(pairs: Sequence[tuple[int, int]], apart: int) -> float:
    """The share of pairs that are no more than `apart` levels apart: 0 is exact agreement, 1 adjacent."""
    return sum(abs(first - second) <= apart for first, second in pairs) / len(pairs)


def weighted_kappa(pairs: Sequence[tuple[int, int]], levels: int) -> Coefficient | None:
    """Kappa with quadratic weights. None where both gave one level throughout, so that there is nothing to explain."""
    n, most = len(pairs), (levels - 1) ** 2
    seen = {pair: many / n for pair, many in Counter(pairs).items()}
    rows, columns = [0.0] * levels, [0.0] * levels
    for (first, second), share in seen.items():
        rows[first] += share
        columns[second] += share
    weight = [[1 - (i - j) ** 2 / most for j in range(levels)] for i in range(levels)]
    observed = sum(share * weight[i][j] for (i, j), share in seen.items())
    by_chance = sum(rows[i] * columns[j] * weight[i][j] for i in range(levels) for j in range(levels))
    if math.isclose(by_chance, 1):
        return None
    kappa = (observed - by_chance) / (1 - by_chance)
    of_row = [sum(columns[j] * weight[i][j] for j in range(levels)) for i in range(levels)]
    of_column = [sum(rows[i] * weight[i][j] for i in range(levels)) for j in range(levels)]
    spread = sum(
        share * (weight[i][j] - (of_row[i] + of_column[j]) * (1 - kappa)) ** 2
        for (i, j), share in seen.items()
    )
    variance = (spread - (kappa - by_chance * (1 - kappa)) ** 2) / (n * (1 - by_chance) ** 2)
    return _coefficient(kappa, variance, n)


def ac1(pairs: Sequence[tuple[Hashable, Hashable]]) -> Coefficient | None:
    """Gwet’s AC1 of two values, such as pass and no pass. None of fewer than two pairs, which have no spread."""
    n = len(pairs)
    if n <= 1:
        return None
    shares = Counter(value for pair in pairs for value in pair)
    kinds = 2
    if len(shares) > kinds:
        raise ValueError("AC1 is asked of more than two values here.")
    usual = {value: many / (2 * n) for value, many in shares.items()}
    by_chance = sum(share * (1 - share) for share in usual.values())
    observed = sum(first == second for first, second in pairs) / n
    value = (observed - by_chance) / (1 - by_chance)
    # What each pair adds, and what it adds to chance.
    spread = 0.0
    for first, second in pairs:
        agrees = ((first == second) - by_chance) / (1 - by_chance)
        chance = 1 - (usual[first] + usual[second]) / 2
        spread += (agrees - 2 * (1 - value) * (chance - by_chance) / (1 - by_chance) - value) ** 2
    return _coefficient(value, spread / (n * (n - 1)), n)


def limits_of_agreement(totals: Sequence[tuple[int, int]]) -> Limits:
    """How far the totals of two markers lie apart. Raises ValueError for fewer than two pairs."""
    apart = [second - first for first, second in totals]
    if len(apart) <= 1:
        raise ValueError("One pair has no spread.")
    mean, spread = fmean(apart), stdev(apart)
    return Limits(mean, mean - SURE * spread, mean + SURE * spread, len(apart))


def severity(apart: Sequence[float]) -> float:
    """By how much a marker’s totals are likely to be higher than the others’ on the same scripts, in levels of the
    total; lower is more severe. Drawn towards 0 the fewer scripts they share. In: the differences on each of these."""
    return sum(apart) / (len(apart) + TOO_FEW_TO_TELL)


def _coefficient(value: float, variance: float, n: int) -> Coefficient:
    error = math.sqrt(max(variance, 0.0))
    return Coefficient(value, max(value - SURE * error, -1.0), min(value + SURE * error, 1.0), error, n)
