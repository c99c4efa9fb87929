"""How invented people study: evening by evening, a unit at a time, some of it wrong at first."""

from datetime import datetime, time, timedelta
from uuid import UUID

from npq.demo.cast import COACH
from npq.domain.learning.kinds import HowFar, PageKind, QuestionKind
from npq.domain.learning.operations.audit import PRIORITIES, choose_priorities, take_audit
from npq.domain.learning.operations.log import write_entry
from npq.domain.learning.operations.plan import set_plan
from npq.domain.learning.operations.sharing import share_entry
from npq.domain.learning.operations.studying import answer_check, complete_page, make_decision
from npq.domain.learning.packs.pack import Page, Question
from npq.domain.learning.queries.log import log_of
from npq.domain.learning.queries.reading import read_page
from npq.domain.learning.queries.studying import course_of
from npq.domain.learning.rules.checks import Given, value_shown
from npq.kernel.viewer import Viewer

A_PAGE = timedelta(minutes=4)

REFLECTIONS = (
    "I promised two schools the same thing on the same day, and looked at only one of them since. I will go and see "
    "the other before half term.",
    "We measure what is easy to count. What would a head of school say if I asked what this costs them?",
    "I noticed that I answer first in every meeting. Next time I write my answer down and ask the others.",
)
"""What invented people write for themselves."""


def study(viewer: Viewer, study_id: UUID, *, units: float, began: datetime, every: timedelta) -> None:
    """Studies so many units in course order, one `every` so often from `began` on; the last may be in part."""
    every_unit = [unit for topic in course_of(viewer, study_id).topics for unit in topic.units]
    for number, unit in enumerate(every_unit[: int(units + 0.999)]):
        share = min(1.0, units - number)
        for place, line in enumerate(unit.pages[: max(1, round(share * len(unit.pages)))]):
            _study_page(viewer, study_id, line.id, began + number * every + place * A_PAGE, number)


def plan_ahead(viewer: Viewer, study_id: UUID, at: datetime) -> None:
    """Rates themselves in every topic, chooses priorities, and gives an hour and a quarter on Thursdays."""
    topics = [topic.id for topic in course_of(viewer, study_id).topics]
    far = list(HowFar)
    answers = {topic: far[place % len(far)] for place, topic in enumerate(topics)}
    take_audit(by=viewer, at=at, study_id=study_id, answers=answers)
    choose_priorities(by=viewer, at=at, study_id=study_id, topics=topics[:PRIORITIES])
    set_plan(by=viewer, at=at, study_id=study_id, minutes_a_week=75, weekday=3, starts_at=time(15, 30))


def share_with_coach(viewer: Viewer, study_id: UUID, at: datetime) -> None:
    """Lets a coach read the newest entry of their log."""
    name, email = COACH
    newest = log_of(viewer, study_id).entries[0].id
    share_entry(by=viewer, at=at, study_id=study_id, entry_id=newest, name=name, email=email)


def _study_page(viewer: Viewer, study_id: UUID, page_id: str, at: datetime, mood: int) -> None:
    page = read_page(viewer, study_id, page_id, at).page.page
    if page.kind is PageKind.REFLECTION:
        text = REFLECTIONS[mood % len(REFLECTIONS)]
        write_entry(by=viewer, at=at, study_id=study_id, page=page_id, text=text, seen=0)
    for place, decision in enumerate(page.decisions):
        choice = decision.choices[(mood + place) % len(decision.choices)].id
        make_decision(by=viewer, at=at, study_id=study_id, page=page_id, decision=decision.id, choice=choice)
    if page.questions:
        answers = right_answers(page)
        stumbled = page.questions[mood % len(page.questions)]
        answer_check(
            by=viewer,
            at=at,
            study_id=study_id,
            page=page_id,
            given=answers | {stumbled.id: wrong_answer(stumbled)},
        )
        answer_check(by=viewer, at=at + timedelta(minutes=1), study_id=study_id, page=page_id, given=answers)
    else:
        complete_page(by=viewer, at=at, study_id=study_id, page=page_id)


def right_answers(page: Page) -> dict[str, Given]:
    """What is right in a check, by question."""
    return {question.id: _right(question) for question in page.questions}


def _right(question: Question) -> Given:
    if question.kind is QuestionKind.NUMBER:
        return f"{value_shown(question):f}"
    return [place for place, answer in enumerate(question.answers) if answer.right]


def wrong_answer(question: Question) -> Given:
    """Something that is not right, as somebody might answer."""
    if question.kind is QuestionKind.NUMBER:
        return "0.5"
    return [next(place for place, answer in enumerate(question.answers) if not answer.right)]
