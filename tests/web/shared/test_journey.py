from npq.web.shared.journey import Journey, Question, QuestionForm, Row


class Said(dict):
    """A situation that is its answers."""


def question(name: str, **rest) -> Question[Said]:
    return Question(
        name, QuestionForm, answered=lambda s: name in s, rows=lambda s: [Row(name, s.get(name, ""))], **rest
    )


JOURNEY = Journey(
    (
        question("work"),
        question("nursery", asked_if=lambda s: s.get("work") == "early years"),
        question("course"),
        question("sponsor"),
    )
)


def names(questions) -> list[str]:
    return [q.name for q in questions]


def test_a_question_is_asked_only_where_it_applies():
    assert names(JOURNEY.asked(Said(work="school"))) == ["work", "course", "sponsor"]
    assert names(JOURNEY.asked(Said(work="early years"))) == ["work", "nursery", "course", "sponsor"]


def test_what_is_known_already_is_not_asked_again():
    assert JOURNEY.first_open(Said(work="school", course="npqel")).name == "sponsor"
    assert JOURNEY.first_open(Said(work="school", course="npqel", sponsor="Ada")) is None


def test_a_changed_answer_opens_the_questions_that_follow_from_it():
    complete = Said(work="school", course="npqel", sponsor="Ada")
    assert JOURNEY.first_open(Said(complete | {"work": "early years"})).name == "nursery"


def test_back_leads_to_the_question_before_whatever_was_visited():
    said = Said(work="school", course="npqel")
    assert JOURNEY.before(JOURNEY.find("course", said), said).name == "work"
    assert JOURNEY.before(JOURNEY.find("work", said), said) is None


def test_a_question_that_is_not_asked_is_not_found():
    assert JOURNEY.find("nursery", Said(work="school")) is None
    assert JOURNEY.find("nonsense", Said()) is None


def test_nobody_can_jump_ahead_of_a_question_without_an_answer():
    said = Said(work="school")
    assert JOURNEY.may_be_shown(JOURNEY.find("course", said), said)
    assert not JOURNEY.may_be_shown(JOURNEY.find("sponsor", said), said)


def test_check_answers_shows_what_is_asked_and_nothing_else():
    said = Said(work="school", nursery="left from before", course="npqel", sponsor="Ada")
    assert [row.label for _, row in JOURNEY.rows(said)] == ["work", "course", "sponsor"]


def test_where_only_one_answer_is_left_there_is_no_page_and_check_answers_tells_it():
    one_course = Journey(
        (question("work"), question("course", settled=lambda s: "course" in s), question("sponsor"))
    )
    said = Said(work="school", course="npqel", sponsor="Ada")
    assert names(one_course.asked(said)) == ["work", "sponsor"]
    assert one_course.find("course", said) is None
    assert [(row.label, row.action) for _, row in one_course.rows(said)] == [
        ("work", "Change"), ("course", ""), ("sponsor", "Change")
    ]  # fmt: skip
