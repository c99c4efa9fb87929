from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.urls import reverse

from npq.domain.people.queries import viewer_for_account
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Role, RoleKind, Viewer
from npq.web.shared.sign_in.sessions import (
    OnlyInTheDemonstration,
    is_ours,
    landing,
    safe_next,
    sign_in_as,
    with_next,
)
from tests.domain.people.people import AT, by_code


@pytest.fixture
def request_() -> HttpRequest:
    request = HttpRequest()
    request.at, request.session, request.user = AT, SessionStore(), AnonymousUser()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    return request


@pytest.mark.usefixtures("db")
class TestSigningInAsSomebody:
    def test_opens_their_session(self, request_: HttpRequest) -> None:
        amina = by_code("amina@oakfield.uk").arrive()
        sign_in_as(request_, amina.person_id)
        assert viewer_for_account(request_.session["_auth_user_id"]) == amina

    def test_takes_the_place_of_whoever_was_signed_in(self, request_: HttpRequest) -> None:
        amina, zed = by_code("amina@oakfield.uk").arrive(), by_code("zed@elsewhere.uk").arrive()
        for somebody in (amina, zed):
            sign_in_as(request_, somebody.person_id)
        assert viewer_for_account(request_.session["_auth_user_id"]) == zed

    def test_asks_no_question_at_a_shared_mailbox(self, request_: HttpRequest) -> None:
        head = by_code("head@oakfield.uk").arrive(name="Anna Bell")
        sign_in_as(request_, head.person_id)
        assert viewer_for_account(request_.session["_auth_user_id"]) == head

    def test_finds_nobody_who_is_not_there(self, request_: HttpRequest) -> None:
        with pytest.raises(NotFound):
            sign_in_as(request_, uuid4())

    def test_only_where_nobody_is_real(self, request_: HttpRequest, settings) -> None:
        settings.CLOCK_SETTABLE = False
        with pytest.raises(OnlyInTheDemonstration):
            sign_in_as(request_, uuid4())


@pytest.mark.parametrize("address", ["/", "/home", "/register/funding?draft=1", "/courses/x#y"])
def test_ours(address: str) -> None:
    assert is_ours(address)


@pytest.mark.parametrize(
    "address",
    ["", "home", "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "javascript:x",
     "/\nhttps://evil.example", " /home", "/" + "x" * 2_000],
)  # fmt: skip
def test_not_ours(address: str) -> None:
    assert not is_ours(address)


def test_what_was_posted_comes_before_the_address() -> None:
    request = SimpleNamespace(POST={"next": "/a"}, GET={"next": "/b"})
    assert safe_next(request) == "/a"
    assert safe_next(SimpleNamespace(POST={}, GET={"next": "/b"})) == "/b"
    assert safe_next(SimpleNamespace(POST={}, GET={"next": "//evil.example"})) == ""


def test_a_way_on_is_carried_along() -> None:
    assert with_next("sign-in", "") == "/sign-in"
    assert with_next("sign-in", "/home?a=1&b=2") == "/sign-in?next=%2Fhome%3Fa%3D1%26b%3D2"


def test_staff_of_a_provider_begin_with_their_registrations_and_officials_with_courses() -> None:
    assert landing(Viewer.person(uuid4())) == "/home"
    assert landing(Viewer.person(uuid4(), Role(RoleKind.DELIVERY_PARTNER, uuid4()))) == "/home"
    assert landing(Viewer.person(uuid4(), Role(RoleKind.DEPARTMENT))) == reverse("staff-courses")
    assert landing(Viewer.person(uuid4(), Role(RoleKind.LEAD_PROVIDER, uuid4()))) == reverse(
        "provider-registrations"
    )
