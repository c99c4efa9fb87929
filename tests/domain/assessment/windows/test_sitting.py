"""Who sits: entered when ready, the case opened in its time, moved to a later window, missed when nothing came."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from npq.domain.assessment.kinds import Gap, MoveReason, SittingState, Task, WindowKind, WindowRefusal
from npq.domain.assessment.models import CaseExposure, Sitting
from npq.domain.assessment.operations.entering import enter_window, move_sitting, open_case
from npq.domain.assessment.operations.sweeps import close_windows, enter_participants, remind_of_windows
from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.engagement.kinds import StepKind, StepNote, StepState
from npq.domain.engagement.queries import route_for
from npq.domain.enrolment.kinds import DeferralReason
from npq.domain.enrolment.operations import defer_enrolment
from npq.domain.learning.models import Study
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, DURING, OPENS, OPENS_ON
from tests.world import AT, BY

SOON = OPENS - timedelta(days=20)


@pytest.fixture
def sitting(amina, ready, window):
    return enter_window(by=amina, at=AT, registration_id=ready, window_id=window)


@pytest.fixture
def later(make, other, window):
    return make(date(2027, 3, 1), case=other)


def queued(task: Task) -> list[dict]:
    """What each job of a task was given, in the order they were queued."""
    waiting = ProcrastinateJob.objects.filter(task_name=task.value).order_by("id")
    return [job.args for job in waiting]


def state(sitting) -> SittingState:
    return SittingState(Sitting.objects.get(id=sitting).state)


def test_who_is_ready_is_entered_once(amina, ready, window, sitting):
    assert enter_window(by=amina, at=AT, registration_id=ready, window_id=window) == sitting
    assert state(sitting) is SittingState.ENTERED
    assert [entry.kind for entry in entries_about("sitting", sitting)] == ["sitting_entered"]


def test_who_has_not_studied_enough_is_told_what_is_missing(amina, place, window):
    with pytest.raises(Refusal) as refused:
        enter_window(by=amina, at=AT, registration_id=place, window_id=window)
    assert refused.value.code is WindowRefusal.NOT_READY_TO_SIT
    assert refused.value.facts["missing"] == (Gap.NO_COURSE,)


def test_strangers_enter_open_and_move_nothing(ready, window, sitting, zed, meridian):
    for stranger in (zed, world.staff(meridian)):
        with pytest.raises(NotFound):
            enter_window(by=stranger, at=AT, registration_id=ready, window_id=window)
        with pytest.raises(NotFound):
            open_case(by=stranger, at=DURING, sitting_id=sitting)
        with pytest.raises(NotFound):
            move_sitting(by=stranger, at=AT, sitting_id=sitting, reason=MoveReason.WORK)


def test_a_provider_opens_no_case_for_somebody(provider, sitting):
    with pytest.raises(NotFound):
        open_case(by=provider, at=DURING, sitting_id=sitting)


def test_the_case_opens_with_its_window(amina, sitting):
    with pytest.raises(Refusal) as refused:
        open_case(by=amina, at=OPENS - timedelta(seconds=1), sitting_id=sitting)
    assert Gap.NOT_OPEN_YET in refused.value.facts["missing"]
    open_case(by=amina, at=OPENS, sitting_id=sitting)
    open_case(by=amina, at=DURING, sitting_id=sitting)
    assert Sitting.objects.get(id=sitting).opened_at == OPENS
    assert CaseExposure.objects.count() == 1


def test_nobody_opens_it_after_their_deadline_or_on_a_break(amina, ready, sitting):
    with pytest.raises(Refusal):
        open_case(by=amina, at=CLOSES, sitting_id=sitting)
    defer_enrolment(
        by=amina,
        at=AT,
        registration_id=ready,
        reason=DeferralReason.OTHER,
        returns_on=date(2027, 1, 4),
    )
    with pytest.raises(Refusal) as refused:
        open_case(by=amina, at=DURING, sitting_id=sitting)
    assert refused.value.facts["missing"] == (Gap.ON_A_BREAK,)


def test_moving_goes_to_the_next_window_and_uses_no_attempt(amina, sitting, later):
    moved = move_sitting(by=amina, at=AT, sitting_id=sitting, reason=MoveReason.WORK)
    assert move_sitting(by=amina, at=AT, sitting_id=sitting, reason=MoveReason.WORK) == moved
    onward = Sitting.objects.get(id=moved)
    assert (onward.window_id, onward.attempt, state(sitting)) == (later, 1, SittingState.MOVED)
    assert len(queued(Task.TELL_MOVED)) == 1


def test_a_provider_moves_somebody_too_until_the_deadline(provider, sitting, later):
    with pytest.raises(Refusal) as refused:
        move_sitting(by=provider, at=CLOSES, sitting_id=sitting, reason=MoveReason.OTHER)
    assert refused.value.code is WindowRefusal.SITTING_OVER
    move_sitting(by=provider, at=CLOSES - timedelta(minutes=1), sitting_id=sitting, reason=MoveReason.OTHER)
    assert state(sitting) is SittingState.MOVED


def test_without_a_later_window_nothing_moves(amina, sitting):
    with pytest.raises(Refusal) as refused:
        move_sitting(by=amina, at=AT, sitting_id=sitting, reason=MoveReason.WORK)
    assert refused.value.code is WindowRefusal.NO_LATER_WINDOW
    assert state(sitting) is SittingState.ENTERED


def test_who_has_read_a_case_moves_to_a_window_with_another(amina, sitting, make, other):
    make(date(2027, 3, 1))
    onward = make(date(2027, 6, 1), case=other)
    open_case(by=amina, at=DURING, sitting_id=sitting)
    moved = move_sitting(by=amina, at=DURING, sitting_id=sitting, reason=MoveReason.PERSONAL)
    assert Sitting.objects.get(id=moved).window_id == onward


def test_the_sweep_enters_whoever_is_ready_three_weeks_before_and_once(ready, window):
    assert enter_participants(by=BY, at=OPENS - timedelta(days=22)) == 0
    assert enter_participants(by=BY, at=SOON) == 1
    assert enter_participants(by=BY, at=SOON) == 0


def test_the_sweep_enters_late_who_gets_ready_late(ready, window):
    Study.objects.update(enough_at=None)
    assert enter_participants(by=BY, at=SOON) == 0
    Study.objects.update(enough_at=AT)
    assert enter_participants(by=BY, at=DURING) == 1
    assert enter_participants(by=BY, at=CLOSES) == 0


def test_a_rehearsal_is_for_everybody_with_a_place(place, make, rehearsal):
    make(kind=WindowKind.REHEARSAL, case=rehearsal)
    assert enter_participants(by=BY, at=SOON) == 1


def test_letters_come_in_their_order_and_each_once(sitting):
    told = []
    at = OPENS - timedelta(days=22)
    while at < CLOSES + timedelta(days=1):
        before = len(queued(Task.TELL_OF_WINDOW))
        remind_of_windows(by=BY, at=at)
        remind_of_windows(by=BY, at=at)
        told += queued(Task.TELL_OF_WINDOW)[before:]
        at += timedelta(hours=1)
    assert [job["letter"] for job in told] == [
        "three_weeks",
        "one_week",
        "first_morning",
        "two_days_left",
        "three_hours_left",
    ]


def test_a_sweep_that_slept_sends_the_last_letter_alone(sitting):
    assert remind_of_windows(by=BY, at=DURING) == 1
    assert [job["letter"] for job in queued(Task.TELL_OF_WINDOW)] == ["first_morning"]
    assert remind_of_windows(by=BY, at=DURING) == 0


def test_nothing_by_the_end_of_grace_is_missed_once(sitting):
    grace = timedelta(minutes=15)
    assert close_windows(by=BY, at=CLOSES + grace - timedelta(seconds=1)) == 0
    assert close_windows(by=BY, at=CLOSES + timedelta(days=3)) == 1
    assert close_windows(by=BY, at=CLOSES + timedelta(days=3)) == 0
    assert state(sitting) is SittingState.MISSED
    assert len(queued(Task.TELL_MISSED)) == 1


def test_who_missed_one_is_entered_for_the_next(sitting, later):
    close_windows(by=BY, at=CLOSES + timedelta(days=1))
    assert enter_participants(by=BY, at=CLOSES + timedelta(days=70)) == 1
    assert Sitting.objects.get(window=later).attempt == 1


def test_the_route_follows(amina, ready, sitting):
    def step():
        return route_for(amina, ready, AT).step(StepKind.ASSESSMENT)

    assert (step().note, step().by) == (StepNote.ASSESSMENT_ENTERED, CLOSES.date())
    open_case(by=amina, at=DURING, sitting_id=sitting)
    assert (step().state, step().note) == (StepState.YOURS, StepNote.ASSESSMENT_OPEN)
    close_windows(by=BY, at=CLOSES + timedelta(days=1))
    assert (step().note, step().by) == (StepNote.ASSESSMENT_MISSED, None)


def test_the_database_allows_no_move_that_is_not_in_the_table(sitting):
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Sitting.objects.filter(id=sitting).update(state="sealed", candidate_number="ABCD", opened_at=OPENS)


def test_the_window_is_of_ones_own_provider_and_cohort(amina, ready, meridian, make):
    world.cohort("2027b")
    with pytest.raises(NotFound):
        enter_window(
            by=amina,
            at=AT,
            registration_id=ready,
            window_id=make(OPENS_ON, cohort_id=cohort_by_identifier("2027b").id),
        )
