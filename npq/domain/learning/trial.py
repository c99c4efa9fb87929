"""Trying a course out: deciding and answering by the rules of study, without a study. Whoever tries holds what they
did; nothing of it is stored here.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from npq.domain.learning.kinds import HowSure, Moment, PageKind, RefusalCode
from npq.domain.learning.packs.pack import Page
from npq.domain.learning.queries.page import Tried
from npq.domain.learning.rules.checks import Given, is_right
from npq.kernel.refusals import NotFound, Refusal


class Trial(Struct, frozen=True):
    """What somebody did so far in one course, known by its digest: in another content it would mean nothing."""

    digest: Annotated[str, Meta(max_length=64)]
    decided: dict[str, str] = {}
    tried: dict[str, Tried] = {}
    sure: dict[str, dict[Moment, HowSure]] = {}
    done: list[str] = []
    last: str | None = None


def decide(trial: Trial, page: Page, decision: str, choice: str) -> Trial:
    """A decision in a case. The first one stands. Raises NotFound, and Refusal: PAGE_NOT_FINISHED where an earlier
    decision of the page is still to be made."""
    asked = next((one for one in page.decisions if one.id == decision), None)
    if asked is None or choice not in {one.id for one in asked.choices}:
        raise NotFound(decision)
    if any(one.id not in trial.decided for one in page.decisions[: page.decisions.index(asked)]):
        raise Refusal(RefusalCode.PAGE_NOT_FINISHED, page=page.id)
    if decision in trial.decided:
        return trial
    return replace(trial, decided={**trial.decided, decision: choice}, last=page.id)


def answer(trial: Trial, page: Page, given: Mapping[str, Given]) -> Trial:
    """Answers to questions of a check. What was right stands; once all is right, the page is done. Raises NotFound."""
    questions = {question.id: question for question in page.questions}
    if not given.keys() <= questions.keys():
        raise NotFound(page.id)
    tried = dict(trial.tried)
    for id, one in given.items():
        before = tried.get(id)
        if before is None or not before.right:
            tries = before.tries + 1 if before else 1
            tried[id] = Tried(given=one, right=is_right(questions[id], one), tries=tries)
    after = replace(trial, tried=tried, last=page.id)
    return _done(after, page) if questions and is_finished(after, page) else after


def say_how_sure(trial: Trial, page: Page, moment: Moment, how_sure: HowSure) -> Trial:
    """How sure somebody is of what a check asks. What was said first stands. Raises NotFound."""
    if page.kind is not PageKind.CHECK:
        raise NotFound(page.id)
    said = trial.sure.get(page.id, {})
    return replace(trial, sure={**trial.sure, page.id: {moment: how_sure, **said}})


def complete(trial: Trial, page: Page) -> Trial:
    """The page is done. Raises Refusal: PAGE_NOT_FINISHED with a decision to make or a question to get right."""
    if not is_finished(trial, page):
        raise Refusal(RefusalCode.PAGE_NOT_FINISHED, page=page.id)
    return _done(trial, page)


def is_finished(trial: Trial, page: Page) -> bool:
    """Whether all of a page is decided and right, so that one may go on."""
    right = {id for id, tried in trial.tried.items() if tried.right}
    return all(one.id in trial.decided for one in page.decisions) and all(
        one.id in right for one in page.questions
    )


def _done(trial: Trial, page: Page) -> Trial:
    done = trial.done if page.id in trial.done else [*trial.done, page.id]
    return replace(trial, done=done, last=page.id)
