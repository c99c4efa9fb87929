"""A pack as the facts by which a change of version is judged."""

import re

import msgspec

from npq.domain.learning.packs import ease
from npq.domain.learning.packs.pack import Pack, Page
from npq.domain.learning.rules.versions import PageFacts, VersionFacts

TAG = re.compile(r"<[^>]+>")


def facts_of(pack: Pack) -> VersionFacts:
    pages = {
        page.id: _page_facts(page, (topic.id, unit.id))
        for topic in pack.topics
        for unit in topic.units
        for page in unit.pages
    }
    return VersionFacts(pages, {statement.id: statement.text for statement in pack.statements})


def _page_facts(page: Page, place: tuple[str, str]) -> PageFacts:
    texts = [page.title, *page.parts]
    for decision in page.decisions:
        texts += [
            decision.ask,
            *(words for choice in decision.choices for words in (choice.text, choice.result)),
        ]
    for question in page.questions:
        texts += [question.ask, question.why_right, question.why_wrong]
        texts += [words for answer in question.answers for words in (answer.text, answer.why)]
    return PageFacts(
        words=tuple(ease.words_of(TAG.sub(" ", " ".join(texts)))),
        place=place,
        kind=page.kind.value,
        minutes=(page.minutes, page.task_minutes),
        marked=_marked(page),
        statements=tuple(page.statements),
    )


def _marked(page: Page) -> str:
    """Which answers are right, without the words around them."""
    judged = [
        (
            question.id,
            question.kind.value,
            [answer.right for answer in question.answers],
            question.value,
            question.within,
        )
        for question in page.questions
    ]
    return msgspec.json.encode(judged, order="deterministic").decode()
