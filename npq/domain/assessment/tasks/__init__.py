"""What is written to people about the assessment."""

from npq.domain.assessment.tasks import windows as windows
from npq.domain.assessment.tasks import writing as writing
