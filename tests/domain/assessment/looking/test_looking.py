"""A person looks, sets aside or holds; two of the provider's staff end it; and the writer is heard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from npq.domain.assessment.kinds import (
    LOOK,
    AlikeRefusal,
    AsideReason,
    JournalKind,
    LookState,
    Outcome,
    ReleaseReason,
    TalkQuestion,
    Task,
)
from npq.domain.assessment.models import Conversation, Look
from npq.domain.assessment.operations.forgetting import forget_conversations
from npq.domain.assessment.operations.looking import hold_script, look_again, set_aside_likeness
from npq.domain.assessment.operations.talking import (
    Talk,
    arrange_talk,
    confirm_outcome,
    record_conversation,
    release_hold,
    say_before_talk,
)
from npq.domain.assessment.queries.holds import held as is_held
from npq.domain.assessment.queries.privacy import held_about
from npq.kernel.clock import london_day
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.looking.conftest import OVER, look_of, own
from tests.jobs import queued_jobs
from tests.world import BY

NEXT = OVER + timedelta(days=5)
TALK = Talk(
    held_on=london_day(NEXT),
    present=("Sunil Rao", "Thea Second"),
    asked=(TalkQuestion.HOW_WRITTEN, TalkQuestion.PASSAGES),
    asked_besides="Who read it before you sent it?",
    said="We wrote our notes together, on paper.",
    outcome=Outcome.OWN_WORDS,
)


def talk(**changes) -> Talk:
    return replace(TALK, **changes)


def aside(by, look, *, reason=AsideReason.COMMON_WORDING, text="A saying of the trust.", at=OVER):
    set_aside_likeness(by=by, at=at, look_id=look, reason=reason, text=text)


def letters() -> list[str]:
    ours = {Task.TELL_HELD, Task.TELL_TALK, Task.TELL_RELEASED}
    return [name for name in queued_jobs() if name in ours]


def refused(code, do, **said):
    with pytest.raises(Refusal) as found:
        do(**said)
    assert found.value.code is code


@pytest.fixture
def state(look):
    def state() -> str:
        return Look.objects.get(id=look).state

    return state


@pytest.fixture
def talked(held, staff):
    return record_conversation(by=staff, at=NEXT, look_id=held, talk=TALK)


class TestLooking:
    def test_set_aside_by_a_person_for_a_reason_and_looked_at_again(self, look, staff, second, state):
        refused(AlikeRefusal.REASON_MISSING, aside, by=staff, look=look, text=" \n")
        refused(AlikeRefusal.REASON_TOO_LONG, aside, by=staff, look=look, text="a" * 501)
        aside(staff, look)
        aside(staff, look)
        row = Look.objects.get(id=look)
        assert (row.state, row.aside_by_id, row.aside_text) == (
            LookState.SET_ASIDE, staff.person_id, "A saying of the trust.",
        )  # fmt: skip
        refused(AlikeRefusal.LOOK_MOVED_ON, aside, by=second, look=look, text="Another reason.")
        refused(AlikeRefusal.LOOK_MOVED_ON, hold_script, by=second, at=OVER, look_id=look)
        look_again(by=second, at=OVER, look_id=look)
        look_again(by=second, at=OVER, look_id=look)
        row = Look.objects.get(id=look)
        assert (row.state, row.aside_by, row.aside_text) == (LookState.TO_LOOK_AT, None, "")
        found = Entry.objects.filter(kind__startswith="likeness_").order_by("id")
        kinds = list(found.values_list("kind", flat=True))
        assert kinds == [JournalKind.LIKENESS_SET_ASIDE, JournalKind.LOOKED_AT_AGAIN]
        assert letters() == []

    def test_a_hold_holds_the_result_and_writes_once(self, look, staff, compared, state):
        sittings = [sitting for _, sitting in compared.values()]
        assert is_held(sittings) == frozenset()
        hold_script(by=staff, at=OVER, look_id=look)
        hold_script(by=staff, at=OVER, look_id=look)
        row = Look.objects.get(id=look)
        assert (row.state, row.held_by_id, row.talk_by) == (
            LookState.HELD, staff.person_id, london_day(OVER) + timedelta(days=14),
        )  # fmt: skip
        assert is_held(sittings) == {compared["amina"][1]}
        assert letters() == [Task.TELL_HELD]
        refused(AlikeRefusal.LOOK_MOVED_ON, aside, by=staff, look=look)

    def test_it_is_for_the_staff_of_the_windows_provider_alone(self, look, held, meridian, compared, zed):
        strangers = [
            world.staff(meridian, "Mo Meridian"), world.official(), zed, compared["amina"][0], compared["bola"][0],
        ]  # fmt: skip
        for by in strangers:
            for do, said in (
                (set_aside_likeness, {"reason": AsideReason.OTHER, "text": "No."}),
                (look_again, {}),
                (hold_script, {}),
                (arrange_talk, {"talk_at": NEXT, "where": "Here"}),
                (record_conversation, {"talk": TALK}),
                (confirm_outcome, {"conversation_id": look}),
                (release_hold, {}),
            ):
                with pytest.raises(NotFound):
                    do(by=by, at=NEXT, look_id=look, **said)

    def test_whoever_wrote_in_a_window_looks_at_no_script_of_it(self, look, compared, northlight):
        cleo = compared["cleo"][0]
        as_staff = type(cleo).person(cleo.person_id, *world.staff(northlight, "For Roles").roles)
        with pytest.raises(NotFound):
            hold_script(by=as_staff, at=OVER, look_id=look)


class TestBeforeTheTalk:
    def test_the_writer_is_invited(self, held, staff):
        refused(
            AlikeRefusal.TALK_IS_PAST,
            arrange_talk,
            by=staff,
            at=NEXT,
            look_id=held,
            talk_at=OVER,
            where="Here",
        )
        refused(
            AlikeRefusal.REASON_MISSING, arrange_talk, by=staff, at=OVER, look_id=held, talk_at=NEXT, where=""
        )
        for _ in range(2):
            arrange_talk(by=staff, at=OVER, look_id=held, talk_at=NEXT, where="By video")
        assert letters() == [Task.TELL_HELD, Task.TELL_TALK]
        arrange_talk(
            by=staff, at=OVER + timedelta(hours=1), look_id=held, talk_at=NEXT, where="On the telephone"
        )
        assert letters()[2:] == [Task.TELL_TALK]

    def test_the_writer_says_what_they_want_to_be_known(self, held, compared, staff):
        amina, sitting = compared["amina"]
        say_before_talk(by=amina, at=OVER, sitting_id=sitting, text="We shared notes.\r\n")
        say_before_talk(by=amina, at=NEXT, sitting_id=sitting, text="We shared notes.")
        row = Look.objects.get(id=held)
        assert (row.before_talk, row.before_talk_at) == ("We shared notes.", OVER)
        refused(
            AlikeRefusal.SAID_TOO_LONG,
            say_before_talk,
            by=amina,
            at=OVER,
            sitting_id=sitting,
            text="a" * 10_001,
        )
        record_conversation(by=staff, at=NEXT, look_id=held, talk=TALK)
        refused(
            AlikeRefusal.LOOK_MOVED_ON, say_before_talk, by=amina, at=NEXT, sitting_id=sitting, text="More."
        )

    def test_nobody_else_says_it_and_not_before_something_is_held(self, look, compared, staff):
        amina, sitting = compared["amina"]
        with pytest.raises(NotFound):
            say_before_talk(by=amina, at=OVER, sitting_id=sitting, text="Early.")
        hold_script(by=staff, at=OVER, look_id=look)
        for by in (compared["bola"][0], staff):
            with pytest.raises(NotFound):
                say_before_talk(by=by, at=OVER, sitting_id=sitting, text="For her.")


class TestTheTalk:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"present": ("Sunil Rao", " ")}, AlikeRefusal.TWO_WERE_THERE),
            ({"present": ("Sunil Rao", "sunil  rao")}, AlikeRefusal.TWO_WERE_THERE),
            ({"held_on": london_day(NEXT) + timedelta(days=1)}, AlikeRefusal.TALK_TO_COME),
            ({"held_on": london_day(OVER) - timedelta(days=1)}, AlikeRefusal.TALK_BEFORE_HOLD),
            ({"asked": (), "asked_besides": ""}, AlikeRefusal.NOTHING_ASKED),
            ({"said": "\n"}, AlikeRefusal.NOTHING_SAID),
            ({"said": "a" * 10_001}, AlikeRefusal.SAID_TOO_LONG),
        ],
    )
    def test_what_is_no_record_is_not_taken(self, held, staff, changes, code, state):
        refused(code, record_conversation, by=staff, at=NEXT, look_id=held, talk=talk(**changes))
        assert state() == LookState.HELD

    def test_the_same_again_is_the_same_and_another_takes_its_place(self, held, talked, staff, second, state):
        assert record_conversation(by=staff, at=NEXT, look_id=held, talk=TALK) == talked
        anew = record_conversation(
            by=second, at=NEXT + timedelta(hours=1), look_id=held, talk=talk(outcome=Outcome.POOR_QUOTING)
        )
        assert anew != talked
        assert Conversation.objects.count() == 2
        refused(
            AlikeRefusal.OUTCOME_CHANGED_MEANWHILE,
            confirm_outcome, by=second, at=NEXT, look_id=held, conversation_id=talked,
        )  # fmt: skip
        assert state() == LookState.TALKED
        with pytest.raises(DatabaseError), transaction.atomic():
            Conversation.objects.update(said="Something else.")

    def test_one_alone_cannot_end_it(self, held, talked, staff, state):
        refused(
            AlikeRefusal.ANOTHER_CONFIRMS,
            confirm_outcome, by=staff, at=NEXT, look_id=held, conversation_id=talked,
        )  # fmt: skip
        refused(AlikeRefusal.LOOK_MOVED_ON, release_hold, by=staff, at=NEXT, look_id=held)
        assert state() == LookState.TALKED

    @pytest.mark.parametrize("outcome", [Outcome.OWN_WORDS, Outcome.POOR_QUOTING])
    def test_another_confirms_and_what_ends_the_matter_releases_at_once(
        self, held, staff, second, outcome, compared
    ):
        made = record_conversation(by=staff, at=NEXT, look_id=held, talk=talk(outcome=outcome))
        for _ in range(2):
            confirm_outcome(by=second, at=NEXT, look_id=held, conversation_id=made)
        row = Look.objects.get(id=held)
        assert (row.state, row.release_reason, row.confirmed_by_id) == (
            LookState.RELEASED, ReleaseReason.OUTCOME, second.person_id,
        )  # fmt: skip
        assert letters() == [Task.TELL_HELD, Task.TELL_RELEASED]
        assert not is_held([compared["amina"][1]])

    def test_the_providers_own_procedure_goes_on_holding_until_it_has_ended(
        self, held, staff, second, compared, state
    ):
        made = record_conversation(by=staff, at=NEXT, look_id=held, talk=talk(outcome=Outcome.OWN_PROCEDURE))
        confirm_outcome(by=second, at=NEXT, look_id=held, conversation_id=made)
        assert state() == LookState.CONFIRMED
        assert is_held([compared["amina"][1]])
        for _ in range(2):
            release_hold(by=staff, at=NEXT, look_id=held)
        assert Look.objects.get(id=held).release_reason == ReleaseReason.PROCEDURE_ENDED
        assert letters() == [Task.TELL_HELD, Task.TELL_RELEASED]

    def test_a_hold_that_was_none_is_released_without_a_talk(self, held, second, compared):
        release_hold(by=second, at=NEXT, look_id=held)
        assert Look.objects.get(id=held).release_reason == ReleaseReason.NOTHING_TO_TALK_ABOUT
        assert not is_held([compared["amina"][1]])


def test_the_database_knows_the_same_table(look, staff):
    everywhere = set(LookState)
    for before in LookState:
        for after in everywhere - {before}:
            allowed = (before.value, after.value) in LOOK.pairs
            fields = {
                "aside_by_id": staff.person_id, "aside_reason": "other", "held_by_id": staff.person_id,
                "held_at": OVER, "talk_by": OVER.date(), "confirmed_by_id": staff.person_id,
            }  # fmt: skip
            released = {"released_by_id": staff.person_id, "released_at": OVER, "release_reason": "outcome"}
            nothing = dict.fromkeys(released)
            row = Look.objects.get(id=look)
            Look.objects.filter(id=look).delete()
            for name, value in (fields | (released if before is LookState.RELEASED else nothing)).items():
                setattr(row, name, value)
            row.state = before
            row.save(force_insert=True)
            changes = fields | (released if after is LookState.RELEASED else nothing)
            if allowed:
                Look.objects.filter(id=look).update(state=after, **changes)
            else:
                with pytest.raises(DatabaseError), transaction.atomic():
                    Look.objects.filter(id=look).update(state=after, **changes)


class TestWhatIsHeld:
    def test_somebody_is_told_all_of_theirs_and_nothing_of_anybody_elses_text(self, held, compared, staff):
        amina, sitting = compared["amina"]
        say_before_talk(by=amina, at=OVER, sitting_id=sitting, text="We shared notes.")
        record_conversation(by=staff, at=NEXT, look_id=held, talk=TALK)
        rows = {row.what: row for row in held_about(amina, amina.person_id)}
        assert rows["That somebody looked at a response of yours"].facts["before_talk"] == "We shared notes."
        assert rows["A conversation about a response of yours"].facts["said"] == TALK.said
        told = rows["Passages of a response of yours that another text has too"].facts
        assert told.keys() == {"origin", "longest", "found_at", "passages"}
        bola = look_of(compared["bola"][1])
        others = {
            str(bola.id),
            str(bola.script_id),
            str(compared["bola"][1]),
            str(compared["bola"][0].person_id),
        }
        everything = str(rows)
        assert not [one for one in others if one in everything]
        assert own(4)[:40] not in everything

    def test_the_other_side_is_told_their_own_places(self, compared):
        bola, _ = compared["bola"]
        rows = [row for row in held_about(bola, bola.person_id) if row.what.startswith("Passages")]
        assert len(rows) == 1
        starts = {span[0] for span in rows[0].facts["passages"]}
        assert 0 not in starts  # Bola's answer begins with words of his own, Amina's with the copied ones

    def test_what_was_said_is_forgotten_a_year_after_the_hold(self, held, talked, second):
        assert forget_conversations(by=BY, at=NEXT + timedelta(days=4000)) == 0
        confirm_outcome(by=second, at=NEXT, look_id=held, conversation_id=talked)
        assert forget_conversations(by=BY, at=NEXT + timedelta(days=364)) == 0
        assert [forget_conversations(by=BY, at=NEXT + timedelta(days=365)) for _ in range(2)] == [1, 0]
        assert not Conversation.objects.exists()
        assert Look.objects.get(id=held).state == LookState.RELEASED
