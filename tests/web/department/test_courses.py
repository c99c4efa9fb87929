"""A course as staff look at it: as a participant sees it, and nothing of it kept."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.learning import models
from npq.domain.learning.models import CourseDraft
from npq.domain.learning.operations.drafting import offer_draft
from npq.domain.learning.packs.check import read_pack
from npq.web.shared.course.text import Whole
from npq.web.shared.course.ways import Ways
from tests import world
from tests.domain.learning.packs.small import small_pack
from tests.web.visitor import Visitor
from tests.world import AT, BY

RIGHT = {"tc1-q1": "0", "tc1-q2": ["0", "1"], "tc1-q3": "1,200"}


@pytest.fixture
def course(northlight, tmp_path) -> str:
    """The address of the small pack, published."""
    return f"/staff/courses/{world.course(tmp_path)}"


@pytest.fixture
def doras(db, clock) -> Visitor:
    """The browser of somebody of the department."""
    return Visitor(world.official())


@pytest.fixture
def draft(course, tmp_path) -> str:
    """The address of the same pack with another word in it, offered as a draft."""
    root = small_pack(tmp_path / "draft")
    path = root / "topics/trust-culture/tc1/1-opening.md"
    path.write_text(path.read_text().replace("title: A promise", "title: A better promise"))
    pack, faults = read_pack(root)
    assert pack is not None, faults
    return f"/staff/courses/{offer_draft(by=BY, at=AT, pack=pack)}"


def rows_of_study() -> int:
    """How much is stored of anybody's study."""
    kept = (models.Study, models.PageDone, models.UnitDone, models.DecisionMade, models.CheckAnswer)
    return sum(model.objects.count() for model in (*kept, models.Confidence, models.LogEntry))


@pytest.mark.parametrize("who", ["priyas", "doras"])
def test_staff_of_both_kinds_come_from_the_list_to_the_course(course, who, request):
    page = request.getfixturevalue(who).open("/staff/courses")
    assert page.table == [["Version 1 of Executive leadership", "The first version", "2 November 2026", "40"]]
    shown = page.follow("Version 1 of Executive leadership")
    assert shown.path == course
    assert "Preview. Nothing you do here is kept. You see version 1" in shown.text
    assert shown.links["Begin"] == f"{course}/tc1-opening"
    assert "Opens later" in shown.text


def test_a_case_unfolds_and_a_check_answers_as_for_a_participant(priyas, course):
    case = priyas.open(f"{course}/tc1-case")
    assert "It is Tuesday." not in case.text
    assert case.send(button="Decide").errors == ["Select what you do"]
    tuesday = case.send(button="Decide", choice="wait")
    assert "You chose: Wait." in tuesday.text
    assert "It costs £3,000." in tuesday.text
    check = tuesday.send(button="Decide", choice="go").send(button="Continue")
    assert check.path == f"{course}/tc1-check"
    assert "Select an answer to question 1" in check.send(button="Check my answers").errors
    wrong = check.send(button="Check my answers", how_sure="fairly", **RIGHT | {"tc1-q3": "12"})
    assert "Count both." in wrong.text
    right = wrong.send(button="Check again", **{"tc1-q3": "1,200"})
    assert "Both counted." in right.text
    assert right.send(button="Continue", how_sure="very").path == f"{course}/tc1-reflection"
    assert "afterwards “Very”" in priyas.open(f"{course}/tc1-check").text
    assert "Go on where you left off" in priyas.open(course).text
    assert rows_of_study() == 0


def test_what_was_tried_is_one_s_own_and_of_this_course_alone(priyas, doras, course, draft):
    priyas.open(f"{course}/tc1-case").send(button="Decide", choice="wait")
    assert "You chose" not in doras.open(f"{course}/tc1-case").text
    doras.open(f"{course}/tc1-case").send(button="Decide", choice="wait")
    assert "You chose" not in doras.open(f"{draft}/tc1-case").text
    doras.open(f"{draft}/tc1-case").send(button="Decide", choice="go")
    assert "You chose" not in doras.open(f"{course}/tc1-case").text


def test_one_can_begin_afresh(priyas, course):
    tried = priyas.open(f"{course}/tc1-case").send(button="Decide", choice="wait")
    begun = tried.send(button="Begin afresh")
    assert begun.path == course
    assert "You chose" not in priyas.open(f"{course}/tc1-case").text


