from dataclasses import replace
from datetime import timedelta

import pytest

from npq.domain.registration.kinds import ApprovalStatus, RefusalCode, SponsorRole, Strength
from npq.domain.registration.models import Approval
from npq.domain.registration.operations.sponsor_answers import (
    Confirmations,
    approve_registration,
    decline_registration,
    disown_registration,
)
from npq.domain.registration.operations.sponsor_reminders import (
    expire_approvals,
    give_up_on_sponsor,
    remind_sponsors,
)
from npq.domain.registration.operations.sponsors import change_sponsor, resend_request
from npq.domain.registration.rules.approvals import LINK_LIVES, MOST_ROUNDS, MOST_SPONSORS, REMINDERS_AFTER
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.registration.conftest import approval_of, row
from tests.jobs import queued_jobs
from tests.world import AT, BY

LATER = AT + timedelta(days=3)
YES = Confirmations(workplace=True, time=True, cover=True)


def approve(approval: Approval, *, at=LATER, round=None, confirms=YES):
    approve_registration(
        by=Viewer.sponsor(approval.id),
        at=at,
        approval_id=approval.id,
        round=round or approval.round,
        confirms=confirms,
        comment="Glad to.",
    )


def decline(approval: Approval, *, at=LATER):
    decline_registration(
        by=Viewer.sponsor(approval.id),
        at=at,
        approval_id=approval.id,
        round=approval.round,
        comment="Not now.",
    )


def disown(approval: Approval, *, at=LATER):
    disown_registration(by=Viewer.sponsor(approval.id), at=at, approval_id=approval.id, round=approval.round)


def ask_another(viewer, registration, email="new.chair@oakfield.example", at=LATER):
    change_sponsor(
        by=viewer,
        at=at,
        registration_id=registration,
        role=SponsorRole.LINE_MANAGER,
        name="New Chair",
        email=email,
    )


class TestAnswering:
    def test_an_approval_keeps_what_was_confirmed(self, registered, northlight):
        approve(approval_of(registered))
        answered = approval_of(registered)
        assert answered.status == ApprovalStatus.APPROVED
        assert (answered.confirms_workplace, answered.confirms_time, answered.confirms_cover) == (
            True,
            True,
            True,
        )
        assert answered.answered_at == LATER
        assert row(registered).changed_at == LATER, "the provider sees it as a change"

    @pytest.mark.parametrize("lacking", ["workplace", "time", "cover"])
    def test_nothing_is_approved_that_is_not_confirmed(self, registered, lacking):
        with pytest.raises(Refusal) as refused:
            approve(approval_of(registered), confirms=replace(YES, **{lacking: False}))
        assert refused.value.code is RefusalCode.NOT_CONFIRMED
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_a_recommended_provider_is_one_that_offers_the_course(self, registered, meridian):
        approve(approval_of(registered), confirms=Confirmations(True, True, True, meridian))
        assert approval_of(registered).recommended_provider_id == meridian

    def test_a_provider_that_does_not_offer_it_cannot_be_recommended(self, registered):
        other = world.lead_provider("Nowhere College")
        with pytest.raises(Refusal):
            approve(approval_of(registered), confirms=Confirmations(True, True, True, other))
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_the_same_answer_twice_is_one(self, registered):
        approve(approval_of(registered))
        before = queued_jobs()
        approve(approval_of(registered), at=LATER + timedelta(hours=1))
        assert approval_of(registered).answered_at == LATER
        assert queued_jobs() == before

    def test_another_answer_does_not_undo_the_first(self, registered):
        approve(approval_of(registered))
        with pytest.raises(Refusal) as refused:
            decline(approval_of(registered))
        assert refused.value.code is RefusalCode.LINK_USED

    def test_a_decline_leaves_the_registration_pending(self, registered):
        decline(approval_of(registered))
        assert approval_of(registered).status == ApprovalStatus.DECLINED
        assert row(registered).status == "pending"

    def test_an_expired_link_opens_nothing(self, registered):
        with pytest.raises(Refusal) as refused:
            approve(approval_of(registered), at=AT + LINK_LIVES)
        assert refused.value.code is RefusalCode.LINK_EXPIRED

    def test_a_link_of_an_earlier_round_opens_nothing(self, amina, registered):
        first = approval_of(registered)
        resend_request(by=amina, at=LATER, registration_id=registered)
        with pytest.raises(Refusal) as refused:
            approve(first)
        assert refused.value.code is RefusalCode.LINK_NOT_VALID

    def test_nobody_else_answers_for_the_sponsor(self, amina, registered):
        approval = approval_of(registered)
        for stranger in (amina, BY, Viewer.visitor(), Viewer.sponsor(registered)):
            with pytest.raises(NotFound):
                approve_registration(
                    by=stranger, at=LATER, approval_id=approval.id, round=1, confirms=YES, comment=""
                )

    def test_who_does_not_know_the_applicant_gets_no_more_mail_from_anybody(
        self, amina, zed, northlight, registered
    ):
        address = approval_of(registered).sponsor_email
        disown(approval_of(registered))
        assert approval_of(registered).status == ApprovalStatus.NOT_KNOWN
        with pytest.raises(Refusal) as refused:
            ask_another(amina, registered, email=address.upper())
        assert refused.value.code is RefusalCode.SPONSOR_STOPPED
        with pytest.raises(Refusal):
            world.registration(zed, northlight, sponsor_email=address)
        assert "registration.thank_sponsor" not in queued_jobs()


