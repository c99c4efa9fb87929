"""What a policy says, as a value."""

from dataclasses import dataclass

from npq.domain.assessment.kinds import OverLimit


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

    @property
    def release_weeks(self) -> int:
        """Within how many weeks results come, begun weeks counted whole."""
        return -(-self.release_after_days // 7)
