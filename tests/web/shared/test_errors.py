"""The pages for when something is wrong."""

import pytest
from django.test import Client, RequestFactory

from npq.web.shared import errors
from tests.web.shared import dom

PAGES = {
    errors.bad_request: (400, "We could not read what was sent"),
    errors.not_allowed: (403, "You cannot see this page"),
    errors.not_found: (404, "Page not found"),
    errors.too_many: (429, "You have tried too many times"),
    errors.went_wrong: (500, "Something went wrong"),
    errors.form_expired: (403, "Send your answers again"),
}


@pytest.mark.parametrize("view", PAGES)
def test_an_error_page_says_what_happened_even_before_anyone_asked_who_it_is(view, sample):
    status, heading = PAGES[view]
    answer = view(RequestFactory().get("/"))
    page = dom.page(answer.content.decode())
    assert answer.status_code == status
    assert [dom.words(h) for h in dom.find(page, "h1")] == [heading]
    assert dom.words(page.find("head/title")) == f"{heading} – National professional qualifications"


def test_an_unknown_address_is_a_page_not_found(visit):
    answer = visit.get("/nothing-here")
    assert answer.status_code == 404
    assert b"Page not found" in answer.content
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_breakdown_is_a_page_that_tells_nothing_of_its_inside(visit):
    answer = visit.get("/break-down")
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content
    assert b"as bad as it gets" not in answer.content


def test_a_breakdown_asks_nobody_who_is_signed_in(visit, sign_in_as, participant, monkeypatch):
    sign_in_as(participant)
    page = dom.page(visit.get("/break-down").content.decode())
    assert not dom.find(page, "nav", aria_label="Menu")
    links = [a.attrib["href"] for a in dom.by_id(page, "main-content").iter("a")]
    assert links[:2] == ["/sign-in", "/"]


def test_a_breakdown_of_the_page_that_says_so_still_says_so(sample, monkeypatch):
    monkeypatch.setattr(errors.pages, "render", lambda *args, **kwargs: 1 / 0)
    answer = errors.went_wrong(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content


@pytest.fixture
def careful(sample) -> Client:
    """A browser whose forms' tokens are checked."""
    return Client(enforce_csrf_checks=True)


def test_a_form_sent_with_an_old_token_is_offered_again_whole(careful):
    sent = {"full_name": "Ada <Bell>", "topics": ["1", "2"], "csrfmiddlewaretoken": "old"}
    answer = careful.post("/form?draft=7", sent, headers={"Origin": "http://testserver"})
    page = dom.page(answer.content.decode())
    hidden = [(i.attrib["name"], i.attrib["value"]) for i in dom.find(page, "input", type="hidden")]
    (form,) = dom.find(page, "form")
    assert answer.status_code == 403
    assert form.attrib["action"] == "/form?draft=7"
    assert [pair for pair in hidden if pair[0] != "csrfmiddlewaretoken"] == [
        ("full_name", "Ada <Bell>"),
        ("topics", "1"),
        ("topics", "2"),
    ]


def test_sending_it_again_works(careful):
    refused = careful.post("/only-send", {"a": "b"}, headers={"Origin": "http://testserver"})
    page = dom.page(refused.content.decode())
    (token,) = dom.find(page, "input", name="csrfmiddlewaretoken")
    again = {"a": "b", "csrfmiddlewaretoken": token.attrib["value"]}
    assert careful.post("/only-send", again, headers={"Origin": "http://testserver"}).status_code == 303


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_another_sites_form_is_never_made_good_by_a_click(origin, careful):
    answer = careful.post("/form", {"full_name": "Ada Bell"}, headers=origin)
    assert answer.status_code == 403
    assert b"Ada Bell" not in answer.content
    assert b"Go back to the page, reload it and send it again" in answer.content


def test_a_refusal_nobody_explained_becomes_a_page(visit):
    answer = visit.get("/refusal/too_late")
    assert answer.status_code == 409
    assert "It closed on 1 October 2026." in answer.content.decode()
    assert "Nothing was changed." in answer.content.decode()
