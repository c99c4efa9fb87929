"""A window is compared once it is sealed: late, twice, killed half way; and a family can be forgotten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from npq.domain.assessment.kinds import (
    AlikeRefusal,
    AsideReason,
    JournalKind,
    LookState,
    Origin,
    SourceKind,
    WindowKind,
)
from npq.domain.assessment.models import (
    CaseSalt,
    GivenSource,
    Likeness,
    Look,
    ScriptFingerprint,
    SealedScript,
    WindowComparison,
)
from npq.domain.assessment.operations import comparing
from npq.domain.assessment.operations.comparing import compare_windows
from npq.domain.assessment.operations.families import forget_family, give_source
from npq.domain.assessment.operations.forgetting import redact_scripts
from npq.domain.assessment.operations.looking import set_aside_likeness
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.rules.whole import Placed
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.looking.conftest import OVER, hand_in, look_of, own, wrote
from tests.domain.assessment.writing.conftest import CLOSES, OPENS, make_window, sit
from tests.world import AT, BY

EARLIER = timedelta(days=60)


@pytest.fixture
def dora(db):
    return world.official()


def give(by, window, text, at=OVER):
    return give_source(
        by=by, at=at, case_id=window.case_id, kind=SourceKind.MODEL_ANSWER, title="A model answer", text=text
    )


def kept():
    """What a comparison leaves behind."""
    likenesses = Likeness.objects.values_list("id", "first", "second", "source", "passages")
    return [
        sorted(map(str, rows)) for rows in (likenesses, Look.objects.values_list("id", "script", "state"))
    ]


def test_who_shares_passages_is_to_be_looked_at_and_nothing_is_decided(compared):
    one = Likeness.objects.get()
    looked_at = {look.script_id for look in Look.objects.all()}
    assert looked_at == {one.first_id, one.second_id}
    assert looked_at == {look_of(compared[name][1]).script_id for name in ("amina", "bola")}
    assert set(Look.objects.values_list("state", flat=True)) == {LookState.TO_LOOK_AT}
    assert one.origin == Origin.WINDOW
    assert one.longest >= 80
    done = WindowComparison.objects.get()
    assert (done.compared_at, done.scripts, done.line_shingles, done.line_run) == (OVER, 3, 40, 20)


def test_passages_point_at_the_same_words_in_both_originals(compared):
    one = Likeness.objects.get()
    said = {text.rstrip(".?!") for text in (own(1), own(2))}
    sides = []
    for script, place in ((one.first, 0), (one.second, 2)):
        answers = [text for _, text in script.content]
        pieces = [Placed(answers).pieces((row[place], row[place + 1])) for row in one.passages]
        sides.append({answers[piece.answer][piece.begin : piece.end] for (piece,) in pieces})
    assert sides == [said, said]


def test_late_and_twice_it_is_the_same(written):
    assert compare_windows(by=BY, at=OVER) == 0
    late = OVER + timedelta(days=40)
    seal_scripts(by=BY, at=late)
    assert compare_windows(by=BY, at=late) == 1
    found = kept()
    assert compare_windows(by=BY, at=late) == 0
    WindowComparison.objects.update(compared_at=None)
    assert compare_windows(by=BY, at=late) == 1
    assert kept() == found
    assert Entry.objects.filter(kind=JournalKind.WINDOW_COMPARED).count() == 2


def test_killed_half_way_it_goes_on_from_there(written, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*args):
        raise Killed

    seal_scripts(by=BY, at=OVER)
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    numbered = []

    def numbered_of(*args, whole=comparing.whole):
        if len(numbered) == 2:
            raise Killed
        numbered.append(whole(*args))
        return numbered[-1]

    with monkeypatch.context() as patch:
        patch.setattr(comparing, "whole", numbered_of)
        with pytest.raises(Killed):
            compare_windows(by=BY, at=OVER)
    first = set(ScriptFingerprint.objects.values_list("script", flat=True))
    assert len(first) == 2
    with monkeypatch.context() as patch:
        patch.setattr(comparing, "found_in", killed)
        with pytest.raises(Killed):
            compare_windows(by=BY, at=OVER)
    assert ScriptFingerprint.objects.count() == 3
    with monkeypatch.context() as patch:
        patch.setattr(comparing, "_open_looks", killed)
        with pytest.raises(Killed):
            compare_windows(by=BY, at=OVER)
    assert not Likeness.objects.exists()
    assert compare_windows(by=BY, at=OVER) == 1
    assert Likeness.objects.count() == 1
    assert Look.objects.count() == 2


def test_earlier_windows_of_the_family_are_compared_without_reading_their_texts_anew(northlight, monkeypatch):
    then = make_window(northlight, opens=OPENS - EARLIER, closes=CLOSES - EARLIER)
    wrote("Early Bird", then, plan=own(1))
    seal_scripts(by=BY, at=OVER - EARLIER)
    compare_windows(by=BY, at=OVER - EARLIER)
    now = make_window(northlight)
    _, sitting = wrote("Late Comer", now, plan=f"{own(2)} {own(1)}")
    wrote("Early Bird Too", now, plan=own(3))
    seal_scripts(by=BY, at=OVER)
    read = []
    monkeypatch.setattr(
        comparing,
        "whole",
        lambda answers, *rest, whole=comparing.whole: read.append(1) or whole(answers, *rest),
    )
    compare_windows(by=BY, at=OVER)
    assert len(read) == 2
    one = Likeness.objects.get()
    assert (one.origin, one.window_id, one.second.window_id) == (Origin.EARLIER, now.id, then.id)
    assert Look.objects.get().id == look_of(sitting).id


def test_of_two_windows_sealed_at_once_one_is_the_earlier(northlight, meridian):
    for provider, name in ((northlight, "Nora North"), (meridian, "Mona Mere")):
        wrote(name, make_window(provider), plan=own(1))
    seal_scripts(by=BY, at=OVER)
    assert compare_windows(by=BY, at=OVER) == 2
    assert Likeness.objects.get().origin == Origin.EARLIER
    assert Look.objects.count() == 1


def test_nobody_is_compared_with_themselves(northlight):
    viewer = world.person("Twice Over")
    registration = world.registration(viewer, northlight)
    for back in (EARLIER, timedelta()):
        window = make_window(northlight, opens=OPENS - back, closes=CLOSES - back)
        hand_in(viewer, sit(registration, window), AT - back, plan=own(1))
        seal_scripts(by=BY, at=OVER - back)
        compare_windows(by=BY, at=OVER - back)
    assert ScriptFingerprint.objects.count() == 2
    assert not Likeness.objects.exists()


def test_much_that_is_quoted_is_worth_a_look_by_itself(window):
    _, sitting = wrote(
        "Quota Tion", window, plan=f"{own(1, 40)}\n\n“{own(2, 60).replace('“', '').replace('”', '')}”"
    )
    wrote("Own Words", window, plan=f"{own(3)} “{own(4, 20)}”")
    seal_scripts(by=BY, at=OVER)
    compare_windows(by=BY, at=OVER)
    assert [look.id for look in Look.objects.all()] == [look_of(sitting).id]
    assert not Likeness.objects.exists()


def test_a_rehearsal_is_not_compared(northlight):
    rehearsal = make_window(northlight, kind=WindowKind.REHEARSAL)
    for name in ("Re Hearse", "Practise Often"):
        wrote(name, rehearsal, plan=own(1))
    seal_scripts(by=BY, at=OVER)
    assert compare_windows(by=BY, at=OVER) == 0


class TestSources:
    def test_what_was_compared_is_compared_with_it_too_and_of_its_text_nothing_is_kept(
        self, compared, window, dora
    ):
        source = give(dora, window, f"{own(9)} {own(6)}")
        assert give(dora, window, f"{own(9)}  {own(6).upper()}") == source
        assert compare_windows(by=BY, at=OVER) == 1
        one = Likeness.objects.get(origin=Origin.SOURCE)
        assert one.first_id == look_of(compared["cleo"][1]).script_id
        assert one.source_id == source
        assert "words" in {field.name for field in GivenSource._meta.fields}
        assert not {"text", "content"} & {field.name for field in GivenSource._meta.fields}

    def test_what_was_set_aside_is_looked_at_again_where_something_is_new(self, look, staff, window, dora):
        set_aside_likeness(by=staff, at=OVER, look_id=look, reason=AsideReason.TOO_LITTLE, text="Two lines.")
        WindowComparison.objects.update(compared_at=None)
        compare_windows(by=BY, at=OVER)
        assert Look.objects.get(id=look).state == LookState.SET_ASIDE
        give(dora, window, own(3))
        compare_windows(by=BY, at=OVER)
        assert Look.objects.get(id=look).state == LookState.TO_LOOK_AT

    def test_it_is_given_by_who_sets_the_case(self, compared, window, dora, staff, zed):
        for viewer in (staff, zed):
            with pytest.raises(NotFound):
                give(viewer, window, own(9))
        for text, code in (
            (own(9, 30), AlikeRefusal.SOURCE_SAYS_TOO_LITTLE),
            ("a " * 100_001, AlikeRefusal.SOURCE_TOO_LONG),
        ):
            with pytest.raises(Refusal) as refused:
                give(dora, window, text)
            assert refused.value.code is code


class TestForgetting:
    def test_a_family_that_is_forgotten_is_never_compared_again(self, compared, window, northlight, dora):
        give(dora, window, own(9))
        compare_windows(by=BY, at=OVER)
        decided = kept()
        assert [forget_family(by=dora, at=OVER, case_id=window.case_id) for _ in range(2)] == [3, 0]
        salt = CaseSalt.objects.get()
        assert (salt.salt, salt.forgotten_at) == (None, OVER)
        assert not ScriptFingerprint.objects.exists()
        assert GivenSource.objects.get().numbers is None
        assert kept() == decided
        later = make_window(northlight, opens=OPENS + EARLIER, closes=CLOSES + EARLIER)
        for name in ("Later One", "Later Two"):
            wrote(name, later, plan=own(1))
        assert seal_scripts(by=BY, at=OVER + EARLIER) == 2
        assert compare_windows(by=BY, at=OVER + EARLIER) == 0
        comparing.compare_window(by=BY, at=OVER + EARLIER, window_id=later.id)
        assert not ScriptFingerprint.objects.exists()
        assert kept() == decided
        with pytest.raises(Refusal) as refused:
            give(dora, window, own(8))
        assert refused.value.code is AlikeRefusal.FAMILY_FORGOTTEN

    def test_it_is_kept_while_somebody_writes_on_it_or_is_not_compared(self, written, window, dora):
        for at in (AT, OVER):
            with pytest.raises(Refusal) as refused:
                forget_family(by=dora, at=at, case_id=window.case_id)
            assert refused.value.code is AlikeRefusal.FAMILY_IN_USE
            seal_scripts(by=BY, at=OVER)
        compare_windows(by=BY, at=OVER)
        assert forget_family(by=dora, at=OVER, case_id=window.case_id) == 3

    def test_it_is_forgotten_by_who_sets_the_case(self, compared, window, staff, zed):
        for viewer in (staff, zed):
            with pytest.raises(NotFound):
                forget_family(by=viewer, at=OVER, case_id=window.case_id)

    def test_with_a_writer_everything_of_theirs_goes(self, compared, held):
        redact_scripts(by=BY, at=OVER, person_id=compared["amina"][0].person_id)
        assert not Likeness.objects.exists()
        assert [look.id for look in Look.objects.all()] == [look_of(compared["bola"][1]).id]
        assert ScriptFingerprint.objects.count() == SealedScript.objects.count() == 2


def test_what_was_found_cannot_be_changed(compared):
    for rows in (Likeness.objects.all(), ScriptFingerprint.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**({"longest": 1} if rows.model is Likeness else {"words": 1}))
