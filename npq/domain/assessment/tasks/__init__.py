"""What is written to people about the assessment."""

from npq.domain.assessment.tasks import access as access
from npq.domain.assessment.tasks import alike as alike
from npq.domain.assessment.tasks import windows as windows
from npq.domain.assessment.tasks import writing as writing
