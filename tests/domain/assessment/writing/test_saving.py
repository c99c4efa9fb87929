"""Every save is kept, a repeat has no second effect, two devices keep both, and nothing is saved too late."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from npq.domain.assessment.kinds import MOST_SECTION_CHARACTERS, Choice, RefusalCode, SittingState
from npq.domain.assessment.models import Revision, Script, Sitting
from npq.domain.assessment.operations.writing import Kept, Saved, choose_version, save_revision
from npq.domain.assessment.queries.revisions import content_of, history_of, open_branches
from npq.domain.assessment.rules.revisions import digest_of, verify
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests.asked import statements
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, sections, sit
from tests.world import AT

LATER = AT + timedelta(minutes=1)
OVER = CLOSES + GRACE + timedelta(microseconds=1)


def refused(code, call, *args, **facts):
    with pytest.raises(Refusal) as refusal:
        call(*args, **facts)
    assert refusal.value.code is code


class TestSaving:
    def test_it_stands_there_with_its_number_words_and_hash(self, save, sitting):
        said = sections(situation="Behaviour is half-known – so far.", plan="Wait.")
        answer = save(**said)
        assert answer == Saved(1, 6, digest_of(said), AT)
        assert content_of(sitting, 1) == said

    def test_each_save_follows_the_one_before(self, save, sitting):
        save(situation="One.")
        assert save(1, situation="One. Two.").number == 2
        assert save(2, situation="Two.", plan="Three.").number == 3
        assert content_of(sitting, 2) == sections(situation="One. Two.")
        assert content_of(sitting, 3) == sections(situation="Two.", plan="Three.")
        verify(history_of(sitting))
        assert Revision.objects.get(number=2).full is None

    def test_hundreds_of_saves_are_all_there(self, save, sitting):
        for number in range(205):
            save(number, situation="x" * (number + 1))
        assert content_of(sitting, 204)["situation"] == "x" * 204
        assert content_of(sitting, 99)["situation"] == "x" * 99
        verify(history_of(sitting))
        assert list(Revision.objects.exclude(full=None).values_list("number", flat=True)) == [1, 100, 200]

    def test_the_same_text_is_no_new_revision(self, save):
        save(situation="One.")
        assert save(1, at=LATER, situation="One.\r\n").number == 2
        assert save(2, at=LATER, situation="One.\n").number == 2
        assert Revision.objects.count() == 2

    def test_a_repeat_is_answered_as_the_first_time(self, save):
        key = uuid4()
        first = save(key=key, situation="One.")
        save(1, situation="Two.")
        assert save(key=key, at=LATER, situation="One.") == first
        assert Revision.objects.count() == 2

    def test_it_takes_four_statements(self, save):
        save(situation="One.")
        with CaptureQueriesContext(connection) as asked:
            save(1, situation="One. Two.")
        assert len([one for one in statements(asked) if "SAVEPOINT" not in one]) <= 4

    def test_text_is_kept_as_text(self, save, sitting):
        said = "<script>alert(1)</script> “é” 🌱 \0\x07 {{ x }}"
        save(situation=said)
        assert content_of(sitting, 1)["situation"] == "<script>alert(1)</script> “é” 🌱  {{ x }}"

    def test_more_than_anybody_writes_is_refused(self, save):
        refused(RefusalCode.SECTION_TOO_LONG, save, plan="x" * (MOST_SECTION_CHARACTERS + 1))
        assert not Revision.objects.exists()

    @pytest.mark.parametrize("said", [{}, {"situation": "x"}, sections() | {"another": "x"}])
    def test_it_answers_the_questions_of_the_case(self, amina, sitting, said):
        with pytest.raises(NotFound):
            save_revision(by=amina, at=AT, sitting_id=sitting, client_key=uuid4(), parent=0, sections=said)

    def test_nobody_else_saves(self, save, zed):
        save(situation="Mine.")
        for other in (zed, Viewer.system("test"), Viewer.visitor()):
            with pytest.raises(NotFound):
                save(1, by=other, situation="Theirs.")

    def test_nobody_writes_before_the_case_is_open(self, amina, registered, window):
        entered = sit(registered, window, state=SittingState.ENTERED)
        with pytest.raises(NotFound):
            save_revision(
                by=amina, at=AT, sitting_id=entered, client_key=uuid4(), parent=0, sections=sections(plan="x")
            )

    def test_the_database_lets_nobody_change_a_revision(self, save):
        save(situation="One.")
        with pytest.raises(DatabaseError), transaction.atomic():
            Revision.objects.update(words=0)


class TestTheDeadline:
    def test_it_passes_while_somebody_writes(self, save):
        save(situation="One.")
        assert save(1, at=CLOSES, situation="Two.").number == 2
        assert save(2, at=CLOSES + GRACE, situation="Three.").number == 3
        refused(RefusalCode.WRITING_OVER, save, 3, at=OVER, situation="Four.")
        assert Script.objects.get().head == 3

    def test_what_was_typed_in_time_and_arrives_late_is_noted_so(self, save):
        typed = CLOSES - timedelta(seconds=5)
        save(at=CLOSES + timedelta(minutes=2), typed_at=typed, situation="On the train.")
        assert Revision.objects.get().typed_at == typed
        refused(RefusalCode.WRITING_OVER, save, 1, at=OVER, typed_at=typed, situation="Later still.")

    @pytest.mark.parametrize(
        ("at", "typed"), [(AT, AT - timedelta(hours=1)), (CLOSES + GRACE, CLOSES + timedelta(seconds=1))]
    )
    def test_nothing_is_noted_of_what_was_in_time_or_typed_late(self, save, at, typed):
        save(at=at, typed_at=typed, situation="x")
        assert Revision.objects.get().typed_at is None

    def test_an_extension_counts_at_once(self, save, sitting):
        Sitting.objects.update(deadline_at=CLOSES + timedelta(days=2), grace_until=CLOSES + timedelta(days=2))
        assert save(at=OVER, situation="One.").number == 1


class TestTwoDevices:
    def test_both_are_kept_and_the_other_s_comes_back(self, save, sitting):
        save(situation="One.")
        save(1, at=LATER, situation="One, at the desk.")
        answer = save(1, at=LATER, situation="One, on the phone.")
        assert answer == Kept(3, LATER, 2, sections(situation="One, at the desk."), LATER)
        assert content_of(sitting, 2)["situation"] == "One, at the desk."
        assert content_of(sitting, 3)["situation"] == "One, on the phone."
        verify(history_of(sitting))

    def test_one_may_go_on_on_either(self, save, sitting):
        save(situation="One.")
        save(1, situation="Desk.")
        save(1, situation="Phone.")
        assert isinstance(save(3, situation="Phone, more."), Kept)
        assert save(2, situation="Desk, more.").number == 5
        assert [one.number for one in open_branches(sitting)] == [4]
        verify(history_of(sitting))

    def test_a_repeat_of_a_branch_is_one_branch(self, save):
        key = uuid4()
        save(situation="One.")
        save(1, situation="Desk.")
        first = save(1, key=key, situation="Phone.")
        assert save(1, key=key, situation="Phone.") == first
        assert Revision.objects.count() == 3

    def test_both_devices_begin_at_once(self, save):
        save(situation="Desk.")
        assert isinstance(save(0, situation="Phone."), Kept)

    def test_a_parent_that_never_was_is_not_found(self, save):
        save(situation="One.")
        with pytest.raises(NotFound):
            save(7, situation="Two.")

    @pytest.mark.parametrize(
        ("choice", "then"),
        [
            (Choice.HEAD, sections(situation="Desk.", plan="Same.")),
            (Choice.BRANCH, sections(situation="Phone.", plan="Same.", account="New.")),
            (Choice.BOTH, sections(situation="Desk.\n\nPhone.", plan="Same.", account="New.")),
        ],
    )
    def test_choosing_makes_one_of_two_and_loses_neither(self, save, amina, sitting, choice, then):
        save(plan="Same.")
        save(1, situation="Desk.", plan="Same.")
        save(1, situation="Phone.", plan="Same.", account="New.")
        facts = {"by": amina, "at": LATER, "sitting_id": sitting, "head": 2, "branch": 3, "choice": choice}
        answer = choose_version(client_key=uuid4(), **facts)
        assert content_of(sitting, 4) == then
        merged = Revision.objects.get(number=4)
        assert (merged.parent, merged.other, merged.side) == (2, 3, False)
        assert not open_branches(sitting).exists()
        verify(history_of(sitting))
        again = choose_version(client_key=uuid4(), **facts)
        assert again == answer
        assert Revision.objects.count() == 4

    def test_a_head_that_moved_meanwhile_is_shown_first(self, save, amina, sitting):
        save(situation="One.")
        save(1, situation="Desk.")
        save(1, situation="Phone.")
        save(2, situation="Desk, more.")
        facts = {
            "by": amina,
            "at": LATER,
            "sitting_id": sitting,
            "client_key": uuid4(),
            "choice": Choice.BRANCH,
        }
        refused(RefusalCode.WRITTEN_MEANWHILE, choose_version, head=2, branch=3, **facts)
        with pytest.raises(NotFound):
            choose_version(head=4, branch=2, **facts)
        assert choose_version(head=4, branch=3, **facts).number == 5

    def test_nobody_else_chooses(self, save, zed, sitting):
        save(situation="One.")
        save(0, situation="Two.")
        with pytest.raises(NotFound):
            choose_version(
                by=zed, at=AT, sitting_id=sitting, client_key=uuid4(), head=1, branch=2, choice=Choice.BRANCH
            )
