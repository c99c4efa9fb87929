"""What becomes of the levels of a response: whether they are a pass."""

from collections.abc import Collection

from msgspec import Struct

from npq.domain.assessment.kinds import Verdict


class PassRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A pass has no criterion at level `no` or below it, and a total of `at_least`."""

    no: int
    at_least: int


class Boundary(Struct, frozen=True, forbid_unknown_fields=True, rename={"begins": "from", "ends": "to"}):
    """Where a second look is worth most: totals from `begins` to `ends`; with `near_zero`, also wherever one level
    more or less in one criterion decides by itself, because a criterion stands at the level that prevents a pass, or
    just above it."""

    begins: int
    ends: int
    near_zero: bool = False


def verdict(levels: Collection[int], rule: PassRule) -> Verdict:
    """What the levels of all criteria come to."""
    passes = min(levels, default=rule.no) > rule.no and sum(levels) >= rule.at_least
    return Verdict.PASS if passes else Verdict.NOT_A_PASS
