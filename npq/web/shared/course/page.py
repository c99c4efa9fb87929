"""What a page of a course shows: the same for whoever studies it and for staff who try it out."""

from dataclasses import dataclass
from typing import Any

from npq.domain.learning.kinds import Moment, PageKind, QuestionKind
from npq.domain.learning.packs.pack import Answer
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.printing import TopicText
from npq.domain.learning.rules.checks import value_shown, with_unit
from npq.web.shared.course import words
from npq.web.shared.course.forms import CheckForm, DecisionForm, HowSureForm
from npq.web.shared.course.text import Whole, figure, linked
from npq.web.shared.course.ways import Ways


def page_context(found: StudyPage, ways: Ways) -> dict[str, Any]:
    """What shared/course/page.html shows of one page, with forms for what is open on it."""
    undecided = next((one for one in found.page.decisions if one.id not in found.decided), None)
    all_right = all(one.id in found.tried and found.tried[one.id].right for one in found.page.questions)
    return {
        "found": found,
        "ways": ways,
        "parts": _parts(found, ways),
        "undecided": undecided,
        "decision_form": DecisionForm(decision=undecided) if undecided else None,
        "check_form": CheckForm(found=found) if found.page.questions else None,
        "answered": _answered(found),
        "sure_form": HowSureForm(),
        "asks_how_sure": _asks_how_sure(found, all_right),
        "may_go_on": undecided is None and all_right,
        "html": lambda text: linked(text, ways),
        "course_words": words,
    }


def topic_context(topic: TopicText, ways: Ways) -> dict[str, Any]:
    """What shared/course/topic.html shows of one topic, to be printed."""
    return {
        "topic": topic,
        "ways": ways,
        "html": Whole(ways),
        "answer_of": lambda question: with_unit(figure(value_shown(question)), question.unit),
        "course_words": words,
    }


@dataclass(frozen=True)
class Answered:
    """A question that was tried: what was answered, and why that is right or not. `lacks`: right, and not all of it."""

    number: int
    ask: str
    right: bool
    given: str
    why: str
    chosen: tuple[Answer, ...]
    lacks: bool


def _answered(found: StudyPage) -> list[Answered]:
    """Every question that was tried. What was given to an earlier version of it may fit no answer any more."""
    shown = []
    for number, question in enumerate(found.page.questions, start=1):
        tried = found.tried.get(question.id)
        if tried is None:
            continue
        typed = tried.given if isinstance(tried.given, str) else ""
        is_number = question.kind is QuestionKind.NUMBER and bool(typed)
        places = [] if isinstance(tried.given, str) else tried.given
        chosen = tuple(question.answers[place] for place in places if place < len(question.answers))
        shown.append(
            Answered(
                number=number,
                ask=question.ask,
                right=tried.right,
                given=with_unit(typed, question.unit) if is_number else "",
                why=(question.why_right if tried.right else question.why_wrong) if is_number else "",
                chosen=chosen,
                lacks=not tried.right and bool(chosen) and all(answer.right for answer in chosen),
            )
        )
    return shown


def _asks_how_sure(found: StudyPage, all_right: bool) -> bool:
    """Whether a check asks how sure one is by now: once all is right."""
    return found.page.kind is PageKind.CHECK and all_right and Moment.AFTER not in found.sure


def _parts(found: StudyPage, ways: Ways) -> list[dict[str, Any]]:
    """What can be read by now: each part with the decision after it, once made, and what came of each choice."""
    shown: list[dict[str, Any]] = []
    for number, part in enumerate(found.page.parts):
        decision = found.page.decisions[number] if number < len(found.page.decisions) else None
        chosen = found.decided.get(decision.id) if decision else None
        shown.append({"html": linked(part, ways), "decision": decision if chosen else None, "chosen": chosen})
        if decision and not chosen:
            break
    return shown
