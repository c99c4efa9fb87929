"""What anybody may ask of the catalogue. It is public, so no question here takes a viewer."""

from npq.domain.catalogue.queries.cohorts import (
    CohortRow,
    ScheduleRow,
    cohort_by_identifier,
    cohorts_of,
    open_by_qualification,
    open_cohorts,
    schedules_for,
)
from npq.domain.catalogue.queries.courses import Course, course_page
from npq.domain.catalogue.queries.offers import (
    OfferRow,
    PartnerRow,
    approved_for,
    delivery_partners_of,
    offers_for,
)
from npq.domain.catalogue.queries.qualifications import (
    QualificationRow,
    TopicRow,
    qualification_by_identifier,
    qualifications,
)

__all__ = [
    "CohortRow",
    "Course",
    "OfferRow",
    "PartnerRow",
    "QualificationRow",
    "ScheduleRow",
    "TopicRow",
    "approved_for",
    "cohort_by_identifier",
    "cohorts_of",
    "course_page",
    "delivery_partners_of",
    "offers_for",
    "open_by_qualification",
    "open_cohorts",
    "qualification_by_identifier",
    "qualifications",
    "schedules_for",
]
