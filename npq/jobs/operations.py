"""What the worker itself writes down."""

from datetime import datetime

from npq.jobs.kinds import JournalKind
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.viewer import Viewer


@operation
def note_refusal(*, by: Viewer, at: datetime, job_id: int, code: str, key: str) -> None:
    """Records that a job was told no, and why; its key says which cause it followed."""
    journal.record(JournalKind.JOB_REFUSED, by=by, at=at, subject=("job", job_id), code=code, key=key)
