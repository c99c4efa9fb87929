"""What an author of an assessment writes, as shapes: the fields of every kind of file."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from npq.domain.assessment.kinds import CaseKind, ChartKind, DocumentKind, Verdict
from npq.domain.assessment.rules.levels import Boundary, PassRule
from npq.domain.learning.packs.shapes import Id, Line, Version

Level = Annotated[int, Meta(ge=0, le=9)]


class _Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt field is an error, not a silence."""


class Policy(_Shape, frozen=True, rename={"passes": "pass"}):
    """What is asked of a response, and what becomes of its levels."""

    word_limit: Annotated[int, Meta(ge=100, le=20_000)]
    criteria: Annotated[int, Meta(ge=1, le=20)]
    levels: Annotated[int, Meta(ge=2, le=10)]
    passes: PassRule
    boundary: Boundary


class AssessmentFile(_Shape, frozen=True, rename={"passes": "pass"}):
    """assessment.toml"""

    title: Line
    version: Version
    qualification: Id
    note: Annotated[str, Meta(min_length=1, max_length=2000)]
    framework: Id
    grade: Annotated[float, Meta(gt=0, le=20)]
    word_limit: Annotated[int, Meta(ge=100, le=20_000)]
    criteria: Annotated[int, Meta(ge=1, le=20)]
    levels: Annotated[int, Meta(ge=2, le=10)]
    passes: PassRule
    boundary: Boundary

    def __post_init__(self) -> None:
        most = self.criteria * (self.levels - 1)
        if not self.passes.no < self.levels - 1 or self.passes.at_least > most:
            raise ValueError("nobody could pass: it asks for more levels than there are")
        if not self.boundary.begins <= self.passes.at_least <= self.boundary.ends:
            raise ValueError("the boundary does not hold the total that passes")

    @property
    def policy(self) -> Policy:
        return Policy(self.word_limit, self.criteria, self.levels, self.passes, self.boundary)


class LevelWords(_Shape, frozen=True):
    """What a level is, by what a marker can point to."""

    level: Level
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    descriptor: Annotated[str, Meta(min_length=1, max_length=600)]


class Criterion(_Shape, frozen=True):
    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    about: Annotated[str, Meta(min_length=1, max_length=600)]
    levels: Annotated[list[LevelWords], Meta(min_length=2)]


class RubricFile(_Shape, frozen=True):
    """rubric.toml"""

    version: Version
    note: Annotated[str, Meta(min_length=1, max_length=2000)]
    criterion: Annotated[list[Criterion], Meta(min_length=1)]


class QuestionFile(_Shape, frozen=True):
    """One question of a case. `words` is a guide."""

    id: Id
    ask: Annotated[str, Meta(min_length=1, max_length=1000)]
    words: Annotated[int, Meta(ge=50, le=20_000)]


class CaseFile(_Shape, frozen=True):
    """case.toml. `names` are people, schools and places that the data book does not name."""

    id: Id
    family: Id
    variant: Annotated[str, Meta(pattern=r"^[a-z0-9]{1,10}$")]
    kind: CaseKind
    title: Line
    trust: Line
    set: Line
    about: Annotated[str, Meta(min_length=1, max_length=600)]
    question: Annotated[list[QuestionFile], Meta(min_length=1)]
    names: list[Line] = []
    not_before: date | None = None

    def __post_init__(self) -> None:
        if self.kind is CaseKind.LIVE and self.not_before is None:
            raise ValueError("a live case needs not_before, the first day on which it may be seen")


class DocumentFront(_Shape, frozen=True):
    """documents/*.md. A chart is a table of its text, and `text` says in words all that it shows."""

    id: Id
    title: Line
    kind: DocumentKind
    about: Annotated[str, Meta(min_length=1, max_length=400)]
    chart: ChartKind | None = None
    text: str = ""

    def __post_init__(self) -> None:
        is_chart = self.kind is DocumentKind.CHART
        if is_chart and not self.text.strip():
            raise ValueError("a chart needs text: what it shows, in words")
        if is_chart != (self.chart is not None):
            raise ValueError("chart says how a chart is drawn, and stands on no other document")
        if self.text and not is_chart:
            raise ValueError("text stands on a chart, and on no other document")


class AnnotationFront(_Shape, frozen=True):
    """What a marker would say beside a paragraph, counted from 1 without headings."""

    after: Annotated[int, Meta(ge=1)]
    criterion: Id
    note: Annotated[str, Meta(min_length=1, max_length=2000)]


class AnswerFront(_Shape, frozen=True):
    """answers/*.md. Their text is the response as a candidate would have written it."""

    title: Line
    levels: dict[str, Level]
    total: Annotated[int, Meta(ge=0)]
    verdict: Verdict
    annotations: Annotated[list[AnnotationFront], Meta(min_length=1)]
