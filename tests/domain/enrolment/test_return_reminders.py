"""Letters about a break, its end and what came of it: three reminders at most, however late or often the sweep runs."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.enrolment.kinds import DeferralReason, JournalKind, WithdrawalReason
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations import (
    accept_registration,
    change_return,
    defer_enrolment,
    reject_registration,
    resume_enrolment,
    withdraw_enrolment,
)
from npq.domain.enrolment.operations.reminder_times import next_reminder, reminders_due
from npq.domain.enrolment.operations.reminders import remind_of_return
from npq.gateways.email.models import KeptLetter
from npq.kernel import journal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.enrolment.conftest import Scene
from tests.jobs import run_queued_jobs
from tests.world import AT, BY

DAY = timedelta(days=1)
RETURN = date(2027, 4, 12)
NOON = datetime(2027, 4, 12, 12, tzinfo=UTC)

days = st.dates(date(2026, 11, 3), date(2028, 11, 3))
moments = st.integers(0, 800 * 24).map(lambda hours: AT + timedelta(hours=hours))


@given(days, moments)
def test_every_reminder_is_either_due_or_to_come(returns_on, at):
    due, following = reminders_due(returns_on, at), next_reminder(returns_on, at)
    assert (following is None) == (due == 3)
    assert following is None or following > at
    assert following is None or reminders_due(returns_on, following) == due + 1


@pytest.fixture(autouse=True)
def held(clock):
    """Letters are dated by the clock."""


@pytest.fixture
def amina(db) -> Viewer:
    return world.person("Amina Clarke")


@pytest.fixture
def place(scene: Scene, amina) -> UUID:
    """Amina's place, in which she takes a break until 12 April."""
    registration = world.registration(amina, scene.northlight, workplace=scene.school)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    defer_enrolment(
        by=amina,
        at=AT,
        registration_id=registration,
        reason=DeferralReason.PARENTAL_LEAVE,
        returns_on=RETURN,
    )
    return registration


def sweep(*moments: datetime) -> list[str]:
    """The letters about breaks there are once the sweep has run at each moment."""
    for at in moments:
        remind_of_return(by=BY, at=at)
        run_queued_jobs()
    ours = KeptLetter.objects.filter(template__in=["break-ends-soon", "break-over"])
    return list(ours.order_by("id").values_list("template", flat=True))


def letter(template: str) -> str:
    run_queued_jobs()
    return KeptLetter.objects.filter(template=template).latest("id").body


def test_three_letters_at_most(place):
    every_day = [NOON + DAY * number for number in range(-20, 60)]
    assert sweep(*every_day, *every_day) == ["break-ends-soon", "break-over", "break-over"]
    reminded = [
        e for e in journal.entries_about("registration", place) if e.kind == JournalKind.RETURN_REMINDED
    ]
    assert [entry.facts["reminder"] for entry in reminded] == [1, 2, 3]


def test_before_the_first_is_due_there_is_none(place):
    assert sweep(NOON - 15 * DAY) == []


def test_a_sweep_that_slept_sends_the_last_that_was_due(place):
    assert sweep(NOON + 2 * DAY) == ["break-over"]
    assert sweep(NOON + 300 * DAY, NOON + 300 * DAY) == ["break-over", "break-over"]


def test_another_day_counts_anew(place, amina):
    sweep(NOON - 10 * DAY)
    later = RETURN + 60 * DAY
    change_return(by=amina, at=NOON - 9 * DAY, registration_id=place, returns_on=later)
    assert sweep(NOON, NOON + 47 * DAY) == ["break-ends-soon", "break-ends-soon"]


@pytest.mark.parametrize("end", ["back", "left", "taken back"])
def test_after_its_end_none_comes_even_where_one_was_queued(place, amina, scene, end):
    remind_of_return(by=BY, at=NOON)
    provider = scene.acting_for(scene.northlight)
    if end == "back":
        resume_enrolment(by=amina, at=NOON, registration_id=place)
    elif end == "left":
        withdraw_enrolment(by=amina, at=NOON, registration_id=place, reason=WithdrawalReason.OTHER)
    else:
        reject_registration(by=provider, at=NOON, registration_id=place)
    assert sweep(NOON + DAY, NOON + 40 * DAY) == []


def test_a_short_break_leaves_out_what_is_past(scene, amina):
    registration = world.registration(amina, scene.northlight, workplace=scene.school)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    defer_enrolment(
        by=amina,
        at=AT,
        registration_id=registration,
        reason=DeferralReason.OTHER,
        returns_on=AT.date() + 5 * DAY,
    )
    assert sweep(AT, AT + DAY) == []
    assert sweep(AT + 6 * DAY) == ["break-over"]
    assert Enrolment.objects.get(pk=registration).remind_at is not None


class TestLetters:
    def test_a_break(self, place):
        told = letter("taking-a-break")
        assert "You have told us that you are taking a break" in told
        assert "12 April 2027" in told
        assert f"/home/registrations/{place}/place" in told
        assert "arental" not in told

    def test_its_end_by_the_provider(self, place, scene):
        resume_enrolment(by=scene.acting_for(scene.northlight), at=AT, registration_id=place)
        assert "Northlight Institute has told us that you are back" in letter("resumed")

    def test_leaving(self, place, amina):
        withdraw_enrolment(by=amina, at=AT, registration_id=place, reason=WithdrawalReason.OTHER)
        told = letter("withdrawn")
        assert "only they can bring you back" in told
        assert not KeptLetter.objects.filter(template="taking-a-break").exists()
