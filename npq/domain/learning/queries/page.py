"""One page of the course as somebody studies it, without what they wrote on it."""

from dataclasses import dataclass

from msgspec import Struct

from npq.domain.learning.kinds import HowSure, Moment
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.packs.shapes import Source
from npq.domain.learning.queries.studying import StudyRow, UnitLine


class Tried(Struct, frozen=True):
    """The last try at a question: what was given, and how many tries there were."""

    given: list[int] | str
    right: bool
    tries: int


@dataclass(frozen=True)
class StudyPage:
    """One page as somebody studies it: what was decided and answered on it, and what stands around it."""

    study: StudyRow
    topic: str
    topic_name: str
    unit: UnitLine
    page: Page
    done: bool
    before: str | None
    after: str | None
    decided: dict[str, str]
    tried: dict[str, Tried]
    sure: dict[Moment, HowSure]
    sources: dict[str, Source]
    setting: str = ""
    """HTML, on the first page of a topic: where its cases play, and who one is in them."""

    @property
    def next_in_unit(self) -> str | None:
        """The page after this one, unless this is the last of its unit."""
        return self.after if self.after in {line.id for line in self.unit.pages} else None
