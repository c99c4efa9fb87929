"""Publishing what stands in files: qualifications, cohorts, lead providers, and which funding policy decides when."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from npq.domain.catalogue.operations import publish_qualification, publish_reference
from npq.domain.catalogue.page import FileError
from npq.domain.funding.operations import publish_policies
from npq.domain.learning.operations.publishing import publish_course
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.terms import read_terms
from npq.kernel.viewer import Viewer


def publish(*, at: datetime) -> None:
    """Publishes everything in the folder of courses. The same again changes nothing. Raises FileError."""
    by = Viewer.system("publish")
    for file in sorted(settings.COURSES.glob("*/qualification.toml")):
        publish_qualification(by=by, at=at, folder=file.parent)
        if (file.parent / "course.toml").is_file():
            _publish_course(by, at, file.parent)
    reference = settings.COURSES / "reference"
    publish_policies(by=by, at=at, file=reference / "funding-policies.toml")
    publish_reference(by=by, at=at, folder=reference)
    # Read from the file whenever a plan is laid out: a mistake in it is better found here.
    if (terms := reference / "school-terms.toml").is_file():
        read_terms(terms)


def _publish_course(by: Viewer, at: datetime, folder: Path) -> None:
    """Publishes the course pack in a folder. Raises FileError with its first fault."""
    pack, faults = read_pack(folder)
    if pack is None:
        more = f" (and {len(faults) - 1} more: npq course check {folder})" if len(faults) > 1 else ""
        raise FileError(f"{folder}/{faults[0]}{more}")
    publish_course(by=by, at=at, pack=pack)
