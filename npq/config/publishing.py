"""Publishing what stands in files: qualifications, cohorts, lead providers, and which funding policy decides when."""

from datetime import datetime

from django.conf import settings

from npq.domain.catalogue.operations import publish_qualification, publish_reference
from npq.domain.funding.operations import publish_policies
from npq.kernel.viewer import Viewer


def publish(*, at: datetime) -> None:
    """Publishes everything in the folder of courses. The same again changes nothing. Raises FileError."""
    by = Viewer.system("publish")
    for file in sorted(settings.COURSES.glob("*/qualification.toml")):
        publish_qualification(by=by, at=at, folder=file.parent)
    reference = settings.COURSES / "reference"
    publish_policies(by=by, at=at, file=reference / "funding-policies.toml")
    publish_reference(by=by, at=at, folder=reference)
