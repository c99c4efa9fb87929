"""Study as somebody walks it: where one goes on, cases that unfold, checks with an answer to every answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import CheckAnswer, Confidence, PageDone
from npq.domain.learning.operations.studying import open_study
from tests import world
from tests.world import AT, BY


@pytest.fixture
def study(registered, northlight, tmp_path) -> str:
    """The address of Amina's study of the small pack."""
    world.course(tmp_path)
    accept_registration(by=world.staff(northlight), at=AT, registration_id=registered)
    return f"/study/{open_study(by=BY, at=AT, registration_id=registered)}"


def test_with_one_course_study_leads_to_it(aminas, study):
    page = aminas.open("/study")
    assert page.path == study
    assert page.heading == "Executive leadership"
    assert page.links["Begin"] == f"{study}/tc1-opening"
    assert "0% of the self-study" in page.text
    assert "Opens later" in page.text


def test_with_none_it_says_when_there_will_be_one(zeds, study):
    assert "There is nothing to study yet" in zeds.open("/study").text


def test_reading_on_marks_pages_and_comes_to_the_next(aminas, study):
    page = aminas.open(f"{study}/tc1-opening")
    assert page.heading == "A promise"
    assert "1 minute here" in page.text
    assert page.links["the case"] == f"{study}/tc1-case"
    after = page.send()
    assert after.path == f"{study}/tc1-known"
    assert PageDone.objects.count() == 1
    home = aminas.open(study)
    assert "Go on where you left off" in home.text
    assert home.links["Go on"] == f"{study}/tc1-known"
    assert "2% of the self-study" in home.text


def test_looking_marks_nothing(aminas, study):
    for page in ("opening", "case", "check", "sources"):
        assert aminas.open(f"{study}/tc1-{page}").status == 200
    assert not PageDone.objects.exists()


def test_a_case_unfolds_decision_by_decision(aminas, study):
    page = aminas.open(f"{study}/tc1-case")
    assert "Cover takes 12 days and costs £3,000." in page.text
    assert "It is Tuesday." not in page.text
    unanswered = page.send(button="Decide")
    assert unanswered.errors == ["Select what you do"]
    tuesday = page.send(button="Decide", choice="wait")
    assert "You chose: Wait." in tuesday.text
    assert "It costs £3,000." in tuesday.text
    assert "It is Tuesday." in tuesday.text
    assert "The week ends." not in tuesday.text
    ended = tuesday.send(button="Decide", choice="go")
    assert "The week ends." in ended.text
    assert ended.send().path == f"{study}/tc1-check"


def test_a_check_answers_every_answer_and_can_be_tried_again(aminas, study):
    page = aminas.open(f"{study}/tc1-check")
    asked = page.send(button="Save", how_sure="fairly")
    assert Confidence.objects.get().moment == "before"
    nothing = asked.send(button="Check my answers")
    assert "Select an answer" in nothing.errors
    wrong = asked.send(button="Check my answers", **{"tc1-q1": "0", "tc1-q2": ["0"], "tc1-q3": "12"})
    assert "Right" in wrong.text
    assert "Not right yet" in wrong.text
    assert "Count both." in wrong.text
    right = wrong.send(button="Check again", **{"tc1-q2": ["0", "1"], "tc1-q3": "£1,200"})
    assert "Both counted." in right.text
    assert CheckAnswer.objects.count() == 5
    assert PageDone.objects.get().page == "tc1-check"
    said = right.send(button="Save", how_sure="very")
    assert Confidence.objects.count() == 2
    assert said.send().path == f"{study}/tc1-reflection"


def test_sources_are_those_the_unit_cites(aminas, study):
    page = aminas.open(f"{study}/tc1-sources")
    assert "Robinson, V. (2011) Student-Centered Leadership. Jossey-Bass." in page.text


def test_a_topic_is_one_page_to_print(aminas, study):
    page = aminas.open(study).follow("Print this topic: Trust culture")
    assert page.heading == "Trust culture"
    for words in (
        "It is Tuesday.",
        "It costs £3,000.",
        "Elm. Right.",
        "Answer: 1,200 pupils",
        "Robinson, V. (2011)",
    ):
        assert words in page.text
    assert aminas.status(f"{study}/topics/no-such/print") == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/topics/trust-culture/print",
        "/tc1-opening",
        "/tc1-case",
        "/tc1-check",
        "/tc9-nowhere",
        "/../x",
        "/" + "x" * 500,
    ],
)
def test_of_anothers_study_nothing_is_found(zeds, study, path):
    assert zeds.status(study + path) == 404


@pytest.mark.parametrize(
    "path", ["tc1-opening/go-on", "tc1-case/decide/tc1-monday", "tc1-check/check", "tc1-check/sure/before"]
)
def test_anothers_study_cannot_be_changed(zeds, study, path):
    assert zeds.post_to(f"{study}/{path}", {"choice": "go", "how_sure": "very"}).status == 404
    assert not PageDone.objects.exists()


@pytest.mark.parametrize(
    ("path", "queries"), [("tc1-opening", 11), ("tc1-case", 12), ("tc1-check", 13), ("", 13)]
)
def test_a_page_asks_the_database_little(aminas, study, path, queries):
    address = f"{study}/{path}".rstrip("/")
    aminas.open(address)
    with CaptureQueriesContext(connection) as asked:
        aminas.open(address)
    assert len(asked) <= queries, [query["sql"][:100] for query in asked]
