"""An assessment as it is published: everything worked out and rendered once."""

import hashlib
from datetime import date
from decimal import Decimal

import msgspec
from msgspec import Struct

from npq.domain.assessment.kinds import CaseKind, ChartKind, DocumentKind, Verdict
from npq.domain.assessment.packs.shapes import Criterion, Policy


class Question(Struct, frozen=True):
    """`words` is a guide, not a limit."""

    id: str
    ask: str
    words: int


class Series(Struct, frozen=True):
    """One line, or one colour of bars."""

    name: str
    values: list[Decimal]


class Chart(Struct, frozen=True):
    """What is drawn; `text` says all of it in words."""

    kind: ChartKind
    labels: list[str]
    series: list[Series]
    text: str


class Document(Struct, frozen=True):
    """A supporting document. `html` holds a chart's figures as a table too."""

    id: str
    title: str
    kind: DocumentKind
    about: str
    html: str
    chart: Chart | None


class CasePaper(Struct, frozen=True):
    """All that a candidate sees of a case. `html` is the case itself."""

    title: str
    trust: str
    set: str
    about: str
    html: str
    documents: list[Document]
    questions: list[Question]


class Annotation(Struct, frozen=True):
    """What a marker would say beside paragraph `after`, counted from 1 without headings."""

    after: int
    criterion: str
    note: str


class Answer(Struct, frozen=True):
    """A response, its levels and why. `text` is as it was written, with a blank line between paragraphs."""

    id: str
    title: str
    text: str
    words: int
    levels: dict[str, int]
    total: int
    verdict: Verdict
    annotations: list[Annotation]


class ForMarkers(Struct, frozen=True):
    """What no candidate sees before the end. `notes` are HTML; empty where a case has none."""

    notes: str
    answers: list[Answer]


class Case(Struct, frozen=True):
    """A case study. When it may be seen is no part of what it is, and of its digest."""

    id: str
    family: str
    variant: str
    kind: CaseKind
    paper: CasePaper
    for_markers: ForMarkers
    not_before: date | None

    @property
    def digest(self) -> str:
        """What the case is known by: the same content, the same digest."""
        return _digest([self.id, self.family, self.variant, self.kind, self.paper, self.for_markers])


class Rubric(Struct, frozen=True):
    version: str
    note: str
    criteria: list[Criterion]

    @property
    def digest(self) -> str:
        """What the rubric is known by: the same content, the same digest."""
        return _digest(self)


class Assessment(Struct, frozen=True):
    """A whole assessment, as one version of it."""

    qualification: str
    title: str
    version: str
    note: str
    framework: str
    policy: Policy
    rubric: Rubric
    cases: list[Case]

    @property
    def digest(self) -> str:
        """What the assessment is known by: the same content, the same digest."""
        facts = [self.qualification, self.title, self.version, self.note, self.framework, self.policy]
        return _digest([*facts, self.rubric.digest, [case.digest for case in self.cases]])


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()
