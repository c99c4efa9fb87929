"""Those who set a case give texts to compare with, and end all comparing on it; nobody else."""

import pytest

from npq.domain.assessment.models import CaseSalt, GivenSource
from tests import world
from tests.domain.assessment.looking.conftest import OVER, compared, own, window, written  # noqa: F401
from tests.web.visitor import Visitor


@pytest.fixture
def doras(db, clock) -> Visitor:
    clock.move_to(OVER)
    return Visitor(world.official())


@pytest.fixture
def address(compared, window) -> str:  # noqa: F811
    return f"/staff/cases/{window.case_id}/compared"


def test_a_text_is_given_and_its_words_are_not_kept(doras, address):
    page = doras.open(address)
    assert "3 responses on it can be compared" in page.text
    assert page.send(button="Give the text").errors == [
        "Enter what it is called",
        "Select what it is",
        "Enter its text",
    ]
    after = page.send(title="A model answer", kind="model_answer", text=own(9), button="Give the text")
    assert after.table[0][:2] == ["A model answer", "A model answer"]
    assert own(9)[:30] not in after.text
    short = after.send(title="Short", kind="other", text="Too short.", button="Give the text")
    assert short.errors == ["The text must have at least 40 runs of eight words that are its own"]
    assert GivenSource.objects.count() == 1


def test_all_comparing_is_ended_after_saying_what_that_destroys(doras, address):
    page = doras.open(address).follow("Destroy what makes its responses comparable")
    assert "numbers of 3 responses" in page.text
    after = page.send(button="Destroy it")
    assert "Nothing on it can be compared any more" in after.text
    assert CaseSalt.objects.get().salt is None
    assert doras.open(address.replace("compared", "forget")).path == address


def test_not_while_somebody_writes_on_it(doras, address, clock, window):  # noqa: F811
    clock.move_to(window.opens_at)
    page = doras.open(address.replace("compared", "forget")).send(button="Destroy it")
    assert "Somebody still writes on this case" in page.errors[0]


def test_nobody_else_finds_it(address, zeds, northlight, clock):
    clock.move_to(OVER)
    for visitor in (zeds, Visitor(world.staff(northlight))):
        for end in ("compared", "forget"):
            assert visitor.status(address.replace("compared", end)) == 404
