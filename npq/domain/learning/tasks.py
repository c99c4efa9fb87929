"""What follows a place: the course opens."""

from datetime import datetime
from uuid import UUID

from npq.domain.enrolment.kinds import Task
from npq.domain.learning.operations.studying import open_study
from npq.kernel.queue import task
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer


@task(Task.OPEN_STUDY)
def open_study_of_place(*, at: datetime, key: str, registration_id: UUID) -> None:
    """Opens the course for a place that was given, unless it was taken back meanwhile."""
    try:
        open_study(by=Viewer.system(Task.OPEN_STUDY.value), at=at, registration_id=registration_id)
    except NotFound:
        return
