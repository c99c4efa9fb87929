"""What a page of a course shows: the same for whoever studies it and for staff who try it out."""

from dataclasses import dataclass
from typing import Any

from npq.domain.learning.kinds import Moment, PageKind, QuestionKind
from npq.domain.learning.packs.pack import Answer, Decision
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.printing import TopicText
from npq.domain.learning.rules.checks import value_shown, with_unit
from npq.web.shared.course import words
from npq.web.shared.course.forms import CheckForm, DecisionForm, HowSureForm, TaskForm
from npq.web.shared.course.text import Whole, figure, linked
from npq.web.shared.course.ways import Ways


def page_context(found: StudyPage, ways: Ways) -> dict[str, Any]:
    """What shared/course/page.html shows of one page, with forms for what is open on it."""
    undecided = next((one for one in found.page.decisions if one.id not in found.decided), None)
    may_go_on = undecided is None and _all_right(found)
    is_task = found.page.kind is PageKind.TASK and not found.done
    return {
        "found": found,
        "ways": ways,
        "parts": _parts(found, ways),
        "sends_to": _sends_to(found, ways, undecided, may_go_on),
        "undecided": undecided,
        "decision_form": DecisionForm(decision=undecided) if undecided else None,
        "check_form": CheckForm(found=found) if found.page.questions else None,
        "task_form": TaskForm() if is_task else None,
        "asked": _asked(found),
        "sure_form": HowSureForm() if asks_how_sure(found) else None,
        "moments": Moment,
        "may_go_on": may_go_on,
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
class Asked:
    """A question of a check, and once it was tried, what was answered and why that is right or not. `lacks` and
    `exceeds` say of one with several answers that some are missing, and that some do not belong."""

    id: str
    number: int
    ask: str
    tried: bool = False
    right: bool = False
    given: str = ""
    why: str = ""
    chosen: tuple[Answer, ...] = ()
    lacks: bool = False
    exceeds: bool = False


def _asked(found: StudyPage) -> list[Asked]:
    """Every question. What was given to an earlier version of it may fit no answer any more."""
    shown = []
    for number, question in enumerate(found.page.questions, start=1):
        tried = found.tried.get(question.id)
        if tried is None:
            shown.append(Asked(question.id, number, question.ask))
            continue
        typed = tried.given if isinstance(tried.given, str) else ""
        is_number = question.kind is QuestionKind.NUMBER and bool(typed)
        places = [] if isinstance(tried.given, str) else tried.given
        chosen = tuple(question.answers[place] for place in places if place < len(question.answers))
        several = question.kind is QuestionKind.SEVERAL and bool(chosen)
        shown.append(
            Asked(
                id=question.id,
                number=number,
                ask=question.ask,
                tried=True,
                right=tried.right,
                given=with_unit(typed, question.unit) if is_number else "",
                why=(question.why_right if tried.right else question.why_wrong) if is_number else "",
                chosen=chosen,
                lacks=several and any(one.right and one not in chosen for one in question.answers),
                exceeds=several and not all(one.right for one in chosen),
            )
        )
    return shown


def asks_how_sure(found: StudyPage) -> bool:
    """Whether a check asks how sure one is by now: once all is right, and until it is said."""
    return found.page.kind is PageKind.CHECK and _all_right(found) and Moment.AFTER not in found.sure


def _all_right(found: StudyPage) -> bool:
    return all(one.id in found.tried and found.tried[one.id].right for one in found.page.questions)


def _sends_to(found: StudyPage, ways: Ways, undecided: Decision | None, may_go_on: bool) -> str:
    """Where the form of a page leads: to what is still to be decided or answered, else on."""
    if may_go_on:
        return ways.go_on(found.page.id)
    return ways.decide(found.page.id, undecided.id) if undecided else ways.check(found.page.id)


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
