from dataclasses import dataclass

from npq.domain.catalogue.kinds import CourseGroup
from npq.domain.catalogue.models import Qualification, Topic
from npq.kernel.refusals import NotFound


@dataclass(frozen=True)
class QualificationRow:
    """A qualification's facts: length in months, average study in hours a week, words of the assessment at most."""

    identifier: str
    short_code: str
    name: str
    group: CourseGroup
    months: int
    weekly_hours_low: int
    weekly_hours_high: int
    word_limit: int


@dataclass(frozen=True)
class TopicRow:
    """A topic of the framework, in the order taught."""

    position: int
    identifier: str
    name: str
    about: str


def qualifications() -> list[QualificationRow]:
    """Every qualification, in the order in which they are listed."""
    return [qualification_row(row) for row in Qualification.objects.order_by("position").defer("words")]


def qualification_by_identifier(identifier: str) -> QualificationRow:
    """One qualification. Raises NotFound."""
    row = Qualification.objects.filter(pk=identifier).defer("words").first()
    if row is None:
        raise NotFound(f"qualification {identifier}")
    return qualification_row(row)


def qualification_row(row: Qualification) -> QualificationRow:
    return QualificationRow(
        identifier=row.identifier,
        short_code=row.short_code,
        name=row.name,
        group=CourseGroup(row.group),
        months=row.months,
        weekly_hours_low=row.weekly_hours_low,
        weekly_hours_high=row.weekly_hours_high,
        word_limit=row.word_limit,
    )


def topic_row(row: Topic) -> TopicRow:
    return TopicRow(position=row.position, identifier=row.identifier, name=row.name, about=row.about)
