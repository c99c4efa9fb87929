"""What somebody is told once their deadline is past: what still counts, what goes in by itself, and what did not."""

from html import unescape
from uuid import uuid4

import pytest

from npq.domain.assessment.kinds import MoveReason, SittingState
from npq.domain.assessment.models import Sitting
from npq.domain.assessment.operations.submitting import (
    Statement,
    choose_to_send_at_deadline,
    submit_at_deadline,
    submit_script,
)
from npq.domain.assessment.operations.writing import save_revision
from tests.domain.assessment.writing.conftest import CLOSES, GRACE, sections
from tests.web.participant.writing.conftest import OVER
from tests.world import AT, BY

IN_GRACE = CLOSES + GRACE / 3
OWN = Statement(is_own=True)
STILL_COUNTS = "What you save or hand in until 10 November 2026 at 9:45am still counts, and is noted as late"
NOTHING = "Nothing was handed in, and nothing can be changed any more"
BY_ITSELF = "What was saved goes in by itself, as you chose"
MOVED = "You sit in a later window instead"


@pytest.fixture
def written(amina, sitting):
    """Amina saved a plan."""
    save_revision(
        by=amina,
        at=AT,
        sitting_id=sitting,
        client_key=uuid4(),
        parent=0,
        sections=sections(plan="We wait for May, and don't tell “them”."),
    )


@pytest.fixture
def sends(amina, sitting, written):
    choose_to_send_at_deadline(by=amina, at=AT, sitting_id=sitting, send=True, statement=OWN)


def test_within_the_grace_it_is_said_what_still_counts(aminas, at, written, clock):
    assert STILL_COUNTS not in aminas.open(f"{at}/write").text
    clock.move_to(IN_GRACE)
    assert STILL_COUNTS in aminas.open(f"{at}/write").text
    page = aminas.open(at)
    assert STILL_COUNTS in page.text
    assert "Your deadline was 10 November 2026 at 9:30am" in page.text
    assert page.links["Go on with your response"] == f"{at}/write"


def test_after_it_what_was_saved_stays_to_be_read(aminas, at, written, clock):
    clock.move_to(OVER)
    page = aminas.open(f"{at}/write")
    assert NOTHING in page.text
    assert "We wait for May" in page.text
    assert "Go on with your response" not in aminas.open(at).links
    assert aminas.open(at).links["See what you wrote, and what became of it"] == f"{at}/write"


@pytest.mark.parametrize("page", ["hand-in", "write/at-deadline", "write/file"])
def test_after_it_nothing_asks_for_more(aminas, at, written, clock, page):
    clock.move_to(OVER)
    assert aminas.open(f"{at}/{page}").path == f"{at}/write"


def test_what_a_device_kept_is_compared_with_what_is_saved(aminas, at, written, clock):
    clock.move_to(OVER)
    source = aminas.get(f"{at}/write").content.decode()
    [saved] = [part.partition("'")[0] for part in source.split("data-saved='")[1:]]
    assert '["", "We wait for May, and don\\u0027t tell' in unescape(saved)


def test_what_goes_in_by_itself_is_not_called_lost_before_it_has(aminas, at, sends, clock):
    clock.move_to(OVER)
    page = aminas.open(f"{at}/write")
    assert BY_ITSELF in page.text
    assert NOTHING not in page.text
    submit_at_deadline(by=BY, at=OVER)
    page = aminas.open(f"{at}/write")
    assert BY_ITSELF not in page.text
    assert "See the receipt" in page.links


def test_who_moved_is_told_so_and_not_that_it_is_over(aminas, at, sitting, written):
    Sitting.objects.filter(id=sitting).update(state=SittingState.MOVED, move_reason=MoveReason.WORK)
    page = aminas.open(f"{at}/write")
    assert MOVED in page.text
    assert NOTHING not in page.text
    assert "We wait for May" in page.text


def test_the_receipt_says_how_many_words_are_over_and_how_many_do_not_count(aminas, at, amina, sitting):
    plan = "word " * 23 + "\n\nReferences\nThe census 2026."
    save_revision(
        by=amina, at=AT, sitting_id=sitting, client_key=uuid4(), parent=0, sections=sections(plan=plan)
    )
    submit_script(by=amina, at=AT, sitting_id=sitting, seen=1, statement=OWN)
    said = "23, of a limit of 20: 3 over it; and 4 in references, which do not count"
    assert said in aminas.open(f"{at}/receipt").text
