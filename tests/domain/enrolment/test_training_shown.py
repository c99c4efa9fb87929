"""What is shown of a break and of leaving, to whom, and how long why is kept."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from npq.domain.enrolment.kinds import DeferralReason, Side, TrainingStatus, WithdrawalReason
from npq.domain.enrolment.models import TrainingChange, TrainingReason
from npq.domain.enrolment.operations import accept_registration, defer_enrolment, withdraw_enrolment
from npq.domain.enrolment.operations.retention import forget_training_reasons, redact_training
from npq.domain.enrolment.queries.privacy import held_about
from npq.domain.enrolment.queries.training import place_of
from npq.kernel.privacy import Kept
from npq.kernel.refusals import NotFound
from npq.kernel.retention import RETENTION
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.enrolment.conftest import Scene
from tests.world import AT, BY

LATER = datetime(2026, 11, 9, 11, 0, tzinfo=UTC)
BREAK, LEAVE = DeferralReason.BEREAVEMENT, WithdrawalReason.CAREER_CHANGED


@pytest.fixture
def amina(db) -> Viewer:
    return world.person("Amina Clarke")


@pytest.fixture
def place(scene: Scene, amina) -> UUID:
    """A place with a break that was followed by leaving."""
    registration = world.registration(amina, scene.northlight, workplace=scene.school)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    defer_enrolment(by=amina, at=AT, registration_id=registration, reason=BREAK, returns_on=date(2027, 4, 12))
    withdraw_enrolment(by=amina, at=LATER, registration_id=registration, reason=LEAVE)
    return registration


def test_to_whoever_has_the_place(amina, place):
    training = place_of(amina, place, LATER).training
    assert training.status is TrainingStatus.WITHDRAWN
    assert [(c.status, c.reason, c.side) for c in training.changes] == [
        (TrainingStatus.DEFERRED, BREAK, Side.PARTICIPANT),
        (TrainingStatus.WITHDRAWN, LEAVE, Side.PARTICIPANT),
    ]


def test_and_to_nobody_else(scene, place):
    for stranger in (world.person("Zed Stranger"), world.staff(scene.northlight)):
        with pytest.raises(NotFound):
            place_of(stranger, place, AT)


def test_why_is_told_to_the_person(amina, place):
    told = [row.facts["reason"] for row in held_about(amina, amina.own_id) if "reason" in row.why]
    assert told == [BREAK, LEAVE]


def test_why_is_erased_in_its_time_and_what_happened_stays(amina, place):
    kept = timedelta(days=RETENTION[Kept.TRAINING_REASON].days)
    assert forget_training_reasons(by=BY, at=AT + kept - timedelta(seconds=1)) == 0
    assert forget_training_reasons(by=BY, at=AT + kept) == 1
    assert forget_training_reasons(by=BY, at=AT + kept) == 0
    assert [c.reason for c in place_of(amina, place, LATER).training.changes] == [None, LEAVE]
    assert TrainingChange.objects.count() == 2


def test_why_is_erased_with_the_person(amina, place):
    assert redact_training(by=BY, at=LATER, person_id=amina.own_id) == 2
    assert redact_training(by=BY, at=LATER, person_id=amina.own_id) == 0
    assert not TrainingReason.objects.exists()
