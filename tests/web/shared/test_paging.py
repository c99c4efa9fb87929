"""A long list, a page at a time."""

import pytest
from django.test import RequestFactory

from npq.web.shared.components import component
from npq.web.shared.paging import Paging, paging_for
from tests.web.shared import dom


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("", 1),
        ("?page=2", 2),
        ("?page=0", 1),
        ("?page=-1", 1),
        ("?page=x", 1),
        ("?page=²", 1),
        ("?page=99", 4),
        ("?page=9999999999", 1),
    ],
)
def test_the_page_asked_for_is_one_there_is(asked, number):
    assert paging_for(RequestFactory().get(f"/list{asked}"), total=100).number == number


@pytest.mark.parametrize(
    ("number", "total", "first", "last", "pages"),
    [(1, 0, 0, 0, 1), (1, 3, 1, 3, 1), (1, 25, 1, 25, 1), (2, 26, 26, 26, 2), (2, 240, 26, 50, 10)],
)
def test_what_is_shown(number, total, first, last, pages):
    paging = Paging(number, total)
    assert (paging.first, paging.last, paging.pages) == (first, last, pages)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, ["1", "2", "⋯", "10"]),
        (3, ["1", "2", "3", "4", "⋯", "10"]),
        (5, ["1", "⋯", "4", "5", "6", "⋯", "10"]),
        (10, ["1", "⋯", "9", "10"]),
    ],
)
def test_the_numbers_around_the_present_one_are_offered(number, shown):
    html = dom.fragment(component("pagination", **Paging(number, 250).component()))
    assert [dom.words(item) for item in dom.find(html, "li")] == shown
    (current,) = dom.find(html, "a", aria_current="page")
    assert dom.words(current) == str(number)


def test_the_addresses_keep_what_else_was_asked():
    paging = paging_for(RequestFactory().get("/list?status=pending&status=accepted&page=2"), total=100)
    assert paging.href(3) == "?status=pending&status=accepted&page=3"


def test_there_is_no_way_before_the_first_or_past_the_last():
    assert "previous" not in Paging(1, 250).component()
    assert "next" not in Paging(10, 250).component()
