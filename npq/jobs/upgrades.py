"""Studies that go on to another version at once, without waiting for the sweep.

Here rather than beside its operation, because it goes by the present instant and not by that of its cause: an
assessment that has opened while the job waited must stop it.
"""

from datetime import datetime

from npq.domain.learning.kinds import Task
from npq.domain.learning.operations.upgrading import move_studies_on
from npq.kernel import clock
from npq.kernel.queue import task
from npq.kernel.viewer import Viewer


@task(Task.MOVE_STUDIES)
def move_studies_now(*, at: datetime, key: str) -> None:
    """Moves every study to where it belongs by now."""
    move_studies_on(by=Viewer.system(Task.MOVE_STUDIES.value), at=clock.now())
