"""Letters about a window, read as they were sent."""

from datetime import timedelta

import pytest

from npq.domain.assessment.kinds import DeadlineReason, Letter, MoveReason
from npq.domain.assessment.operations.deadlines import grant_extension
from npq.domain.assessment.operations.entering import enter_window, move_sitting
from npq.domain.assessment.operations.sweeps import close_windows
from npq.domain.assessment.tasks.windows import tell_of_window
from npq.gateways.email.models import KeptLetter
from tests.domain.assessment.windows.conftest import CLOSES, DURING
from tests.jobs import run_queued_jobs
from tests.world import AT, BY

AFTER = CLOSES + timedelta(days=6)


@pytest.fixture(autouse=True)
def held(clock):
    """Letters are dated by the clock."""


@pytest.fixture
def sitting(amina, ready, window):
    return enter_window(by=amina, at=AT, registration_id=ready, window_id=window)


def the_letter() -> KeptLetter:
    """The last one, after all that is queued is done."""
    run_queued_jobs()
    return KeptLetter.objects.latest("id")


SAID = {
    Letter.THREE_WEEKS: ("opens on 7 December 2026", "You need not do anything now", "14 December 2026"),
    Letter.ONE_WEEK: (
        "opens soon, on 7 December 2026",
        "You are entered",
        "14 December 2026 at 11:59pm",
        "It is the end of the window.",
    ),
    Letter.FIRST_MORNING: (
        "nothing is wrong",
        "14 December 2026 at 11:59pm",
        "Open the case when you are ready",
    ),
    Letter.TWO_DAYS_LEFT: ("Two days to your assessment deadline", "tell Northlight Institute before"),
    Letter.THREE_HOURS_LEFT: ("Three hours to your assessment deadline", "What you have written is saved"),
}


@pytest.mark.parametrize("letter", Letter)
def test_before_and_in_a_window(sitting, letter):
    run_queued_jobs()
    tell_of_window(at=AT, key=f"one {letter}", sitting_id=sitting, letter=letter)
    told = the_letter()
    for words in (*SAID[letter], f"/assessment/{sitting}"):
        assert words in f"{told.subject}\n{told.body}"


def test_nobody_is_told_to_write_whose_writing_is_over(sitting):
    close_windows(by=BY, at=AFTER)
    run_queued_jobs()
    before = KeptLetter.objects.count()
    tell_of_window(at=AT, key="one", sitting_id=sitting, letter=Letter.TWO_DAYS_LEFT)
    assert KeptLetter.objects.count() == before


def test_another_deadline_is_told_with_its_reason(sitting, provider):
    last_day = CLOSES.date().replace(day=16)
    grant_extension(by=provider, at=AT, sitting_id=sitting, last_day=last_day, reason=DeadlineReason.WORK)
    told = the_letter()
    assert "16 December 2026" in told.subject
    assert "Your provider has given you an extension." in told.body


def test_what_was_missed_is_told_with_the_way_back_in(sitting):
    close_windows(by=BY, at=AFTER)
    told = the_letter()
    assert "We have no response from you" in told.subject
    assert "you can sit in a later window" in told.body


def test_a_later_window_is_told(amina, sitting, make, other):
    make(CLOSES.date().replace(year=2027, month=3, day=1), case=other)
    move_sitting(by=amina, at=DURING, sitting_id=sitting, reason=MoveReason.NOT_READY)
    told = the_letter()
    assert "from 1 March 2027" in told.subject
    assert "Moving uses none of your attempts." in told.body
