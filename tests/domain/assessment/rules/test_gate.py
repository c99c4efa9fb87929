from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from npq.domain.assessment.kinds import Gap, Mover, WindowKind
from npq.domain.assessment.rules.gate import (
    GateFacts,
    StudyDone,
    WindowFacts,
    missing_to_enter,
    missing_to_open,
)
from npq.domain.enrolment.kinds import TrainingStatus

OPENS = datetime(2027, 3, 8, tzinfo=UTC)
BEFORE, INSIDE, AFTER = OPENS - timedelta(days=20), OPENS + timedelta(days=1), OPENS + timedelta(days=9)

WINDOW = WindowFacts(
    WindowKind.LIVE, OPENS, OPENS + timedelta(days=8), case_not_before=OPENS, case_retired=False
)
READY = GateFacts(
    TrainingStatus.ACTIVE, StudyDone(1000, 950, 90, enough=True), attempts_used=0, attempts=2, window=WINDOW
)


def gaps(missing) -> list[Gap]:
    return [one.gap for one in missing]


def test_who_is_ready_is_entered_before_and_opens_inside():
    assert missing_to_enter(READY, BEFORE) == ()
    assert missing_to_open(READY, INSIDE) == ()


def test_nobody_opens_before_it_opens():
    assert gaps(missing_to_open(READY, BEFORE)) == [Gap.NOT_OPEN_YET, Gap.CASE_UNDER_EMBARGO]
    assert missing_to_open(READY, BEFORE)[0].on == OPENS


@pytest.mark.parametrize(
    ("facts", "gap", "mover"),
    [
        (replace(READY, training=None), Gap.NO_PLACE, Mover.PROVIDER),
        (replace(READY, training=TrainingStatus.DEFERRED), Gap.ON_A_BREAK, Mover.PARTICIPANT),
        (replace(READY, training=TrainingStatus.WITHDRAWN), Gap.LEFT_THE_COURSE, Mover.PROVIDER),
        (replace(READY, study=None), Gap.NO_COURSE, Mover.PROVIDER),
        (replace(READY, attempts_used=2), Gap.ATTEMPTS_USED, Mover.PROVIDER),
        (replace(READY, result_to_come=True), Gap.RESULT_TO_COME, Mover.PROVIDER),
        (replace(READY, window=None), Gap.NO_WINDOW, Mover.PROVIDER),
        (replace(READY, window=replace(WINDOW, case_known=True)), Gap.CASE_KNOWN, Mover.PROVIDER),
        (replace(READY, window=replace(WINDOW, case_retired=True)), Gap.CASE_RETIRED, Mover.PROVIDER),
    ],
)
def test_each_thing_that_is_missing_says_whose_move_it_is(facts, gap, mover):
    missing = missing_to_enter(facts, BEFORE)
    assert [(one.gap, one.mover) for one in missing] == [(gap, mover)]


def test_too_little_study_says_how_much_more():
    study = StudyDone(1000, 760, 90, enough=False, units_left=(50, 60, 60, 60))
    (missing,) = missing_to_enter(replace(READY, study=study), BEFORE)
    assert (missing.gap, missing.mover, missing.minutes, missing.units) == (
        Gap.STUDY,
        Mover.PARTICIPANT,
        140,
        3,
    )


def test_what_was_enough_stays_enough():
    study = StudyDone(2000, 950, 90, enough=True, units_left=(500,))
    assert (study.minutes_short, study.units_short) == (0, 0)
    assert missing_to_enter(replace(READY, study=study), BEFORE) == ()


def test_a_rehearsal_asks_for_a_place_alone():
    early = replace(
        READY,
        study=StudyDone(1000, 0, 90, enough=False),
        attempts_used=5,
        window=replace(WINDOW, kind=WindowKind.REHEARSAL),
    )
    assert missing_to_enter(early, BEFORE) == ()
    assert gaps(missing_to_enter(replace(early, training=TrainingStatus.DEFERRED), BEFORE)) == [
        Gap.ON_A_BREAK
    ]


def test_a_window_that_is_over_lets_nobody_in():
    assert gaps(missing_to_enter(READY, AFTER)) == [Gap.CLOSED]
    assert gaps(missing_to_open(READY, AFTER)) == [Gap.CLOSED]
