"""Whether a study may still be changed: once its place was left, it can be read and nothing else."""

from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.kinds import RefusalCode
from npq.domain.learning.models import Study
from npq.kernel.operations import step
from npq.kernel.refusals import Refusal


@step
def require_going_on(study: Study) -> None:
    """Raises Refusal(STUDY_ENDED) where whoever studies has left the course. A break is no end."""
    left = Enrolment.objects.filter(pk=study.enrolment_id, training_status=TrainingStatus.WITHDRAWN)
    if left.exists():
        raise Refusal(RefusalCode.STUDY_ENDED)
