"""What people do on the pages of a course, and what a story asks of its days."""

from datetime import date, datetime, timedelta

from npq.demo.study import right_answers, wrong_answer
from npq.domain.learning.models import Study
from npq.domain.learning.packs.pack import Page, Question
from npq.domain.learning.queries.reading import read_page
from npq.domain.learning.rules.checks import Given
from npq.domain.learning.rules.terms import A_WEEK, is_school_week, monday_of
from npq.kernel import clock
from npq.kernel.clock import london_midnight
from npq.kernel.viewer import Viewer
from npq.web.shared.school_terms import school_terms
from tests.runner.walker import Walker
from tests.stories import steps

WEDNESDAY = 2


def study_of(name: str) -> Study:
    """The study of somebody of the demonstration, as it stands."""
    return Study.objects.select_related("enrolment__registration__cohort").get(
        person__email=steps.email_of(name)
    )


def page_of(study: Study, page: str) -> Page:
    """A page of the course as it was published, with what is right on it."""
    return read_page(Viewer.person(study.person_id), study.id, page, clock.now()).page.page


def at_seven(day: date) -> datetime:
    """Seven in the evening of a day."""
    return london_midnight(day) + timedelta(hours=19)


def wednesday_of_term(after: date, weeks: int = 1) -> date:
    """The first Wednesday from a day on that begins so many weeks of school in a row."""
    monday, terms = monday_of(after), school_terms().usual
    while monday + timedelta(days=WEDNESDAY) < after or not all(
        is_school_week(terms, monday + number * A_WEEK, WEDNESDAY) for number in range(weeks)
    ):
        monday += A_WEEK
    return monday + timedelta(days=WEDNESDAY)


def rates_themselves(somebody: Walker, far: str) -> Walker:
    """Says the same of every topic."""
    for topic in somebody.page.get_by_role("group").filter(has_text="How far are you in").all():
        topic.get_by_label(far, exact=True).check()
    return somebody.press("Save")


def decides(somebody: Walker, decisions: int) -> Walker:
    """Decides all that a case asks; one cannot go on before, and each answer brings what comes next."""
    for number in range(decisions):
        somebody.does_not_see("Continue")
        assert somebody.page.get_by_text("You chose:").count() == number
        before = len(somebody.page.locator("main").inner_text())
        somebody.page.get_by_role("radio").first.check()
        somebody.press("Decide").sees("You chose:", "What the other choices would have brought")
        assert len(somebody.page.locator("main").inner_text()) > before
    return somebody


def answers_wrong_then_right(somebody: Walker, page: Page) -> Walker:
    """Gets one question wrong, reads why, and then has it right."""
    right, stumbled = right_answers(page), page.questions[0]
    for question in page.questions:
        _answers(somebody, question, wrong_answer(question) if question is stumbled else right[question.id])
    somebody.press("Check my answers").sees("Not right yet", "Right").does_not_see("Continue")
    _answers(somebody, stumbled, right[stumbled.id])
    return somebody.press("Check again").does_not_see("Not right yet")


def _answers(somebody: Walker, question: Question, given: Given) -> None:
    if isinstance(given, str):
        somebody.page.locator(f"input[name='{question.id}']").fill(given)
        return
    for place in given:
        somebody.page.locator(f"input[name='{question.id}'][value='{place}']").check()
