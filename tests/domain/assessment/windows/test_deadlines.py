"""Extensions, failures of ours and arrangements: each makes a deadline later, and nobody else learns why."""

from datetime import date, timedelta

import pytest

from npq.domain.assessment.kinds import DeadlineReason, Format, WindowRefusal
from npq.domain.assessment.models import AccessArrangement, Sitting
from npq.domain.assessment.operations.access import (
    Agreed,
    agree_arrangement,
    end_arrangement,
    forget_access,
    redact_access,
)
from npq.domain.assessment.operations.deadlines import grant_extension, note_incident
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.sweeps import close_windows
from npq.domain.assessment.queries.privacy import held_about
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, DURING, OPENS
from tests.world import AT, BY

A_DAY = timedelta(days=1)
QUARTER = Agreed(extra_time_percent=25, formats=(Format.LARGE_PRINT,))


@pytest.fixture
def sitting(amina, ready, window):
    return enter_window(by=amina, at=AT, registration_id=ready, window_id=window)


@pytest.fixture
def extend(provider, sitting):
    def extend(days, *, by=None, at=DURING):
        last_day = CLOSES.date() + timedelta(days=days)
        grant_extension(
            by=by or provider, at=at, sitting_id=sitting, last_day=last_day, reason=DeadlineReason.WORK
        )

    return extend


def deadline(sitting):
    return Sitting.objects.get(id=sitting).deadline_at


def test_an_extension_moves_one_deadline_once(extend, sitting):
    extend(2)
    extend(2)
    assert deadline(sitting) == CLOSES + 2 * A_DAY
    kinds = [entry.kind for entry in entries_about("sitting", sitting)]
    assert kinds == ["sitting_entered", "deadline_moved"]


def test_an_extension_is_the_providers_to_give(extend, amina, zed, meridian):
    for stranger in (amina, zed, world.staff(meridian)):
        with pytest.raises(NotFound):
            extend(1, by=stranger)


def test_an_extension_is_later_and_within_the_policy(extend):
    for days, code in ((0, WindowRefusal.DEADLINE_NOT_LATER), (11, WindowRefusal.EXTENSION_TOO_LONG)):
        with pytest.raises(Refusal) as refused:
            extend(days)
        assert refused.value.code is code


def test_a_window_that_was_missed_is_not_extended(extend):
    close_windows(by=BY, at=CLOSES + A_DAY)
    with pytest.raises(Refusal) as refused:
        extend(2, at=CLOSES + A_DAY)
    assert refused.value.code is WindowRefusal.SITTING_OVER


def test_what_we_failed_is_given_to_everybody_once(provider, window, sitting):
    for seen in (0, 0):
        note_incident(
            by=provider,
            at=DURING,
            window_id=window,
            minutes=90,
            reason=DeadlineReason.SERVICE_FAILED,
            seen=seen,
        )
    assert deadline(sitting) == CLOSES + timedelta(minutes=90)
    with pytest.raises(NotFound):
        note_incident(
            by=world.staff(world.lead_provider("Somebody else")),
            at=DURING,
            window_id=window,
            minutes=90,
            reason=DeadlineReason.SERVICE_FAILED,
            seen=1,
        )


def test_what_failed_for_one_is_given_to_one(provider, window, sitting, meridian, amina, zed):
    def note(minutes, seen, by=provider, whose=sitting):
        return note_incident(
            by=by,
            at=DURING,
            window_id=window,
            minutes=minutes,
            reason=DeadlineReason.CONNECTION_FAILED,
            seen=seen,
            sitting_id=whose,
        )

    assert [note(20, 0), note(20, 0)] == [1, 0]
    with pytest.raises(Refusal) as refused:
        note(30, 0)
    assert refused.value.code is WindowRefusal.INCIDENT_NOTED_MEANWHILE
    assert note(30, 1) == 1
    assert deadline(sitting) == CLOSES + timedelta(minutes=50)
    for stranger in (world.staff(meridian), amina, zed):
        with pytest.raises(NotFound):
            note(40, 2, by=stranger)
    with pytest.raises(NotFound):
        note(40, 2, whose=window)


def test_an_arrangement_gives_time_in_every_window_and_once(provider, ready, sitting):
    first = agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    assert agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER) == first
    assert deadline(sitting) == CLOSES + 2 * A_DAY


def test_an_arrangement_made_before_holds_for_who_is_entered_later(amina, provider, ready, window):
    agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
    assert deadline(sitting) == CLOSES + 2 * A_DAY


def test_what_ends_in_a_window_takes_nothing_back_and_before_it_gives_nothing(provider, ready, sitting):
    agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    end_arrangement(by=provider, at=DURING, registration_id=ready)
    assert deadline(sitting) == CLOSES + 2 * A_DAY
    AccessArrangement.objects.update(ended_at=OPENS - A_DAY)
    end_arrangement(by=provider, at=DURING, registration_id=ready)
    assert AccessArrangement.objects.count() == 1


def test_an_arrangement_that_ended_before_gives_nothing(provider, ready, sitting):
    agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    end_arrangement(by=provider, at=AT + A_DAY, registration_id=ready)
    assert deadline(sitting) == CLOSES


def test_an_arrangement_is_agreed_by_ones_own_provider_alone(ready, amina, zed, meridian):
    for stranger in (amina, zed, world.staff(meridian)):
        with pytest.raises(NotFound):
            agree_arrangement(by=stranger, at=AT, registration_id=ready, agreed=QUARTER)


@pytest.mark.parametrize(
    "agreed",
    [Agreed(), Agreed(extra_time_percent=101), Agreed(more_days=1, ends_on=date(2026, 1, 1))],
)
def test_an_arrangement_gives_something_within_reason(provider, ready, agreed):
    with pytest.raises(Refusal):
        agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=agreed)


def test_the_journal_says_that_something_was_agreed_and_nothing_of_what(provider, ready):
    row = agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    (entry,) = entries_about("access_arrangement", row)
    assert entry.facts == {}


def test_it_is_shown_to_its_person_and_goes_when_its_time_is_over(amina, provider, ready, zed):
    agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    assert any("agreed" in row.what for row in held_about(amina, amina.own_id))
    with pytest.raises(NotFound):
        held_about(zed, amina.own_id)
    end_arrangement(by=provider, at=AT, registration_id=ready)
    assert forget_access(by=BY, at=AT + timedelta(days=729)) == 0
    assert forget_access(by=BY, at=AT + timedelta(days=730)) == 1


def test_a_person_who_is_forgotten_leaves_none(amina, provider, ready, sitting):
    agree_arrangement(by=provider, at=AT, registration_id=ready, agreed=QUARTER)
    redact_access(by=BY, at=AT, person_id=amina.own_id)
    assert not AccessArrangement.objects.exists()
    assert deadline(sitting) == CLOSES + 2 * A_DAY
