"""Rendering and redirecting."""

from datetime import UTC, datetime

import pytest
from django.urls import NoReverseMatch

from npq.web.shared.pages import redirect
from tests.web.shared import dom


def test_a_redirect_is_to_be_followed_with_a_get(sample):
    answer = redirect("parts")
    assert (answer.status_code, answer["Location"]) == (303, "/parts")
    assert redirect("/form#email")["Location"] == "/form#email"


def test_a_redirect_to_a_page_that_is_not_there_is_a_mistake_of_ours(sample):
    with pytest.raises(NoReverseMatch):
        redirect("no-such-page")


def test_a_page_knows_its_moment(visit, settings, clock):
    settings.DEMONSTRATION = True
    clock.move_to(datetime(2026, 10, 1, 13, 5, tzinfo=UTC))
    assert "1 October 2026 at 2:05pm" in visit.get("/form").content.decode()


def title(answer) -> str:
    return dom.words(dom.page(answer.content.decode()).find("head/title"))


def test_the_title_tells_of_errors(visit):
    assert title(visit.get("/form")) == "A form – National professional qualifications"
    assert (
        title(visit.post("/form", {"email": "x"})) == "Error: A form – National professional qualifications"
    )