def test_the_whole_course_can_be_gone_through(priyas, course):
    page = priyas.open(f"{course}/tc1-opening")
    while page.path != course:
        if "tc1-case" in page.path:
            page = page.send(button="Decide", choice="wait").send(button="Decide", choice="wait")
        elif "tc1-check" in page.path:
            page = page.send(button="Check my answers", **RIGHT)
        done = {"done": "yes"} if "tc1-task" in page.path else {}
        page = page.send(button="Finish" if "tc1-sources" in page.path else "Continue", **done)
    assert "You have studied everything that is open." in page.text
    assert "Done" in page.text
    assert rows_of_study() == 0


def test_nothing_can_be_written(priyas, course):
    page = priyas.open(f"{course}/tc1-reflection")
    assert "In a preview nothing can be written" in page.text
    (box,) = page.main.iter("textarea")
    assert "disabled" in box.attrib
    page.send(button="Continue")
    assert rows_of_study() == 0


def test_an_unfinished_page_cannot_be_passed_over(priyas, course):
    refused = priyas.post_to(f"{course}/tc1-case/go-on")
    assert refused.status == 409
    assert "There is still something to decide or to answer on this page" in refused.text


def test_a_topic_can_be_printed(priyas, course):
    page = priyas.open(course).follow("Print this topic: Trust culture")
    assert page.heading == "Trust culture"
    assert "Answer: 1,200 pupils" in page.text
    assert page.links["the case"] == f"{course}/tc1-case"
    assert page.back == f"{course}#topic-trust-culture"


def test_a_table_that_is_printed_twice_is_told_apart():
    text = Whole(Ways("preview", course_id=UUID(int=1)))
    assert text('<div aria-label="Pupils">') == '<div aria-label="Pupils">'
    assert text('<div aria-label="Pupils"><a href="page:x">') == (
        f'<div aria-label="Pupils (2)"><a href="/staff/courses/{UUID(int=1)}/x">'
    )


def test_a_draft_is_shown_to_the_department_and_to_nobody_else(doras, priyas, draft):
    page = doras.open("/staff/courses")
    assert page.table[0][:2] == ["Version 1 of Executive leadership, a draft", "Draft"]
    assert "This is a draft: it is not published" in page.follow(page.table[0][0]).text
    assert doras.open(f"{draft}/tc1-opening").heading == "A better promise"
    assert len(priyas.open("/staff/courses").table) == 1
    for path in ("", "/tc1-opening", "/topics/trust-culture/print"):
        assert priyas.status(f"{draft}{path}") == 404
    assert priyas.post_to(f"{draft}/begin-afresh").status == 404


def test_what_was_tried_in_a_draft_ends_with_its_content(doras, draft):
    doras.open(f"{draft}/tc1-case").send(button="Decide", choice="wait")
    CourseDraft.objects.update(digest="of another content")
    assert "You chose" not in doras.open(f"{draft}/tc1-case").text


@pytest.mark.parametrize(
    "path",
    ["", "/tc1-opening", "/tc1-case", "/topics/trust-culture/print", "/tc1-opening/go-on", "/begin-afresh"],
)
def test_it_is_for_staff_alone(aminas, nobodys, course, path):
    assert aminas.get(course + path).status_code in {303, 404, 405}
    assert aminas.post(course + path).status_code in {404, 405}
    assert nobodys.get(course + path).status_code in {303, 405}


def test_the_list_is_for_staff_alone_too(aminas, nobodys, course):
    assert aminas.status("/staff/courses") == 404
    assert nobodys.status("/staff/courses") == 303


@pytest.mark.parametrize("path", ["no-such", "topics/no-such/print", "tc1-case/decide/no-such"])
def test_what_the_course_does_not_have_is_not_found(priyas, course, path):
    answer = priyas.post if "case" in path else priyas.get
    assert answer(f"{course}/{path}").status_code == 404


def test_nonsense_in_the_session_is_as_nothing(priyas, course):
    session = priyas.session
    session["course-trial"] = {"digest": 7, "decided": "x"}
    session.save()
    assert priyas.open(f"{course}/tc1-case").status == 200


def test_a_page_asks_the_database_little(priyas, course):
    with CaptureQueriesContext(connection) as few:
        priyas.open(f"{course}/tc1-case")
    assert len(few) <= 12
