from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from npq.domain.catalogue.queries import CohortRow, QualificationRow, open_by_qualification, qualifications
from npq.domain.registration.models import LIVE, Registration
from npq.kernel.viewer import Viewer


@dataclass(frozen=True)
class OpenCourse:
    """A qualification in a cohort that takes registrations. `registration` is the viewer's live one for it."""

    qualification: QualificationRow
    cohort: CohortRow
    registration: UUID | None

    @property
    def key(self) -> str:
        return f"{self.qualification.identifier}/{self.cohort.identifier}"


def open_courses(viewer: Viewer, at: datetime) -> list[OpenCourse]:
    """Every course that takes registrations at an instant, first start first within its qualification."""
    live = Registration.objects.filter(LIVE, person_id=viewer.own_id, made_here=True)
    registered = {(of, cohort): id for id, of, cohort in live.values_list("id", "qualification", "cohort")}
    cohorts = open_by_qualification(at)
    return [
        OpenCourse(qualification, cohort, registered.get((qualification.identifier, cohort.id)))
        for qualification in qualifications()
        for cohort in cohorts.get(qualification.identifier, [])
    ]
