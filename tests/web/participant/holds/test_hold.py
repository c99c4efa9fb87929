"""A response that is held, as its writer sees it: calm, with their own passages and nothing of anybody else's."""

from datetime import timedelta

import pytest

from npq.domain.assessment.kinds import AsideReason, Outcome
from npq.domain.assessment.operations.comparing import compare_windows
from npq.domain.assessment.operations.looking import hold_script, set_aside_likeness
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.talking import arrange_talk, confirm_outcome, record_conversation
from npq.gateways.email.models import KeptLetter
from tests.domain.assessment.looking.conftest import OVER, look_of, own, wrote
from tests.domain.assessment.looking.test_looking import NEXT, talk
from tests.jobs import run_queued_jobs
from tests.web.visitor import Visitor
from tests.world import BY


@pytest.fixture
def aminas(compared, clock) -> Visitor:
    clock.move_to(OVER)
    return Visitor(compared["amina"][0])


@pytest.fixture
def path(compared) -> str:
    return f"/assessment/{compared['amina'][1]}"


def test_before_somebody_holds_it_nothing_is_said(aminas, path, look, staff):
    assert "conversation" not in aminas.open(path).text
    assert aminas.status(f"{path}/conversation") == 404
    set_aside_likeness(by=staff, at=OVER, look_id=look, reason=AsideReason.OTHER, text="Nothing.")
    assert aminas.status(f"{path}/conversation") == 404


def test_it_is_calm_and_shows_ones_own_passages_alone(aminas, path, held, compared):
    page = aminas.open(path).follow("What this is, and what happens next")
    assert "Nothing is decided" in page.text
    assert "You will be invited to a conversation on or before" in page.text
    for paragraph in (own(1), own(2)):
        assert paragraph.rstrip(".?!") in page.text
    assert "also in another response in the same window" in page.text
    for text in (own(4), own(5), own(6)):
        assert text[:30] not in page.text
    assert "Bola" not in page.text
    assert "%" not in page.text


def test_once_invited_one_reads_of_the_invitation_alone(aminas, path, held, staff):
    arrange_talk(by=staff, at=OVER, look_id=held, talk_at=OVER + timedelta(days=20), where="By video")
    page = aminas.open(path)
    assert "on or before" not in page.text
    page = page.follow("What this is, and what happens next")
    assert "By video" in page.text
    assert "on or before" not in page.text


def test_what_one_wants_to_say_is_saved(aminas, path, held):
    page = aminas.open(f"{path}/conversation").send(text="We shared notes.", button="Save")
    assert page.path == f"{path}/conversation"
    assert "Saved on" in page.text
    assert "We shared notes." in page.text


def test_one_reads_what_was_written_down_and_the_outcome_once_two_stand_behind_it(
    aminas, path, held, staff, second, clock
):
    saying = aminas.open(f"{path}/conversation")
    made = record_conversation(by=staff, at=NEXT, look_id=held, talk=talk(outcome=Outcome.POOR_QUOTING))
    clock.move_to(NEXT)
    page = saying.send(text="Too late.", button="Save")
    assert page.errors == ["The conversation has been held, so this stays as you saved it"]
    page = aminas.open(f"{path}/conversation")
    assert "We wrote our notes together, on paper." in page.text
    assert "you will be shown how" not in page.text
    confirm_outcome(by=second, at=NEXT, look_id=held, conversation_id=made)
    page = aminas.open(path).follow("What it was about")
    assert "you will be shown how" in page.text


def test_nobody_else_finds_it(path, held, zeds, compared, staff, clock):
    clock.move_to(OVER)
    for visitor in (zeds, Visitor(compared["bola"][0]), Visitor(staff)):
        assert visitor.status(f"{path}/conversation") == 404
    hold_script(by=staff, at=OVER, look_id=held)


def test_the_letters_say_what_happens_next(held, compared, staff, second):
    run_queued_jobs()
    arrange_talk(by=staff, at=OVER, look_id=held, talk_at=OVER + timedelta(days=2), where="By video")
    run_queued_jobs()
    made = record_conversation(by=staff, at=NEXT, look_id=held, talk=talk())
    confirm_outcome(by=second, at=NEXT, look_id=held, conversation_id=made)
    run_queued_jobs()
    ours = ["response-held", "response-talk", "response-released"]
    letters = KeptLetter.objects.filter(template__in=ours).order_by("id")
    assert [letter.template for letter in letters] == ours
    bodies = [letter.body for letter in letters]
    assert all(f"/assessment/{compared['amina'][1]}/conversation" in body for body in bodies)
    assert not [body for body in bodies if "Bola" in body]
    assert "Some passages of your response in “Autumn” also stand in another text." in bodies[0]


def test_who_quoted_much_is_not_told_that_anything_stands_elsewhere(window, staff, clock):
    quoted = own(2, 60).replace("“", "").replace("”", "")
    viewer, sitting = wrote("Quota Tion", window, plan=f"{own(1, 40)} “{quoted}”")
    clock.move_to(OVER)
    seal_scripts(by=BY, at=OVER)
    compare_windows(by=BY, at=OVER)
    hold_script(by=staff, at=OVER, look_id=look_of(sitting).id)
    run_queued_jobs()
    body = KeptLetter.objects.get(template="response-held").body
    page = Visitor(viewer).open(f"/assessment/{sitting}/conversation").text
    for said in (body, page):
        assert "quotation marks, block quotes or references" in said
        assert "stand in another text" not in said
