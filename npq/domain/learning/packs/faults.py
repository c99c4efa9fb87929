"""What is wrong with a pack: each fault with its file and line, so that all of them can be mended in one go."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """`file` is relative to the pack; `line` counts from 1."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


@dataclass
class Faults:
    """Collects faults while a pack is read. Reading goes on after a fault wherever that makes sense."""

    root: Path
    found: list[Fault] = field(default_factory=list)

    def add(self, file: Path, line: int, says: str) -> None:
        self.found.append(Fault(file.relative_to(self.root).as_posix(), max(1, line), says))

    def in_order(self) -> list[Fault]:
        return sorted(set(self.found))


def line_of(text: str, needle: str, *, after: int = 1) -> int:
    """The first line from `after` on that holds `needle`; `after` itself where none does."""
    for number, line in enumerate(text.splitlines(), start=1):
        if number >= after and needle in line:
            return number
    return after
