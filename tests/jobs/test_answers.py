from enum import StrEnum

import pytest

from npq.jobs.answers import run_job
from npq.kernel.models import Entry
from npq.kernel.queue import Hopeless
from npq.kernel.refusals import NotFound, Refusal

pytestmark = pytest.mark.django_db


class Code(StrEnum):
    TOO_LATE = "too_late"


def run(error: Exception | None = None) -> None:
    def work() -> None:
        if error is not None:
            raise error

    run_job(work, name="test.task", job_id=7, key="told:1")


def test_a_job_that_is_done_leaves_no_trace(at):
    run()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refusal(Code.TOO_LATE, name="Ann"), "too_late"),
        (NotFound("person 1"), "not_found"),
        (Hopeless("address_refused"), "address_refused"),
    ],
)
def test_a_refusal_is_written_down_with_its_code_alone(at, error, code):
    run(error)
    entry = Entry.objects.get()
    assert (entry.at, entry.by_kind, entry.by_reference) == (at, "system", "test.task")
    assert (entry.subject_kind, entry.subject_id) == ("job", "7")
    assert entry.facts == {"code": code, "key": "told:1"}


def test_a_failure_comes_through_to_be_tried_again(at):
    with pytest.raises(OSError, match="no network"):
        run(OSError("no network"))
    assert not Entry.objects.exists()
