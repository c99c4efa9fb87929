from datetime import UTC, datetime
from uuid import UUID

import pytest

from npq.domain.enrolment.kinds import JournalKind, RefusalCode, Task
from npq.domain.enrolment.models import Enrolment
from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.registration.kinds import ApprovalStatus, ProviderReason, RejectionReason, Status
from npq.domain.registration.models import Draft, Registration
from npq.domain.registration.operations.drafts import start_change
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.kernel import journal
from npq.kernel.refusals import Refusal
from tests import world
from tests.domain.enrolment.conftest import Scene
from tests.jobs import queued_jobs
from tests.world import AT

LATER = datetime(2026, 11, 9, 11, 0, tzinfo=UTC)


def reject(scene: Scene, registration: UUID, **why) -> Registration:
    by = scene.acting_for(scene.northlight)
    reject_registration(by=by, at=LATER, registration_id=registration, **why)
    return Registration.objects.get(id=registration)


def test_a_pending_one_with_a_reason(scene: Scene):
    amina = world.person()
    registration = world.registration(amina, scene.northlight)
    start_change(by=amina, at=AT, registration_id=registration)

    row = reject(scene, registration, reason=ProviderReason.NO_PLACES, note="Try again in spring.")

    assert (row.status, row.rejection_reason) == (Status.REJECTED, RejectionReason.BY_PROVIDER)
    assert (row.provider_reason, row.provider_note) == (ProviderReason.NO_PLACES, "Try again in spring.")
    assert row.changed_at == row.status_changed_at == LATER
    assert not Enrolment.objects.exists()
    assert not Draft.objects.exists()
    assert row.approvals.get().status == ApprovalStatus.REPLACED
    assert queued_jobs().count(Task.TELL_REJECTED) == 1


def test_what_was_written_to_the_participant_stays_out_of_the_journal(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    reject(scene, registration, reason=ProviderReason.OTHER, note="Ask Ms Rao.")
    told = [entry.facts for entry in journal.entries_about("registration", registration)]
    assert "Rao" not in str(told)
    assert {"reason": "rejected_by_provider", "provider_reason": "other"} in told


def test_a_place_is_taken_back(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    reject(scene, registration)
    assert Enrolment.objects.get(registration=registration).taken_back_at == LATER
    kinds = [entry.kind for entry in journal.entries_about("registration", registration)]
    assert kinds[-1] == JournalKind.PLACE_TAKEN_BACK


def test_only_once(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    before = reject(scene, registration, reason=ProviderReason.NO_REPLY)
    with pytest.raises(Refusal) as refused:
        reject(scene, registration, reason=ProviderReason.OTHER)
    assert refused.value.code is RefusalCode.ALREADY_REJECTED
    assert Registration.objects.get(id=registration).provider_reason == before.provider_reason


def test_not_what_the_participant_ended(scene: Scene):
    amina = world.person()
    registration = world.registration(amina, scene.northlight)
    withdraw_registration(by=amina, at=AT, registration_id=registration)
    with pytest.raises(Refusal):
        reject(scene, registration)
    assert Registration.objects.get(id=registration).status == Status.WITHDRAWN


def test_not_a_place_that_whoever_decides_knows_nothing_of(scene: Scene):
    registration = world.registration(world.person(), scene.northlight)
    accept_registration(by=scene.acting_for(scene.northlight), at=AT, registration_id=registration)
    with pytest.raises(Refusal) as refused:
        reject(scene, registration, expected=Status.PENDING)
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE
    assert Registration.objects.get(id=registration).status == Status.ACCEPTED
    assert reject(scene, registration, expected=Status.ACCEPTED).status == Status.REJECTED
