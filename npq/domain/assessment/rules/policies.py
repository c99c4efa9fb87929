"""What a policy says, as a value."""

from dataclasses import dataclass, replace

from npq.domain.assessment.kinds import OverLimit

BOUNDS = {
    "word_limit": (100, 20_000),
    "window_days": (1, 60),
    "grace_minutes": (0, 240),
    "attempts": (1, 20),
    "extension_days_most": (0, 180),
    "sample_percent": (0, 100),
    "release_after_days": (1, 365),
}
"""The least and the most that can be decided of each number."""


@dataclass(frozen=True, kw_only=True)
class PolicyTerms:
    """All that is decided for a provider's windows. What nobody has published for these qualifications is ours: see
    docs/policies.md. The pass rule and the boundary are those of the assessment pack."""

    word_limit: int
    pass_needs_no_zero: bool
    pass_at_least: int
    boundary_from: int
    boundary_to: int
    boundary_near_zero: bool
    over_limit: OverLimit = OverLimit.READ_TO_LIMIT
    window_days: int = 8
    grace_minutes: int = 15
    attempts: int = 3
    missed_counts: bool = False
    extension_days_most: int = 10
    sample_percent: int = 20
    release_after_days: int = 56

    def with_rest_of(self, other: "PolicyTerms") -> "PolicyTerms":
        """What an assessment pack says as it is here, and what it leaves open as it is there."""
        return replace(
            other,
            word_limit=self.word_limit,
            pass_needs_no_zero=self.pass_needs_no_zero,
            pass_at_least=self.pass_at_least,
            boundary_from=self.boundary_from,
            boundary_to=self.boundary_to,
            boundary_near_zero=self.boundary_near_zero,
        )

    @property
    def within_bounds(self) -> bool:
        """Whether every number is one that can be decided."""
        return all(least <= getattr(self, name) <= most for name, (least, most) in BOUNDS.items())

    @property
    def release_weeks(self) -> int:
        """Within how many weeks results come, begun weeks counted whole."""
        return -(-self.release_after_days // 7)
