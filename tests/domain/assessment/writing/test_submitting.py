"""Handing in once, taking back until the deadline, and what goes in by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from npq.domain.assessment.kinds import HandedIn, OverLimit, RefusalCode, SittingState, Tool
from npq.domain.assessment.models import Script, Sitting, Submission
from npq.domain.assessment.operations.submitting import (
    Statement,
    choose_to_send_at_deadline,
    submit_at_deadline,
    submit_script,
    withdraw_submission,
)
from npq.domain.assessment.rules.revisions import digest_of
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, make_window, sections
from tests.domain.assessment.writing.test_saving import refused
from tests.world import AT, BY

OWN = Statement(is_own=True, tools=[Tool.SPELLING])
LATER = AT + timedelta(minutes=1)
OVER = CLOSES + GRACE + timedelta(seconds=1)


@pytest.fixture
def submit(amina, sitting):
    def submit(seen=1, *, at=LATER, by=None, statement=OWN, **facts):
        return submit_script(
            by=by or amina, at=at, sitting_id=sitting, seen=seen, statement=statement, **facts
        )

    return submit


@pytest.fixture
def chosen(amina, sitting):
    """Amina chose to send what she has at the deadline."""

    def chosen(send=True, *, at=AT, statement=OWN, by=None):
        choose_to_send_at_deadline(by=by or amina, at=at, sitting_id=sitting, send=send, statement=statement)

    return chosen


def state(sitting) -> SittingState:
    return SittingState(Sitting.objects.get(id=sitting).state)


class TestSubmitting:
    def test_it_is_one_revision_with_a_receipt(self, save, submit, sitting):
        said = sections(situation="Four words are here.", plan="One more.\n\nReferences\nThe census 2026.")
        save(**said)
        submit(statement=Statement(True, [Tool.OTHER, Tool.SPELLING], " Read aloud. "))
        one = Submission.objects.get()
        assert (one.words, one.words_excluded, one.word_limit, one.digest) == (6, 4, 20, digest_of(said))
        assert (one.how, one.revision, one.submitted_at) == (HandedIn.BY_WRITER, 1, LATER)
        assert (one.tools, one.tools_text, one.identifying_kept) == (["other", "spelling"], "Read aloud.", 0)
        assert len(one.receipt) == 9
        assert state(sitting) is SittingState.SUBMITTED

    def test_words_that_say_who_one_is_are_kept_knowingly_and_counted(self, save, submit):
        save(situation="At Oakfield New School we waited.", plan="Amina Clarke, head.")
        refused(RefusalCode.IDENTIFYING_WORDS, submit)
        assert not Submission.objects.exists()
        submit(keeps_identifying=True)
        assert Submission.objects.get().identifying_kept == 2

    def test_twice_is_once(self, save, submit, sitting):
        save(plan="One.")
        assert submit() == submit(at=OVER)
        assert Submission.objects.count() == 1
        told = [one.kind for one in entries_about("sitting", sitting)]
        assert told == ["writing_begun", "script_submitted"]

    def test_nothing_is_written_after_it(self, save, submit):
        save(plan="One.")
        submit()
        refused(RefusalCode.SCRIPT_HANDED_IN, save, 1, plan="Two.")

    def test_what_is_not_ready_is_refused(self, save, submit):
        refused(RefusalCode.NOTHING_WRITTEN, submit, 0)
        save(plan=" ")
        refused(RefusalCode.NOTHING_WRITTEN, submit)
        save(1, plan="One.")
        refused(RefusalCode.WRITTEN_MEANWHILE, submit)
        refused(RefusalCode.NOT_STATED_AS_OWN, submit, 2, statement=Statement(is_own=False))
        refused(RefusalCode.TOOLS_TOO_LONG, submit, 2, statement=Statement(True, [], "x" * 501))
        save(1, plan="Phone.")
        refused(RefusalCode.VERSIONS_TO_CHOOSE, submit, 2)
        assert not Submission.objects.exists()

    def test_over_the_limit_the_policy_says(self, save, submit, window):
        save(plan="word " * 21)
        submit()
        assert Submission.objects.get().words == 21

    def test_grace_is_recorded_and_then_it_is_over(self, save, submit):
        save(plan="One.")
        refused(RefusalCode.WRITING_OVER, submit, at=OVER)
        submit(at=CLOSES + GRACE)
        one = Submission.objects.get()
        assert one.submitted_at - one.deadline_at == GRACE

    def test_nobody_else_hands_in(self, save, submit, zed):
        save(plan="One.")
        for other in (zed, Viewer.visitor()):
            with pytest.raises(NotFound):
                submit(by=other)

    def test_one_submission_stands(self, save, submit):
        save(plan="One.")
        submit()
        one = Submission.objects.get()
        one.pk, one.receipt = None, "AAAA-BBBB"
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)


class TestOverTheLimit:
    @pytest.fixture
    def window(self, northlight):
        return make_window(northlight, over=OverLimit.REFUSE)

    def test_a_policy_may_refuse_it(self, save, submit):
        save(plan="word " * 21)
        with pytest.raises(Refusal) as refusal:
            submit()
        assert refusal.value.code is RefusalCode.WORDS_OVER_LIMIT
        assert refusal.value.facts == {"over": "1", "most": "20"}
        save(1, plan="word " * 20)
        submit(2)

    def test_but_not_at_the_deadline_when_nobody_can_shorten_it(self, save, chosen):
        save(plan="word " * 21)
        chosen()
        assert submit_at_deadline(by=BY, at=OVER) == 1


class TestWithdrawing:
    def withdraw(self, by, sitting, at=LATER):
        withdraw_submission(by=by, at=at, sitting_id=sitting)

    def test_it_can_be_written_on_and_handed_in_again(self, save, submit, amina, sitting):
        save(plan="One.")
        first = submit()
        for _ in range(2):
            self.withdraw(amina, sitting)
        assert state(sitting) is SittingState.OPEN
        save(1, plan="Two.")
        assert submit(2) != first
        assert [one.withdrawn_at for one in Submission.objects.order_by("revision")] == [LATER, None]

    def test_from_the_deadline_on_it_stands(self, save, submit, amina, sitting):
        save(plan="One.")
        submit()
        refused(RefusalCode.WRITING_OVER, self.withdraw, amina, sitting, CLOSES + timedelta(seconds=1))
        self.withdraw(amina, sitting, CLOSES)

    def test_nobody_else_takes_it_back(self, save, submit, zed, sitting):
        save(plan="One.")
        submit()
        with pytest.raises(NotFound):
            self.withdraw(zed, sitting)


class TestAtTheDeadline:
    def test_it_is_off_until_chosen_and_can_be_unchosen(self, save, chosen, sitting):
        save(plan="One.")
        assert submit_at_deadline(by=BY, at=OVER) == 0
        chosen()
        chosen(send=False)
        assert Script.objects.get().stated_at is None
        assert submit_at_deadline(by=BY, at=OVER) == 0
        assert state(sitting) is SittingState.OPEN

    def test_late_or_twice_it_is_what_there_was_at_the_deadline(self, save, chosen, sitting):
        save(plan="One.")
        chosen()
        save(1, plan="Two.")
        for at in (CLOSES, CLOSES + GRACE):
            assert submit_at_deadline(by=BY, at=at) == 0
        late = OVER + timedelta(days=3)
        assert [submit_at_deadline(by=BY, at=late), submit_at_deadline(by=BY, at=late)] == [1, 0]
        one = Submission.objects.get()
        assert (one.revision, one.submitted_at, one.how) == (2, CLOSES, HandedIn.AT_DEADLINE)
        assert (one.tools, one.stated_at) == (["spelling"], AT)
        assert state(sitting) is SittingState.SUBMITTED

    def test_what_came_within_the_grace_goes_in_and_says_so(self, save, chosen):
        chosen()
        save(at=CLOSES + GRACE, plan="Late.")
        submit_at_deadline(by=BY, at=OVER)
        assert Submission.objects.get().submitted_at == CLOSES + GRACE

    def test_words_that_say_who_one_is_stop_nothing_and_are_counted(self, save, chosen):
        save(plan="I am Amina Clarke.")
        chosen()
        submit_at_deadline(by=BY, at=OVER)
        assert Submission.objects.get().identifying_kept == 1

    def test_a_later_deadline_is_waited_for(self, save, chosen):
        save(plan="One.")
        chosen()
        Sitting.objects.update(deadline_at=OVER, grace_until=OVER + GRACE)
        assert submit_at_deadline(by=BY, at=OVER) == 0
        assert submit_at_deadline(by=BY, at=OVER + GRACE + GRACE) == 1

    def test_nothing_is_not_handed_in(self, save, chosen):
        chosen()
        save(plan=" ")
        assert submit_at_deadline(by=BY, at=OVER) == 0

    def test_it_is_stated_as_own_first(self, chosen, zed):
        refused(RefusalCode.NOT_STATED_AS_OWN, chosen, statement=Statement(is_own=False))
        with pytest.raises(NotFound):
            chosen(by=zed)

    def test_of_two_versions_the_head_goes_in(self, save, chosen):
        save(plan="One.")
        save(1, plan="Desk.")
        save(1, plan="Phone.")
        chosen()
        submit_at_deadline(by=BY, at=OVER)
        assert Submission.objects.get().revision == 2
