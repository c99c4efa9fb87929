from django.http import HttpResponse
from django.test import RequestFactory

from npq.web.shared.caching import unless_unchanged


def answer(words: str, **headers: str) -> HttpResponse:
    return unless_unchanged(RequestFactory().get("/", headers=headers), HttpResponse(words))


def test_a_page_is_sent_with_a_digest_of_all_it_says():
    first = answer("hello")
    assert (first.status_code, first.content) == (200, b"hello")
    assert first["ETag"] == answer("hello")["ETag"] != answer("hello.")["ETag"]


def test_what_the_browser_holds_is_not_sent_again():
    digest = answer("hello")["ETag"]
    again = answer("hello", if_none_match=digest)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", digest)
    assert answer("hello", if_none_match=f'"other", W/{digest}').status_code == 304
    assert answer("changed", if_none_match=digest).content == b"changed"