class TestAskingAgain:
    def test_resending_starts_a_new_round(self, amina, registered):
        resend_request(by=amina, at=LATER, registration_id=registered)
        asked = approval_of(registered)
        assert (asked.round, asked.expires_at) == (2, LATER + LINK_LIVES)

    def test_resending_brings_an_expired_request_back(self, amina, registered):
        expire_approvals(by=BY, at=AT + LINK_LIVES)
        resend_request(by=amina, at=AT + LINK_LIVES, registration_id=registered)
        assert approval_of(registered).status == ApprovalStatus.ASKED

    def test_there_is_an_end_to_resending(self, amina, registered):
        for _ in range(MOST_ROUNDS - 1):
            resend_request(by=amina, at=LATER, registration_id=registered)
        with pytest.raises(Refusal) as refused:
            resend_request(by=amina, at=LATER, registration_id=registered)
        assert refused.value.code is RefusalCode.RESENT_TOO_OFTEN

    def test_another_sponsor_takes_over_and_the_first_is_told(self, amina, registered):
        ask_another(amina, registered)
        assert approval_of(registered).sponsor_name == "New Chair"
        assert "registration.release_sponsor" in queued_jobs()

    def test_the_same_sponsor_named_again_is_not_asked_again(self, amina, registered):
        before = approval_of(registered)
        ask_another(amina, registered, email=before.sponsor_email)
        assert approval_of(registered).id == before.id

    def test_a_form_is_no_way_to_send_mail_to_the_world(self, amina, registered):
        for number in range(MOST_SPONSORS - 1):
            ask_another(amina, registered, email=f"chair{number}@oakfield.example")
        with pytest.raises(Refusal) as refused:
            ask_another(amina, registered, email="one.more@oakfield.example")
        assert refused.value.code is RefusalCode.TOO_MANY_SPONSORS

    def test_once_approved_there_is_nobody_else_to_ask(self, amina, registered):
        approve(approval_of(registered))
        with pytest.raises(Refusal) as refused:
            ask_another(amina, registered)
        assert refused.value.code is RefusalCode.APPROVAL_NOT_OPEN

    def test_a_stranger_asks_nobody(self, zed, registered):
        with pytest.raises(NotFound):
            ask_another(zed, registered)
        with pytest.raises(NotFound):
            resend_request(by=zed, at=LATER, registration_id=registered)


def test_the_address_is_held_against_the_workplaces_website(amina, northlight):
    oakfield = world.school(website="https://www.oakfield.example")
    made = world.registration(amina, northlight, workplace=oakfield, sponsor_email="chair@oakfield.example")
    assert approval_of(made).strength == Strength.WORKPLACE


class TestTime:
    def test_reminders_go_when_they_are_due_and_once(self, registered):
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0] - timedelta(seconds=1)) == 0
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0]) == 1
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0]) == 0
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[1]) == 1

    def test_a_sweep_that_slept_sends_one_reminder_for_all_it_missed(self, registered):
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[2]) == 1
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[2] + timedelta(days=1)) == 0

    def test_nobody_is_reminded_once_it_is_answered_or_over(self, registered):
        decline(approval_of(registered))
        assert remind_sponsors(by=BY, at=AT + REMINDERS_AFTER[0]) == 0

    def test_a_link_runs_out_once_and_the_move_is_the_participants(self, registered):
        assert expire_approvals(by=BY, at=AT + LINK_LIVES - timedelta(seconds=1)) == 0
        assert expire_approvals(by=BY, at=AT + LINK_LIVES) == 1
        assert expire_approvals(by=BY, at=AT + LINK_LIVES + timedelta(days=30)) == 0
        assert approval_of(registered).status == ApprovalStatus.EXPIRED

    def test_an_address_that_does_not_work_ends_the_wait(self, registered):
        give_up_on_sponsor(by=BY, at=LATER, approval_id=approval_of(registered).id)
        give_up_on_sponsor(by=BY, at=LATER, approval_id=approval_of(registered).id)
        assert approval_of(registered).status == ApprovalStatus.NOT_REACHED
