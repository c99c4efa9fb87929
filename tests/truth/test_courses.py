"""The courses we publish: without a fault, every sum right, and nothing in them that the checks would not see."""

import html
import re
from pathlib import Path

import pytest
from django.conf import settings

from npq.domain.learning.packs.check import read_pack
from tests.truth.arithmetic import Book, written_in

COURSES = sorted(file.parent for file in settings.COURSES.glob("*/course.toml"))
PAGES = [(course, page) for course in COURSES for page in sorted(course.glob("topics/*/*/[0-9]*.md"))]


@pytest.fixture(scope="module", params=COURSES, ids=lambda course: course.name)
def pack(request):
    pack, faults = read_pack(request.param)
    assert [str(fault) for fault in faults] == []
    return pack


def test_every_topic_that_is_open_has_six_units_of_every_kind(pack):
    for topic in pack.topics:
        assert len(topic.units) in (0, 6)
        assert topic.units or topic.outline


def test_right_answers_do_not_stand_out(pack):
    """Somebody who takes the longest answer, or always the first, would not get far."""
    questions = [q for page in pack.pages for q in page.questions if q.kind == "one"]
    longest = sum(max(q.answers, key=lambda a: len(a.text)).right for q in questions)
    first = sum(q.answers[0].right for q in questions)
    assert longest < len(questions) / 2
    assert first < len(questions) / 2


def test_every_page_can_be_read_aloud(pack):
    for page in pack.pages:
        for part in page.parts:
            assert "<img" not in part
            assert "style=" not in part
            assert "{{" not in part


@pytest.fixture(scope="module")
def books() -> dict[Path, Book]:
    return {course: Book(course / "data-book") for course in COURSES}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """What each page says in the end, by its id."""
    said = {}
    for course in COURSES:
        pack, _ = read_pack(course)
        for page in pack.pages if pack else ():
            texts = [*page.parts, *(d.ask for d in page.decisions)]
            texts += [words for d in page.decisions for c in d.choices for words in (c.text, c.result)]
            texts += [words for q in page.questions for words in (q.ask, q.why_right, q.why_wrong)]
            texts += [words for q in page.questions for a in q.answers for words in (a.text, a.why)]
            said[page.id] = html.unescape(re.sub(r"<[^>]+>", "", " ".join(texts)))
    return said


@pytest.mark.parametrize(("course", "page"), PAGES, ids=[f"{p.parent.name}/{p.name}" for _, p in PAGES])
def test_every_sum_is_worked_out_the_same_by_other_means(course, page, books, texts):
    id = re.search(r"^id: (\S+)$", page.read_text(), re.MULTILINE)[1]
    for written, read in written_in(page, books[course]):
        assert read in texts[id], f"{written} is {read}"
