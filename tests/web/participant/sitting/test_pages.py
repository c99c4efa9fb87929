"""The assessment as whoever sits walks it, and as its provider and everybody see it."""

from datetime import date, timedelta

import pytest

from npq.domain.assessment.models import CaseVersion, Sitting
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.sweeps import remind_of_windows
from npq.domain.learning.models import Study
from npq.gateways.email.models import KeptLetter
from tests.domain.assessment.windows.conftest import DURING, OPENS
from tests.jobs import run_queued_jobs
from tests.web.visitor import Visitor
from tests.world import AT, BY

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def sitting(amina, ready, window) -> str:
    """The address of Amina's sitting."""
    return f"/assessment/{enter_window(by=amina, at=AT, registration_id=ready, window_id=window)}"


def test_without_a_place_it_says_when_it_comes(zeds):
    assert "You have no place on a course yet" in zeds.open("/assessment").text


def test_what_is_missing_is_said_with_the_way_back(aminas, ready, window):
    Study.objects.update(enough_at=None)
    page = aminas.open("/assessment")
    assert "You have not done enough of the self-study yet" in page.text
    assert "See your study plan" in page.links


def test_who_is_ready_enters(aminas, ready, window):
    page = aminas.open("/assessment").send(button="Sit in this window")
    assert page.heading == "December 2026"
    assert "14 December 2026 at 11:59pm" in page.text
    assert "It opens on 7 December 2026 at midnight" in page.text
    assert Sitting.objects.count() == 1


def test_the_case_is_opened_read_and_answered(aminas, sitting, clock):
    clock.move_to(DURING)
    page = aminas.open(sitting).send(button="Open the case")
    assert page.path == f"{sitting}/case"
    assert page.heading == "Two gates"
    assert page.links["Go to your response"] == f"{sitting}/write"
    assert "Go on with your response" in aminas.open(sitting).links


def test_nothing_of_the_case_is_seen_before(aminas, sitting):
    assert aminas.status(f"{sitting}/case") == 404


def test_a_stranger_finds_nothing(zeds, sitting):
    for address in (sitting, f"{sitting}/case", f"{sitting}/move"):
        assert zeds.status(address) == 404


def test_moving_says_what_it_means_and_does_it(aminas, sitting, make, other):
    make(date(2027, 3, 1), case=other)
    page = aminas.open(f"{sitting}/move")
    assert "it uses none of your attempts" in page.text
    after = page.send(reason="work", button="Move to the next window")
    assert "8 March 2027" in after.text


def test_the_clinic_is_shown_to_those_inside(aminas, amina, ready, make):
    window = make(clinic_at=OPENS + timedelta(days=1, hours=16), clinic_link="https://meet.example/x")
    assert "https://meet.example/x" not in aminas.open("/assessment").links.values()
    sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
    assert aminas.open(f"/assessment/{sitting}").links["Join then"] == "https://meet.example/x"


def test_the_public_page_is_made_from_the_policy(assessment, northlight):
    page = Visitor().open(f"/assessment/provider/{northlight}")
    assert "up to 200." in page.text
    assert "this service’s own rules" in page.text


def test_nothing_names_the_case_before_it_is_opened(aminas, sitting, make, other, live, northlight, clock):
    make(date(2027, 3, 1), case=other)
    case = CaseVersion.objects.get(id=live)
    names = {case.title, case.identifier, case.family, case.content["trust"], "stennet-bay"}
    remind_of_windows(by=BY, at=DURING)
    run_queued_jobs()
    letters = [letter.subject + letter.body for letter in KeptLetter.objects.all()]
    assert any("is open" in letter for letter in letters)
    clock.move_to(DURING)
    seen = [
        *letters,
        *(
            aminas.get(address).content.decode()
            for address in ("/home", "/assessment", sitting, f"{sitting}/move")
        ),
        Visitor().get(f"/assessment/provider/{northlight}").content.decode(),
    ]
    for name in names:
        assert not any(name.lower() in one.lower() for one in seen), name
    assert case.title in aminas.open(sitting).send(button="Open the case").text
