"""The assessment as whoever sits walks it, and as its provider and everybody see it."""

from datetime import date, timedelta

import pytest

from npq.domain.assessment.kinds import SittingState, WindowKind
from npq.domain.assessment.models import CaseVersion, Sitting
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.sweeps import remind_of_windows
from npq.domain.learning.models import Study
from npq.gateways.email.models import KeptLetter
from tests.domain.assessment.windows.conftest import CLOSES, DURING, OPENS
from tests.jobs import run_queued_jobs
from tests.web.visitor import Visitor
from tests.world import AT, BY

OVER = CLOSES + timedelta(days=1)

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


def test_what_a_rehearsal_is_and_what_is_given_are_said_before_it(aminas, amina, ready, make, rehearsal):
    window = make(kind=WindowKind.REHEARSAL, case=rehearsal)
    page = aminas.open(
        f"/assessment/{enter_window(by=amina, at=AT, registration_id=ready, window_id=window)}"
    )
    assert "nobody marks it, and it uses no attempt" in page.text
    assert "You are given a case study with its papers" in page.text


def test_home_says_what_opens_when_and_the_deadline_while_it_lies_ahead(aminas, sitting, clock):
    said = "Assessment, December 2026: {} on 7 December 2026. Your deadline is 14 December 2026 at 11:59pm."
    page = aminas.open("/home")
    assert said.format("opens") in page.text
    assert page.links["Assessment, December 2026"] == sitting
    clock.move_to(DURING)
    assert said.format("opened") in aminas.open("/home").text
    clock.move_to(OVER)
    assert "Your deadline is" not in aminas.open("/home").text


class TestOnceHandedIn:
    @pytest.fixture
    def handed_in(self, aminas, sitting, clock) -> str:
        clock.move_to(DURING)
        aminas.open(sitting).send(button="Open the case")
        Sitting.objects.update(state=SittingState.SUBMITTED)
        return sitting

    def test_the_way_leads_to_the_receipt_and_results_are_said(self, aminas, handed_in):
        page = aminas.open(handed_in)
        assert "Handed in" in page.text
        assert "Until your deadline you can take it back and write on." in page.text
        assert page.links["See your receipt"] == f"{handed_in}/receipt"
        assert "Go on with your response" not in page.links
        assert "of the end of the window, to everybody at once" in page.text
        assert "You write up to" not in page.text

    def test_while_it_is_marked_it_can_be_read(self, aminas, handed_in, clock):
        Sitting.objects.update(state=SittingState.SEALED, candidate_number="A2B3")
        clock.move_to(OVER)
        page = aminas.open(handed_in)
        assert page.links["See what you wrote, and what became of it"] == f"{handed_in}/write"
        assert "Results come within" in page.text


class TestOnceItIsOver:
    def test_the_list_says_that_the_deadline_was(self, aminas, sitting, clock):
        assert "Your deadline is 14 December 2026 at 11:59pm" in aminas.open("/assessment").text
        clock.move_to(OVER)
        assert "Your deadline was 14 December 2026 at 11:59pm" in aminas.open("/assessment").text

    def test_whoever_kept_the_address_of_the_case_is_told_that_it_is_closed(self, aminas, sitting, clock):
        clock.move_to(DURING)
        aminas.open(sitting).send(button="Open the case")
        clock.move_to(OVER)
        page = aminas.open(f"{sitting}/case")
        assert page.path == sitting
        assert "The case cannot be read any more." in page.text
        assert "You write up to" not in page.text

    def test_who_missed_it_learns_whether_it_was_an_attempt_and_finds_what_they_wrote(
        self, aminas, sitting, clock
    ):
        clock.move_to(DURING)
        aminas.open(sitting).send(button="Open the case")
        Sitting.objects.update(state=SittingState.MISSED)
        clock.move_to(OVER)
        page = aminas.open(sitting)
        assert "It uses none of your attempts." in page.text
        assert page.links["See what you wrote, and what became of it"] == f"{sitting}/write"

    def test_who_never_opened_the_case_has_nothing_to_look_at(self, aminas, sitting):
        Sitting.objects.update(state=SittingState.MISSED)
        assert "See what you wrote, and what became of it" not in aminas.open(sitting).links


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


def test_the_clinic_is_gone_the_day_after_it(aminas, amina, ready, make, clock):
    clinic_at = OPENS + timedelta(days=1, hours=16)
    window = make(clinic_at=clinic_at, clinic_link="https://meet.example/x")
    sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
    clock.move_to(clinic_at + timedelta(hours=1))
    assert "Join then" in aminas.open(f"/assessment/{sitting}").links
    clock.move_to(clinic_at + timedelta(days=1))
    assert "answers questions about how this works" not in aminas.open(f"/assessment/{sitting}").text


def test_the_public_page_is_made_from_the_policy(assessment, northlight):
    page = Visitor().open(f"/assessment/provider/{northlight}")
    assert "up to 200." in page.text
    assert "this service’s own rules" in page.text


def test_the_public_page_says_what_a_response_is_marked_against(assessment, northlight):
    page = Visitor().open(f"/assessment/provider/{northlight}")
    assert "Seeing" in page.text
    assert "What is there." in page.text
    assert "Level 1, half. It is, in part." in page.text


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
