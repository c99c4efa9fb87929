"""The figures the service promises, measured. `make bench` runs every module here that has a `main()`.

A module's `main()` measures and gives its figures one by one:

    def main() -> Iterator[Figure]:
        yield Figure("school search, 95th percentile", 21.4, "ms", at_most=40)
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing measured, in `unit`, and what it may be. `note` says against what, and how it was measured."""

    what: str
    measured: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether it is as promised. A figure without a bound is told, and always met."""
        return (self.at_most is None or self.measured <= self.at_most) and (
            self.at_least is None or self.measured >= self.at_least
        )

    @property
    def promise(self) -> str:
        """What was promised, in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g} {self.unit}".rstrip()
        return "" if self.at_least is None else f"at least {self.at_least:g} {self.unit}".rstrip()
