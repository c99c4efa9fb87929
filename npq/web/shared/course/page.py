"""What a page of a course shows: the same for whoever studies it and for staff who try it out."""

from typing import Any

from npq.domain.learning.kinds import Moment, PageKind
from npq.domain.learning.queries.page import StudyPage
from npq.domain.learning.queries.printing import TopicText
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
        "check_form": CheckForm(page=found.page, tried=found.tried) if found.page.questions else None,
        "all_right": all_right,
        "sure_moment": _moment_to_ask(found, all_right),
        "sure_form": HowSureForm(),
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
        "figure": figure,
        "course_words": words,
    }


def _moment_to_ask(found: StudyPage, all_right: bool) -> Moment | None:
    """When a check asks how sure one is: before the first try, and once all is right."""
    if found.page.kind is not PageKind.CHECK:
        return None
    if not found.tried and Moment.BEFORE not in found.sure:
        return Moment.BEFORE
    return Moment.AFTER if all_right and Moment.AFTER not in found.sure else None


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
