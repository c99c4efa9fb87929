"""The letters that follow, read as they were sent."""

from datetime import timedelta

import pytest

from npq.domain.enrolment.operations import accept_registration, reject_registration
from npq.domain.registration.kinds import ProviderReason
from npq.domain.registration.operations.registrations import withdraw_registration
from npq.domain.registration.operations.sponsor_answers import disown_registration
from npq.domain.registration.operations.sponsor_reminders import expire_approvals, remind_sponsors
from npq.domain.registration.queries.letters import read_sponsor_token
from npq.domain.registration.rules.approvals import LINK_LIVES, REMINDERS_AFTER
from npq.domain.registration.tasks.registrations import tell_submitted
from npq.gateways.email.models import KeptLetter
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.registration.conftest import approval_of
from tests.domain.registration.operations.test_sponsors import approve, decline
from tests.jobs import run_queued_jobs
from tests.world import AT, BY


@pytest.fixture(autouse=True)
def held(clock):
    """Letters are dated by the clock."""


def sent() -> dict[str, KeptLetter]:
    """The letters sent so far, by template, after all that is queued is done."""
    run_queued_jobs()
    return {letter.template: letter for letter in KeptLetter.objects.order_by("id")}


def test_submitting_tells_the_participant_and_asks_the_sponsor(amina, northlight):
    made = world.registration(amina, northlight, workplace=world.school())
    letters = sent()
    assert set(letters) == {"registration-submitted", "sponsor-request"}
    told = letters["registration-submitted"].body
    assert "Northlight Institute" in told
    assert "fully funded" in told
    assert f"/home/registrations/{made}" in told
    asked = letters["sponsor-request"]
    assert asked.to == approval_of(made).sponsor_email
    assert "Amina Clarke" in asked.body
    assert "Oakfield Academy" in asked.body
    token = asked.body.partition("/approve/")[2].split()[0]
    assert read_sponsor_token(token) == (approval_of(made).id, 1)


def test_a_repeated_job_sends_nothing_again(amina, registered):
    sent()
    count = KeptLetter.objects.count()
    reference = KeptLetter.objects.get(template="registration-submitted").reference
    tell_submitted(at=AT, key=reference, registration_id=registered)
    assert KeptLetter.objects.count() == count


@pytest.mark.parametrize(
    ("answer", "to_participant", "to_sponsor"),
    [
        (approve, "sponsor-approved", "sponsor-receipt"),
        (decline, "sponsor-declined", "sponsor-receipt"),
    ],
)
def test_what_the_sponsor_answers_is_told_to_both(registered, answer, to_participant, to_sponsor):
    answer(approval_of(registered))
    assert {to_participant, to_sponsor} <= set(sent())


def test_who_does_not_know_the_applicant_is_not_even_thanked(registered):
    sent()
    approval = approval_of(registered)
    disown_registration(by=Viewer.sponsor(approval.id), at=AT, approval_id=approval.id, round=1)
    letters = sent()
    assert "sponsor-not-known" in letters
    assert "sponsor-receipt" not in letters


def test_reminder_and_expiry_are_told(registered, amina):
    remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0])
    expire_approvals(by=BY, at=AT + LINK_LIVES)
    letters = sent()
    assert "sponsor-expired" in letters
    assert "sponsor-reminder" not in letters, (
        "nobody is reminded of a link that has run out by the time it goes"
    )


def test_a_reminder_carries_the_link(registered):
    remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0])
    assert "/approve/" in sent()["sponsor-reminder"].body


def test_withdrawing_is_confirmed_and_the_sponsor_is_let_go(amina, registered):
    sent()
    withdraw_registration(by=amina, at=AT, registration_id=registered)
    assert {"registration-withdrawn", "sponsor-released"} <= set(sent())


def test_a_sponsor_who_approved_is_told_that_it_came_to_nothing(amina, registered):
    approve(approval_of(registered))
    withdraw_registration(by=amina, at=AT, registration_id=registered)
    letters = sent()
    assert letters["sponsor-registration-ended"].to == approval_of(registered).sponsor_email
    assert "time and cover you agreed are not needed" in letters["sponsor-registration-ended"].body
    assert "sponsor-released" not in letters


def test_a_sponsor_is_not_told_so_where_the_participant_goes_on_some_other_way(amina, registered, meridian):
    approve(approval_of(registered))
    withdraw_registration(by=amina, at=AT, registration_id=registered)
    world.registration(amina, meridian)
    assert "sponsor-registration-ended" not in sent()


def test_changing_is_confirmed(amina, registered, meridian):
    world.change(amina, registered, lead_provider=str(meridian))
    assert "Meridian Leadership College" in sent()["registration-changed"].body


def test_acceptance_is_told(registered, northlight):
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    assert "Northlight Institute" in sent()["registration-accepted"].body


def test_rejection_says_why_and_taking_back_has_its_own_words(amina, registered, northlight):
    staff = world.staff(northlight)
    reject_registration(by=staff, at=AT, registration_id=registered, reason=ProviderReason.NO_PLACES)
    assert "no places left" in sent()["registration-rejected"].body
    again = world.registration(amina, northlight, at=AT + timedelta(days=1))
    accept_registration(by=staff, at=AT + timedelta(days=2), registration_id=again)
    reject_registration(
        by=staff, at=AT + timedelta(days=3), registration_id=again, reason=ProviderReason.NO_REPLY
    )
    assert "registration-place-taken-back" in sent()
