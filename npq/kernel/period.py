"""A stretch of days: the start is inside, the end is outside; no end means it still runs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` (inclusive) to `end` (exclusive, None while open). Raises ValueError when it ends too early."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"A period cannot end ({self.end}) before it starts ({self.start}).")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether one day at least lies in both."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)
