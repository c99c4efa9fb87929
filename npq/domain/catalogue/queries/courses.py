from dataclasses import dataclass
from datetime import datetime

from npq.domain.catalogue.kinds import Phase
from npq.domain.catalogue.models import Qualification
from npq.domain.catalogue.page import CoursePage, read_page
from npq.domain.catalogue.queries.cohorts import CohortRow, cohorts_of
from npq.domain.catalogue.queries.offers import OfferRow, approved_for
from npq.domain.catalogue.queries.qualifications import (
    QualificationRow,
    TopicRow,
    qualification_row,
    topic_row,
)
from npq.domain.catalogue.rules import featured, study_hours
from npq.kernel.refusals import NotFound


@dataclass(frozen=True)
class Course:
    """All a course page says of one qualification at one moment, for one of its cohorts (None while it has none).

    `next_start` is the cohort one can register for next, now or when it opens; None where none is planned.
    """

    qualification: QualificationRow
    words: CoursePage
    topics: tuple[TopicRow, ...]
    cohorts: tuple[tuple[CohortRow, Phase], ...]
    cohort: CohortRow | None
    phase: Phase | None
    next_start: CohortRow | None
    offers: tuple[OfferRow, ...]
    study_hours: tuple[int, int]


def course_page(identifier: str, at: datetime, cohort: str | None = None) -> Course:
    """The course page of a qualification, for the cohort named, or else for the one that matters now.

    Five queries, however many topics, cohorts, providers and partners there are. Raises NotFound for an unknown
    qualification, and for a cohort in which nobody offers it.
    """
    row = Qualification.objects.prefetch_related("topics").filter(pk=identifier).first()
    if row is None:
        raise NotFound(f"qualification {identifier}")
    qualification = qualification_row(row)
    cohorts = cohorts_of(identifier)
    matters = featured(cohorts, at)
    shown = _named(cohorts, cohort) if cohort is not None else matters
    return Course(
        qualification=qualification,
        words=read_page(row.words),
        topics=tuple(topic_row(topic) for topic in row.topics.all()),
        cohorts=tuple((one, one.phase(at)) for one in cohorts),
        cohort=shown,
        phase=shown.phase(at) if shown else None,
        next_start=matters if matters and matters.phase(at) is not Phase.CLOSED else None,
        offers=tuple(approved_for(identifier, shown.id)) if shown else (),
        study_hours=study_hours(
            qualification.months, qualification.weekly_hours_low, qualification.weekly_hours_high
        ),
    )


def _named(cohorts: list[CohortRow], identifier: str) -> CohortRow:
    for cohort in cohorts:
        if cohort.identifier == identifier:
            return cohort
    raise NotFound(f"cohort {identifier}")
