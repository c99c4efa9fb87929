"""The letter that says a response was handed in."""

from datetime import datetime
from uuid import UUID

from npq.domain.assessment.kinds import HandedIn, Task
from npq.domain.assessment.models import Submission
from npq.gateways import email
from npq.kernel import dates
from npq.kernel.addresses import address
from npq.kernel.queue import task
from npq.kernel.refusals import NotFound

HOW: dict[HandedIn, str] = {
    HandedIn.BY_WRITER: "",
    HandedIn.AT_DEADLINE: ": by this service at the deadline, as you chose",
}


@task(Task.SEND_RECEIPT)
def send_receipt(*, at: datetime, key: str, submission_id: UUID) -> None:
    """Sends the receipt of a submission, also of one that was taken back since: it was handed in."""
    handed_in = (
        Submission.objects.filter(id=submission_id)
        .select_related("script__sitting__registration__person", "script__sitting__window")
        .defer("script__content", "script__tools_text")
        .first()
    )
    if handed_in is None:
        raise NotFound(submission_id)
    sitting = handed_in.script.sitting
    person = sitting.registration.person
    if not person.email:
        return
    email.post(
        reference=key,
        to=person.email,
        template="response-receipt",
        personalisation={
            "window": sitting.window.name,
            "receipt": handed_in.receipt,
            "submitted_at": dates.moment(handed_in.submitted_at),
            "how_text": HOW[HandedIn(handed_in.how)],
            "words": f"{handed_in.words:,}",
            "word_limit": f"{handed_in.word_limit:,}",
            "digest": handed_in.digest,
            "deadline": dates.moment(handed_in.deadline_at),
            "receipt_link": address("write-receipt", sitting_id=sitting.id),
        },
    )
