"""Study as somebody walks it: where one goes on, cases that unfold, checks with an answer to every answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.demo.study import right_answers
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.models import CheckAnswer, Confidence, DecisionMade, LogEntry, PageDone
from npq.domain.learning.operations.studying import (
    answer_check,
    complete_page,
    make_decision,
    open_study,
)
from npq.domain.learning.queries.reading import read_page
from tests import world
from tests.asked import statements
from tests.web.shared import dom
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


def test_a_task_is_done_when_one_says_so_and_holds_nothing_up(aminas, study):
    page = aminas.open(f"{study}/tc1-task")
    assert page.send(note="Not this week.").path == f"{study}/tc1-recap"
    assert not PageDone.objects.exists()
    assert LogEntry.objects.get().text == "Not this week."
    aminas.open(f"{study}/tc1-recap").send(button="Continue")
    course = aminas.open(f"{study}/tc1-sources").send(button="Finish")
    assert "You have come to the end of" in course.text
    assert not PageDone.objects.filter(page="tc1-task").exists()
    assert "The task is left" not in aminas.open(study).text, "it is not the only page that is left"
    assert page.send(done="yes").path == f"{study}/tc1-recap"
    assert PageDone.objects.filter(page="tc1-task").exists()
    assert "You said that you have done this." in aminas.open(f"{study}/tc1-task").text


def test_the_end_of_a_unit_is_told(aminas, study, amina):
    study_id = study.removeprefix("/study/")
    for page in ("opening", "known", "reflection", "recap"):
        complete_page(by=amina, at=AT, study_id=study_id, page=f"tc1-{page}")
    for decision in ("tc1-monday", "tc1-tuesday"):
        made = {"by": amina, "at": AT, "study_id": study_id, "page": "tc1-case"}
        make_decision(**made, decision=decision, choice="wait")
    complete_page(by=amina, at=AT, study_id=study_id, page="tc1-case")
    page = read_page(amina, study_id, "tc1-check", AT).page.page
    answer_check(by=amina, at=AT, study_id=study_id, page="tc1-check", given=right_answers(page))
    ended = aminas.open(f"{study}/tc1-sources").send(button="Finish")
    assert "You have come to the end of" in ended.text
    assert "Still to do, when you have the time for it in your trust: In your trust." in ended.text
    assert "The task is left" in aminas.open(study).text
    assert "left on screen" not in aminas.open(study).text
    aminas.open(f"{study}/tc1-task").send(done="yes")
    assert "You have finished “" in aminas.open(f"{study}/tc1-sources").send(button="Finish").text


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
    assert "You can go on when" in tuesday.text
    assert "You can go on when" not in ended.text
    assert ended.send(button="Continue").path == f"{study}/tc1-check"


def test_a_second_decision_in_another_window_is_told_that_the_first_stands(aminas, study):
    one, other = aminas.open(f"{study}/tc1-case"), aminas.open(f"{study}/tc1-case")
    one.send(button="Decide", choice="wait")
    told = other.send(button="Decide", choice="go", note="Two minds.")
    assert "You had already chosen “Wait.”, in another window or earlier. That choice stands." in told.text
    assert "You chose: Wait." in told.text
    assert told.holds("note") == ["Two minds."]
    assert "You had already chosen" not in other.send(button="Decide", choice="wait").text


@pytest.mark.parametrize(
    ("path", "button", "sent"),
    [
        ("tc1-case", "Decide", {"choice": "wait"}),
        ("tc1-case", "Decide", {}),
        ("tc1-check", "Check my answers", {"tc1-q1": "0", "tc1-q2": ["0"], "tc1-q3": "12"}),
        ("tc1-check", "Check my answers", {"tc1-q3": "12"}),
    ],
)
def test_whatever_sends_a_page_saves_its_note(aminas, study, path, button, sent):
    after = aminas.open(f"{study}/{path}").send(button=button, note="Ask both heads.", **sent)
    assert after.holds("note") == ["Ask both heads."]
    assert LogEntry.objects.get().text == "Ask both heads."


def test_a_note_that_is_refused_loses_no_answer_and_makes_no_decision(aminas, study):
    case, check = aminas.open(f"{study}/tc1-case"), aminas.open(f"{study}/tc1-check")
    for path in ("tc1-case", "tc1-check"):
        aminas.open(f"{study}/{path}").send(button="Save my note", note="From the train.")
    told = case.send(button="Decide", choice="wait", note="From the office.")
    assert "From the train." in told.text
    assert told.holds("note") == ["From the office."]
    assert not DecisionMade.objects.exists()
    decided = told.send(button="Decide")
    assert "You chose: Wait." in decided.text, "what was chosen is still chosen"
    assert decided.holds("note") == ["From the office."]
    told = check.send(button="Check my answers", note="Mine.", **{"tc1-q1": "0", "tc1-q3": "12"})
    assert told.holds("tc1-q3") == ["12"]
    assert not CheckAnswer.objects.exists()


def test_saving_a_note_keeps_what_is_chosen_and_not_yet_sent(aminas, study):
    saved = aminas.open(f"{study}/tc1-check").send(
        button="Save my note", note="Half way.", **{"tc1-q3": "12"}
    )
    assert saved.holds("tc1-q3") == ["12"]
    assert saved.holds("note") == ["Half way."]
    assert not CheckAnswer.objects.exists()


def whys(page):
    """What is said of each question that was tried, by its number: what was chosen or typed, and why."""
    found = dom.find(page.main, "section", class_="npq-answer")
    return [[dom.words(part) for part in (*dom.find(one, "li"), *dom.find(one, "p"))] for one in found]


def test_a_check_answers_every_answer_and_can_be_tried_again(aminas, study):
    page = aminas.open(f"{study}/tc1-check")
    nothing = page.send(button="Check my answers", how_sure="fairly")
    assert nothing.errors == [
        "Select an answer to question 1",
        "Select one or more answers to question 2",
        "Enter a number for question 3",
    ]
    assert not Confidence.objects.exists()
    wrong = nothing.send(button="Check my answers", **{"tc1-q1": "0", "tc1-q2": ["0"], "tc1-q3": "12"})
    assert Confidence.objects.get().moment == "before"
    first, second, third = whys(wrong)
    assert first == ["Elm. It has.", "It has."]
    assert second == ["Elm. It is.", "Not right yet", "It is.", "One or more that apply are missing."]
    assert third == ["Not right yet", "You answered 12 pupils.", "Count both."]
    assert "Try as often as you like." in wrong.text
    again = wrong.send(button="Check again", **{"tc1-q2": ["0", "2"]})
    assert "One or more that you selected do not apply." in whys(again)[1]
    assert again.holds("tc1-q3") == ["12"]
    right = again.send(button="Check again", **{"tc1-q2": ["0", "1"], "tc1-q3": "£1,200"})
    assert whys(right)[1] == ["Elm. It is.", "Oak. It is.", "It is.", "It is."]
    assert "Both counted." in right.text
    assert CheckAnswer.objects.count() == 7
    assert PageDone.objects.get().page == "tc1-check"
    assert "before you answered “Fairly”" in right.text
    assert right.send(button="Continue", how_sure="very").path == f"{study}/tc1-reflection"
    assert Confidence.objects.count() == 2
    said = aminas.open(f"{study}/tc1-check")
    assert "How sure you were: before you answered “Fairly”, afterwards “Very”." in said.text
    assert "Now that you have answered" not in said.text


def test_what_was_chosen_wrongly_is_still_chosen(aminas, study):
    page = aminas.open(f"{study}/tc1-check")
    wrong = page.send(button="Check my answers", **{"tc1-q1": "1", "tc1-q2": ["0"], "tc1-q3": "1200"})
    wrong.send(button="Check again", **{"tc1-q2": ["0", "1"]})
    assert list(CheckAnswer.objects.filter(question="tc1-q1").values_list("given", flat=True)) == [[1], [1]]


@pytest.mark.parametrize("choice", [0, 1, 2, 3])
def test_every_answer_is_answered_wherever_its_question_stands(aminas, study, choice):
    page = aminas.open(f"{study}/tc1-check")
    tried = page.send(
        button="Check my answers", **{"tc1-q1": str(choice), "tc1-q2": [str(choice)], "tc1-q3": "12"}
    )
    schools, words = ("Elm.", "Oak.", "Both.", "Neither."), ("Elm.", "Oak.", "Ash.", "Yew.")
    first, second, _ = whys(tried)
    assert first[0].startswith(schools[choice])
    assert second[0].startswith(words[choice])
    assert len([line for line in (*first, *second) if line.startswith((*schools, *words))]) == 2


def test_a_number_that_is_none_is_told_and_kept(aminas, study):
    page = aminas.open(f"{study}/tc1-check")
    told = page.send(button="Check my answers", **{"tc1-q1": "0", "tc1-q2": ["0"], "tc1-q3": "abc"})
    assert told.errors == ["The answer to question 3 must be a number, like 1,250 or 50.7"]
    assert not CheckAnswer.objects.exists()


@pytest.mark.parametrize(
    "path", ["tc1-opening/go-on", "tc1-opening/note", "tc1-case/decide/tc1-monday", "tc1-check/check"]
)
def test_an_address_that_only_takes_what_is_sent_leads_to_its_page(aminas, study, path):
    assert aminas.open(f"{study}/{path}").path == f"{study}/{path.split('/')[0]}"


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
    told, answers = page.text.split("What comes of decisions, and answers", 1)
    for words in ("It costs £3,000.", "Elm. Right.", "Answer: 1,200 pupils"):
        assert words not in told
        assert words in answers
    assert "What comes of decisions, and the answers to checks, stand at the end." in aminas.open(study).text
    assert aminas.status(f"{study}/topics/no-such/print") == 404
    assert aminas.status(f"{study}/topics/governance-and-accountability/print") == 404, "it opens later"


def test_a_break_is_offered_where_one_studies(aminas, study):
    assert aminas.open(study).links["Take a break"].endswith("/place")


def test_where_one_begins_it_says_where_the_cases_play(aminas, study):
    setting = "Two schools, one promise, 1,200 pupils."
    assert setting in aminas.open(study).text
    page = aminas.open(f"{study}/tc1-opening")
    assert setting in page.text
    assert setting not in page.send().text
    assert setting not in aminas.open(study).text, "who has begun has read it"


def test_what_a_topic_is_about_is_open_until_it_is_begun(aminas, study):
    def folded(page) -> str:
        return " ".join("".join(one.itertext()) for one in page.main.iter("details"))

    introduction = "A promise is what is heard."
    page = aminas.open(study)
    assert introduction in page.text
    assert introduction not in folded(page)
    assert "It opens later." in folded(page)
    aminas.open(f"{study}/tc1-opening").send()
    assert introduction in folded(aminas.open(study))


def test_a_page_is_not_called_twice_by_what_it_is(aminas, study):
    text = aminas.open(f"{study}/tc1-recap").text
    assert "To keep To keep" not in text
    assert "”: to keep" not in text


def test_a_unit_says_its_minutes_here_and_in_the_trust(aminas, study):
    text = aminas.open(study).text
    assert "10 minutes on screen, 30 in your trust." in text
    assert "more topics open later" in text


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


@pytest.mark.parametrize("path", ["tc1-opening/go-on", "tc1-case/decide/tc1-monday", "tc1-check/check"])
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
    assert len(asked) <= queries, statements(asked)
