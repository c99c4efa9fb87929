from dataclasses import dataclass

from npq.domain.organisations.kinds import ImportFault
from npq.kernel.refusals import Refusal


class ImportRefused(Refusal):
    """A whole extract was refused and nothing was changed. `str()` says why in plain words; `facts` may hold `line`."""

    def __init__(self, code: ImportFault, words: str, **facts: object) -> None:
        super().__init__(code, **facts)
        self.words = words

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class RefusedRow:
    """One row of an extract that was left out: its line in the file, its URN as written there, and why."""

    line: int
    urn: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, URN {self.urn or 'missing'}: {self.reason}"
