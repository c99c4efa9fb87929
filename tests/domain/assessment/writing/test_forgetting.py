"""What was written is told to its writer, goes when its time is over, and goes at once with its writer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from npq.domain.assessment.kinds import Colours, Face, SittingState, Spacing, Tool
from npq.domain.assessment.models import (
    Revision,
    Script,
    SealedScript,
    Sitting,
    Submission,
    WordFile,
    WritingDisplay,
)
from npq.domain.assessment.operations.displays import set_writing_display
from npq.domain.assessment.operations.forgetting import forget_displays, forget_scripts, redact_scripts
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.submitting import Statement, submit_script
from npq.domain.assessment.operations.word_files import take_word_file
from npq.domain.assessment.operations.writing import save_revision
from npq.domain.assessment.queries.privacy import held_about
from npq.kernel.refusals import NotFound
from tests import world
from tests.domain.assessment.rules.test_word_files import written
from tests.domain.assessment.writing.conftest import CLOSES, sections, sit
from tests.domain.assessment.writing.test_sealing import OVER
from tests.world import AT, BY

A_YEAR, A_DAY = timedelta(days=365), timedelta(days=1)
ALL = (Script, Revision, Submission, WordFile, SealedScript)


def display(viewer) -> None:
    set_writing_display(
        by=viewer, at=AT, face=Face.SERIF, size=150, spacing=Spacing.WIDE, colours=Colours.CREAM
    )


@pytest.fixture
def all_of_amina(amina, sitting, save):
    """She wrote, uploaded a file, set how it looks and handed it in; and it was sealed."""
    save(plan="My plan.")
    take_word_file(by=amina, at=AT, sitting_id=sitting, content=written("Question 1", "One."))
    display(amina)
    submit_script(
        by=amina,
        at=AT,
        sitting_id=sitting,
        seen=1,
        statement=Statement(True, [Tool.OTHER], "A friend read it."),
    )
    assert seal_scripts(by=BY, at=OVER) == 1


@pytest.fixture
def bolas(bola, northlight, window):
    """Another's response in the same window."""
    sitting = sit(world.registration(bola, northlight), window)
    save_revision(
        by=bola, at=AT, sitting_id=sitting, client_key=uuid4(), parent=0, sections=sections(plan="Hers.")
    )
    display(bola)
    return sitting


@pytest.mark.usefixtures("all_of_amina", "bolas")
class TestForgetting:
    def test_it_goes_three_years_after_its_window_and_not_before(self):
        assert forget_scripts(by=BY, at=CLOSES + 3 * A_YEAR - A_DAY) == 0
        Sitting.objects.filter(state=SittingState.OPEN).update(state=SittingState.MISSED)
        assert forget_scripts(by=BY, at=CLOSES + 3 * A_YEAR) == 2
        assert [model.objects.count() for model in ALL] == [0] * len(ALL)
        assert forget_scripts(by=BY, at=CLOSES + 3 * A_YEAR) == 0
        assert Sitting.objects.count() == 2

    def test_what_is_still_written_does_not(self, bolas):
        assert forget_scripts(by=BY, at=CLOSES + 3 * A_YEAR) == 1
        assert Script.objects.get().sitting_id == bolas

    def test_how_it_looks_goes_a_year_after_the_last_window(self, window, northlight, bola, bolas):
        window.pk, window.opens_at, window.closes_at = None, CLOSES + A_DAY, CLOSES + 9 * A_DAY
        window.id = uuid4()
        window.save(force_insert=True)
        Sitting.objects.filter(id=bolas).update(window=window)
        assert forget_displays(by=BY, at=CLOSES + A_YEAR - A_DAY) == 0
        assert forget_displays(by=BY, at=CLOSES + A_YEAR) == 1
        assert WritingDisplay.objects.get().person_id == bola.own_id
        assert forget_displays(by=BY, at=CLOSES + A_YEAR + 9 * A_DAY) == 1

    def test_a_writer_who_is_forgotten_leaves_nothing_and_others_stay(self, amina, bola, bolas):
        for _ in range(2):
            redact_scripts(by=BY, at=AT, person_id=amina.own_id)
        assert Script.objects.get().sitting_id == bolas
        assert WritingDisplay.objects.get().person_id == bola.own_id
        for model in (Submission, WordFile, SealedScript):
            assert not model.objects.exists()
        assert not any("My plan." in str(row.facts) for row in held_about(amina, amina.own_id))


@pytest.mark.usefixtures("all_of_amina", "bolas")
class TestTelling:
    def test_its_writer_is_told_all_of_it(self, amina):
        told = {row.what: row.facts for row in held_about(amina, amina.own_id)}
        assert told["A response you wrote"]["content"] == [
            ["situation", ""],
            ["plan", "My plan."],
            ["account", ""],
        ]
        assert told["A version of a response that was saved"]["number"] == 1
        assert told["A response you handed in"]["tools_text"] == "A friend read it."
        assert told["A Word file you uploaded"]["content"].endswith(" bytes")
        assert told["How you want to see what you write"]["face"] == "serif"
        assert told["A response of yours as it is marked"]["content"]

    def test_every_personal_part_says_why_it_is_held(self, amina):
        for row in held_about(amina, amina.own_id):
            for name in ("content", "delta", "full", "tools_text", "face"):
                assert name not in row.facts or name in row.why, (row.what, name)

    def test_nobody_is_told_anothers(self, amina, bola, zed):
        assert not any("Hers." in str(row.facts) for row in held_about(amina, amina.own_id))
        for other in (bola, zed):
            with pytest.raises(NotFound):
                held_about(other, amina.own_id)


def test_the_service_itself_is_told_for_an_export(amina, all_of_amina):
    assert held_about(BY, amina.own_id) == held_about(amina, amina.own_id)
