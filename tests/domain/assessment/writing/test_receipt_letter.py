"""The receipt by letter."""

from npq.domain.assessment.models import Submission
from npq.domain.assessment.operations.submitting import Statement, submit_script
from npq.gateways.email.models import KeptLetter
from tests.jobs import run_queued_jobs
from tests.world import AT


def test_it_says_what_was_handed_in_and_when(save, amina, sitting):
    save(plan="One two three.")
    submit_script(by=amina, at=AT, sitting_id=sitting, seen=1, statement=Statement(is_own=True))
    row = Submission.objects.get()
    run_queued_jobs()
    [letter] = KeptLetter.objects.filter(template="response-receipt")
    for said in (
        row.receipt,
        row.digest,
        "3, of a limit of 20",
        "2 November 2026 at 9:30am",
        f"{sitting}/receipt",
    ):
        assert said in letter.body
    assert "One two" not in letter.body
