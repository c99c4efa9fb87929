"""The page about counting words says the rule, and shows examples as the rule counts them."""

import pytest

from npq.domain.assessment.rules.word_examples import word_examples
from npq.domain.assessment.rules.words import VERSION
from tests.web.shared.dom import find
from tests.web.shared.dom import page as parsed
from tests.web.shared.dom import words as words_of

pytestmark = pytest.mark.django_db

PATH = "/how-words-are-counted"


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_example_that_is_to_be_shown_is_there_with_its_count(page):
    root = parsed(page.get(PATH).content.decode())
    rows = [[plain(words_of(cell)) for cell in row] for row in find(root, "tr") if find(row, "td")]
    shown = [one for one in word_examples() if one.shown]
    assert len(rows) == len(shown) > 20
    for row, one in zip(rows, shown, strict=True):
        figure = f"{one.counted}, and {one.excluded} apart" if one.excluded else str(one.counted)
        assert row == [plain(one.text), figure, one.shown]


def test_it_says_the_rule_and_its_version(page):
    said = words_of(parsed(page.get(PATH).content.decode()))
    assert f"version {VERSION} of the rule" in said
    assert "a letter or a digit" in said
    assert "References" in said


def test_it_needs_no_query_and_is_sent_again_only_if_it_changed(page, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        first = page.get(PATH)
    assert page.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert page.post(PATH).status_code == 405


def test_the_course_page_leads_to_it(page, catalogue):
    root = parsed(page.get("/courses/npq-executive-leadership").content.decode())
    assert PATH in {link.attrib.get("href") for link in find(root, "a")}
