"""One's own access arrangements: seen, asked for and taken back; and the papers in the layout of one's choice."""

import pytest

from npq.domain.assessment.kinds import Format
from npq.domain.assessment.models import AccessRequest
from npq.domain.assessment.operations.access import Agreed, agree_arrangement
from npq.domain.assessment.operations.access_requests import decline_access_request
from npq.domain.assessment.operations.entering import enter_window
from tests.domain.assessment.windows.conftest import DURING
from tests.world import AT

pytestmark = pytest.mark.usefixtures("clock")

HERE = "/assessment/access"


@pytest.fixture
def agreed(provider, place):
    def agreed(**gives):
        gives = gives or {"extra_time_percent": 25, "spelling_not_judged": True}
        return agree_arrangement(by=provider, at=AT, registration_id=place, agreed=Agreed(**gives))

    return agreed


def test_it_is_asked_for_and_taken_back(aminas, place):
    page = aminas.open("/assessment").follow("Your access arrangements")
    assert "Nothing is agreed with you now." in page.text
    form = page.follow("Ask for an access arrangement")
    assert form.send(button="Ask Northlight Institute").errors == ["Select what you need"]
    after = form.send(button="Ask Northlight Institute", wants=["large_print", "extra_time"])
    assert after.path == HERE
    assert "On 2 November 2026 you asked for this: more time in a window papers in large print" in after.text
    again = after.send(button="Take it back")
    assert "You took it back." in again.text
    assert "Ask for an access arrangement" in again.links


def test_what_is_agreed_is_seen_and_can_be_called_wrong(aminas, place, agreed):
    agreed()
    page = aminas.open(HERE)
    assert page.rows == {
        "Extra time": "25% of the time a window is open",
        "Spelling": "Not judged",
        "Agreed": "By Northlight Institute on 2 November 2026",
    }
    form = page.follow("Something in it is wrong, or you need something else")
    assert form.holds("wants") == ["extra_time", "spelling_not_judged"]
    after = form.send(button="Ask Northlight Institute", wants=[])
    assert "you asked for nothing of it any more" in after.text


def test_what_stands_is_not_asked_over(aminas, place):
    form = aminas.open(f"{HERE}/{place}/ask")
    form.send(button="Ask Northlight Institute", wants=["rest"])
    told = form.send(button="Ask Northlight Institute", wants=["plain"])
    assert told.errors == [
        "You have asked for something else already, and it is not answered yet. Take that back first"
    ]


def test_what_was_declined_says_whom_to_ask(aminas, place, provider):
    aminas.open(f"{HERE}/{place}/ask").send(button="Ask Northlight Institute", wants=["rest"])
    asked = AccessRequest.objects.get()
    decline_access_request(by=provider, at=AT, registration_id=place, request_id=asked.id)
    page = aminas.open(HERE)
    assert "Northlight Institute has not agreed to it as you asked" in page.text
    assert "Ask for an access arrangement" in page.links


def test_a_stranger_sees_and_does_nothing_of_it(zeds, place, agreed):
    agreed()
    assert zeds.open(HERE).rows == {}
    assert zeds.status(f"{HERE}/{place}/ask") == 404
    for address in ("ask", "withdraw"):
        assert zeds.post_to(f"{HERE}/{place}/{address}", {"wants": "rest"}).status == 404


class TestPapers:
    @pytest.fixture
    def case(self, aminas, amina, ready, window, clock) -> str:
        sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
        clock.move_to(DURING)
        return aminas.open(f"/assessment/{sitting}").send(button="Open the case").path

    def test_everybody_can_read_them_in_every_layout(self, aminas, case):
        page = aminas.open(case)
        usual = aminas.get(case).content.decode()
        assert "<svg" in usual
        assert "<figcaption" in usual
        for name, mark in (
            ("in large print", "npq-papers--large"),
            ("in plain pages", "npq-papers--plain"),
            ("in pages that read well aloud", "npq-papers--aloud"),
        ):
            there = page.follow(name)
            source = there.response.content.decode()
            assert mark in source, name
            assert ("<svg" in source) == (mark == "npq-papers--large")
            assert there.heading == page.heading
            assert there.follow("as it comes").response.content.count(b"npq-papers--") == 0

    def test_aloud_there_is_no_table(self, aminas, case):
        there = aminas.open(f"{case}?format=audio_friendly")
        assert b"<table" not in there.response.content
        assert "Document 1 of" in there.text
        assert "End of document 1." in there.text
        assert "End of the table." in there.text

    def test_what_is_agreed_is_how_they_open(self, aminas, case, agreed):
        agreed(formats=(Format.LARGE_PRINT, Format.PLAIN))
        page = aminas.open(case)
        assert "This is in large print and plain pages, as is agreed with you." in page.text
        assert b"npq-papers--large npq-papers--plain" in page.response.content
        assert b"npq-papers--" not in page.follow("as it comes").response.content
        sitting = case.removesuffix("/case")
        assert "Your papers open in large print and plain pages" in aminas.open(sitting).text
