"""Sealed once, when nobody can hand in any more; and markers see nothing of who wrote it or when."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from npq.domain.assessment.kinds import SittingState, WindowKind
from npq.domain.assessment.models import (
    AccessArrangement,
    MarkedScript,
    SealedScript,
    Sitting,
    Submission,
)
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.submitting import Statement, submit_script
from npq.domain.assessment.operations.writing import save_revision
from tests import world
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, make_window, sections, sit
from tests.world import AT, BY

OVER = CLOSES + GRACE + timedelta(seconds=1)


def hand_in(viewer, sitting, text="My response."):
    save_revision(
        by=viewer, at=AT, sitting_id=sitting, client_key=uuid4(), parent=0, sections=sections(plan=text)
    )
    submit_script(by=viewer, at=AT, sitting_id=sitting, seen=1, statement=Statement(is_own=True))


@pytest.fixture
def others(bola, northlight, window):
    return sit(world.registration(bola, northlight), window)


def test_it_waits_for_the_last_in_the_window_and_runs_once(amina, bola, sitting, others):
    hand_in(amina, sitting)
    assert seal_scripts(by=BY, at=CLOSES + GRACE) == 0
    later = CLOSES + timedelta(days=3)
    Sitting.objects.filter(id=others).update(deadline_at=later, grace_until=later + GRACE)
    assert seal_scripts(by=BY, at=OVER) == 0
    hand_in(bola, others, "Hers.")
    assert seal_scripts(by=BY, at=later) == 0
    assert [seal_scripts(by=BY, at=later + timedelta(days=9)) for _ in range(2)] == [2, 0]
    numbers = set(SealedScript.objects.values_list("candidate_number", flat=True))
    assert len(numbers) == 2
    assert numbers == set(Sitting.objects.values_list("candidate_number", flat=True))
    assert set(Sitting.objects.values_list("state", flat=True)) == {SittingState.SEALED}


def test_who_handed_in_nothing_stops_nobody(amina, sitting, others):
    hand_in(amina, sitting)
    assert seal_scripts(by=BY, at=OVER) == 1


def test_it_is_what_was_handed_in_and_the_original_stays(amina, sitting):
    hand_in(amina, sitting)
    seal_scripts(by=BY, at=OVER)
    one = MarkedScript.objects.get()
    assert one.content == [["situation", ""], ["plan", "My response."], ["account", ""]]
    assert (one.words, one.word_limit) == (2, 20)
    assert Submission.objects.get().script.content == one.content
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedScript.objects.update(content=[])


def test_markers_see_no_person_and_no_time(amina, sitting):
    hand_in(amina, sitting)
    seal_scripts(by=BY, at=OVER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM assessment_sealed_script")
        row = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
    assert row.keys() == {
        "id", "window_id", "case_id", "candidate_number", "content", "words", "words_excluded", "word_limit",
        "spelling_not_judged",
    }  # fmt: skip
    known = {str(sitting), str(amina.person_id), str(Submission.objects.get().id)}
    assert not known & {str(value) for value in row.values()}


def test_of_what_was_agreed_they_are_told_one_thing(amina, bola, sitting, others, northlight):
    AccessArrangement.objects.create(
        person_id=bola.person_id, more_days=2, spelling_not_judged=True, agreed_by_id=northlight, agreed_at=AT
    )
    AccessArrangement.objects.create(
        person_id=amina.person_id,
        spelling_not_judged=True,
        agreed_by_id=northlight,
        agreed_at=AT,
        ended_at=CLOSES,
    )
    hand_in(amina, sitting, "Hers.")
    hand_in(bola, others, "His.")
    seal_scripts(by=BY, at=OVER)
    said = {one.content[1][1]: one.spelling_not_judged for one in MarkedScript.objects.all()}
    assert said == {"Hers.": False, "His.": True}


def test_a_rehearsal_is_not_sealed(amina, registered, northlight):
    rehearsal = make_window(northlight, kind=WindowKind.REHEARSAL)
    hand_in(amina, sit(registered, rehearsal))
    assert seal_scripts(by=BY, at=OVER) == 0
