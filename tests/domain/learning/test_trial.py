"""Trying a course out goes by the rules of study, and is held by nobody but whoever tries."""

import pytest

from npq.domain.learning.kinds import HowSure, Moment, RefusalCode
from npq.domain.learning.packs.check import read_pack
from npq.domain.learning.trial import Trial, answer, complete, decide, is_finished, say_how_sure
from npq.kernel.refusals import NotFound, Refusal
from tests.domain.learning.packs.small import small_pack

RIGHT = {"tc1-q1": [0], "tc1-q2": [0, 1], "tc1-q3": "1,200"}
EMPTY = Trial("a digest")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    pack, faults = read_pack(small_pack(tmp_path_factory.mktemp("pack")))
    assert pack is not None, faults
    return {page.id: page for page in pack.pages}


def test_decisions_are_made_in_order_and_the_first_stands(pages):
    case = pages["tc1-case"]
    with pytest.raises(Refusal) as refusal:
        decide(EMPTY, case, "tc1-tuesday", "go")
    assert refusal.value.code is RefusalCode.PAGE_NOT_FINISHED
    monday = decide(EMPTY, case, "tc1-monday", "wait")
    assert decide(monday, case, "tc1-monday", "go") == monday
    assert not is_finished(monday, case)
    assert is_finished(decide(monday, case, "tc1-tuesday", "go"), case)
    assert EMPTY.decided == {}


@pytest.mark.parametrize(("decision", "choice"), [("tc1-monday", "run"), ("tc1-sunday", "go")])
def test_what_is_not_offered_is_not_found(pages, decision, choice):
    with pytest.raises(NotFound):
        decide(EMPTY, pages["tc1-case"], decision, choice)


def test_what_is_right_stands_and_all_right_is_done(pages):
    check = pages["tc1-check"]
    tried = answer(EMPTY, check, RIGHT | {"tc1-q2": [0]})
    assert not tried.tried["tc1-q2"].right
    assert tried.done == []
    again = answer(tried, check, {"tc1-q1": [3], "tc1-q2": [0, 1]})
    assert again.tried["tc1-q1"].given == [0]
    assert again.tried["tc1-q2"].tries == 2
    assert again.done == ["tc1-check"]
    assert again.last == "tc1-check"


def test_a_question_of_another_check_is_not_found(pages):
    with pytest.raises(NotFound):
        answer(EMPTY, pages["tc1-check"], {"no-such": [0]})


def test_nothing_answered_finishes_no_page_without_questions(pages):
    assert answer(EMPTY, pages["tc1-case"], {}).done == []


def test_how_sure_is_said_once_a_moment_and_of_checks_alone(pages):
    said = say_how_sure(EMPTY, pages["tc1-check"], Moment.BEFORE, HowSure.FAIRLY)
    again = say_how_sure(said, pages["tc1-check"], Moment.BEFORE, HowSure.VERY)
    assert again.sure == {"tc1-check": {Moment.BEFORE: HowSure.FAIRLY}}
    with pytest.raises(NotFound):
        say_how_sure(EMPTY, pages["tc1-case"], Moment.BEFORE, HowSure.VERY)


def test_a_page_with_something_open_cannot_be_passed_over(pages):
    for page in ("tc1-case", "tc1-check"):
        with pytest.raises(Refusal):
            complete(EMPTY, pages[page])
    once = complete(EMPTY, pages["tc1-opening"])
    assert complete(once, pages["tc1-opening"]).done == ["tc1-opening"]
