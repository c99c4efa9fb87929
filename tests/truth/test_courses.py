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


PEOPLE = re.compile(r"^\| ([A-Z]\w+ [\w’-]+) \| |\bhead (?:Dr )?([A-Z]\w+ [A-Z][\w-]+)", re.MULTILINE)
ROLE = re.compile(
    r"\b(head|heads|predecessor|founded|directors?|chairs?|vice-chair|trustee|unions|site|governance)\b"
    r"| of (Quill Harbour|Lady Orrin’s|Tollerwick|Nether Plimsett|the Lockhouse|audit and risk)"
)
NEAR = 90
"""In how many characters around a name its owner's role is said."""


@pytest.fixture(scope="module")
def casts() -> dict[Path, list[str]]:
    """The people of each course's trust, by the page that says who is who."""
    found = {course: PEOPLE.findall((course / "data-book" / "README.md").read_text()) for course in COURSES}
    return {course: [one or other for one, other in names] for course, names in found.items()}


def test_whoever_is_named_in_a_case_is_introduced(casts):
    """With the whole name and the role, where a reader of that page first meets them, whatever they chose before."""
    for course, cast in casts.items():
        assert len(cast) > 20
        pack, _ = read_pack(course)
        for page in (page for page in pack.pages if page.kind == "case"):
            for reading in readings(page):
                assert strangers(reading, cast) == [], page.id


def readings(page):
    """What somebody reads of a case who looks at one result of one decision; and who looks at none."""
    told, results = "", []
    for number, part in enumerate(page.parts):
        told += said_in(part)
        if number < len(page.decisions):
            decision = page.decisions[number]
            told += said_in(" ".join([decision.ask, *(choice.text for choice in decision.choices)]))
            results += [told + said_in(choice.result) for choice in decision.choices]
    return [told, *results]


def said_in(markup):
    """The words of a text that are not in a table."""
    words = re.sub(r"<[^>]+>", "", re.sub(r"<table.*?</table>", "", markup, flags=re.DOTALL))
    return " ".join(html.unescape(words).split()) + " "


def strangers(text, cast):
    """Names that stand for the first time without the rest of them, or far from what their owner does."""
    found = []
    for name in cast:
        first, last = name.split(" ", 1)
        met = re.search(rf"\b({first} {last}|{first}|(Dr )?{last})\b", text)
        if met is None:
            continue
        around = text[max(0, met.start() - NEAR) : met.end() + NEAR]
        if met[0] not in (name, f"Dr {last}") or not ROLE.search(around):
            found.append(around)
    return found
