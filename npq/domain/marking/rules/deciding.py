"""What becomes of a script once it is marked: whether a second marker is asked, and whether two marks agree."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from npq.domain.assessment.kinds import Verdict
from npq.domain.assessment.rules.levels import Boundary, PassRule, verdict
from npq.domain.marking.kinds import Apart, SecondLook

Levels = Mapping[str, int]
"""The level of each criterion, by its id."""


class Tolerance(Struct, frozen=True, forbid_unknown_fields=True):
    """How far apart two marks of one script may be and still agree: in any criterion, and in all together."""

    criterion: int = 1
    total: int = 2


def at_boundary(levels: Levels, rule: PassRule, boundary: Boundary) -> bool:
    """Whether a second look is worth most here: by its total, or because one level more or less in one criterion that
    stands at the level that prevents a pass, or just above it, turns the verdict."""
    if boundary.begins <= sum(levels.values()) <= boundary.ends:
        return True
    return boundary.near_zero and any(_turned(levels, rule))


def second_looks(
    levels: Levels, rule: PassRule, boundary: Boundary, *, sampled: bool
) -> tuple[SecondLook, ...]:
    """Why a script is marked a second time, all reasons; none where one mark is enough."""
    reasons = {
        SecondLook.FAILED: verdict(levels.values(), rule) is Verdict.NOT_A_PASS,
        SecondLook.BOUNDARY: at_boundary(levels, rule, boundary),
        SecondLook.SAMPLE: sampled,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def apart(first: Levels, second: Levels, rule: PassRule, tolerance: Tolerance) -> tuple[Apart, ...]:
    """Why two marks of one script do not agree; none where they do, and the first stands.

    Nothing is averaged: marks on two sides of the pass line never agree, however near they are. Raises ValueError
    where they judge other criteria.
    """
    if first.keys() != second.keys():
        raise ValueError("Two marks of a script judge the same criteria.")
    reasons = {
        Apart.VERDICT: verdict(first.values(), rule) is not verdict(second.values(), rule),
        Apart.CRITERION: any(abs(first[one] - second[one]) > tolerance.criterion for one in first),
        Apart.TOTAL: abs(sum(first.values()) - sum(second.values())) > tolerance.total,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def out_of_tolerance(given: Levels, agreed: Levels, tolerance: Tolerance) -> dict[str, int]:
    """By how much a marker’s levels of a seeded script are above (or, negative, below) those agreed for it, of the
    criteria that are further off than may be."""
    return {
        one: given[one] - level
        for one, level in agreed.items()
        if abs(given[one] - level) > tolerance.criterion
    }


def _turned(levels: Levels, rule: PassRule) -> Iterator[bool]:
    """For each criterion at the level that prevents a pass or just above it: whether one level turns the verdict."""
    now = verdict(levels.values(), rule)
    for one, level in levels.items():
        if level in (rule.no, rule.no + 1):
            other = rule.no + 1 if level == rule.no else rule.no
            yield verdict({**levels, one: other}.values(), rule) is not now
