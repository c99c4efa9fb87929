"""Tokens, addresses, methods, headers: what holds for every call."""

import gzip
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import brotli
import msgspec
import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import get_resolver

from npq.api.door import token_sent
from npq.domain.organisations.models import ApiToken
from npq.domain.organisations.operations import revoke_api_token
from npq.kernel.audience import Audience
from npq.kernel.viewer import Viewer
from tests import world
from tests.api.conftest import APPLICATIONS, Answer, System
from tests.each import each
from tests.world import AT

LISTED = "npq.api.v3.applications.applications_json"
NOBODYS = "5d0f7e0a-0f3a-4b53-9d43-3d8a5a1f0f3e"
DENIED = {"error": "HTTP Token: Access denied"}


def called(path: str = APPLICATIONS, method: str = "GET", **headers: str) -> Answer:
    response = Client(raise_request_exception=False).generic(method, path, headers=headers)
    return Answer(response.status_code, response.headers, response.content)


class TestTokens:
    @each(
        "form",
        [
            "Bearer {}",
            "Token {}",
            "bearer {}",
            "TOKEN   {}",
            'Token token="{}"',
            "Token token={}",
            'Token token="{}", nonce="x"',
            " Bearer {} ",
        ],
    )
    def test_ways_to_send_one(self, northlight: System, form: str):
        assert called(Authorization=form.format(northlight.token)).status == 200

    @each(
        "header",
        [
            "",
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Token token=",
            "Basic {}",
            "{}",
            "Bearer {}x",
            "Bearer é",
            "Bearer\x00",
        ],
    )
    def test_anything_else_is_let_in_nowhere(self, northlight: System, header: str):
        answer = called(Authorization=header.format(northlight.token))
        assert (answer.status, answer.json) == (401, DENIED)
        assert answer.headers["Content-Type"] == "application/json"

    @each("path", [APPLICATIONS, f"{APPLICATIONS}/{NOBODYS}"])
    def test_without_a_token(self, offered, path: str):
        assert called(path).status == 401

    def test_before_anything_is_looked_at(self, northlight: System):
        for path in (f"{APPLICATIONS}?page[page]=0", f"{APPLICATIONS}/nothing"):
            assert called(path).status == 401
        assert called(f"{APPLICATIONS}/{NOBODYS}/accept", "POST").status == 401

    def test_a_revoked_one_opens_nothing(self, northlight: System):
        token = ApiToken.objects.get()
        revoke_api_token(by=world.BY, at=AT, token_id=token.id)
        assert northlight.get().status == 401

    def test_each_use_is_noted(self, northlight: System, clock):
        northlight.get()
        at = clock.move(minutes=3)
        northlight.get()
        assert ApiToken.objects.get().last_used_at == at

    def test_somebody_signed_in_is_no_machine(self, northlight: System):
        """A session is not looked at: only a token lets in."""
        assert called(Cookie="npq-session=abc").status == 401

    @each(
        ("header", "token"),
        [
            ("Bearer abc", "abc"),
            ("Token abc", "abc"),
            ('Token token="abc"', "abc"),
            ("Token token=abc,nonce=1", "abc"),
            ("Bearer", None),
            ("", None),
            ("Digest abc", None),
            ("Bearer\tabc", "abc"),
        ],
    )
    def test_reading_the_header(self, header, token):
        assert token_sent(header) == token


class TestHowOften:
    @pytest.fixture
    def used_up(self, northlight: System) -> System:
        ApiToken.objects.update(calls_in_window=1000, window_began_at=AT, last_used_at=AT)
        return northlight

    def test_a_thousand_calls_in_five_minutes(self, northlight: System):
        ApiToken.objects.update(calls_in_window=999, window_began_at=AT, last_used_at=AT)
        assert northlight.get().status == 200
        assert northlight.get().status == 429

    def test_then_it_is_to_wait(self, used_up: System):
        answer = used_up.get()
        assert answer.status == 429
        assert answer.headers["Content-Type"] == "text/plain"
        assert answer.headers["Retry-After"] == "300"
        assert answer.content == b"Retry later\n"

    def test_a_refused_call_does_nothing(self, used_up: System, amina: Viewer, clock):
        application = world.registration(amina, used_up.provider)
        assert used_up.accept(application).status == 429
        clock.move(minutes=5)
        assert used_up.show(application).attributes["status"] == "pending"

    def test_after_five_minutes_it_goes_on(self, used_up: System, clock):
        clock.move(minutes=4, seconds=59)
        assert used_up.get().status == 429
        clock.move(seconds=1)
        assert used_up.get().status == 200

    def test_each_token_has_its_own(self, used_up: System, meridian: System):
        assert meridian.get().status == 200
        assert System(used_up.provider, world.token(used_up.provider)).get().status == 200


class TestAddresses:
    @each(
        "path",
        [
            "/api",
            "/api/",
            "/api/v1/npq-applications",
            "/api/v2/npq-applications",
            "/api/v3",
            "/api/v3/",
            "/api/v3/npq-application",
            f"{APPLICATIONS}/",
            f"{APPLICATIONS}/{NOBODYS}/accept/now",
            f"{APPLICATIONS}/{NOBODYS}/withdraw",
            "/api/v3/statements",
        ],
    )
    def test_an_address_that_is_none(self, northlight: System, path: str):
        for answer in (northlight.call("GET", path), northlight.call("POST", path), called(path)):
            assert (answer.status, answer.json) == (404, {"error": "Resource not found"})
            assert answer.headers["Content-Type"] == "application/json"

    @each(
        "path",
        [
            f"{APPLICATIONS}.csv",
            "/api/v1/npq-applications.csv",
            "/api/v1/participant-declarations.csv",
            "/api/v2/npq-enrolments.csv",
            f"{APPLICATIONS}/{NOBODYS}.csv",
            f"{APPLICATIONS}/{NOBODYS}/accept.csv",
        ],
    )
    def test_there_is_no_csv(self, northlight: System, path: str):
        for answer in (northlight.call("GET", path), called(path)):
            assert (answer.status, answer.content) == (404, b"")
            assert answer.headers["Content-Type"] == "text/plain"

    @each(
        ("method", "path"),
        [
            ("POST", APPLICATIONS),
            ("PUT", APPLICATIONS),
            ("DELETE", f"{APPLICATIONS}/{NOBODYS}"),
            ("GET", f"{APPLICATIONS}/{NOBODYS}/accept"),
            ("PUT", f"{APPLICATIONS}/{NOBODYS}/reject"),
            ("OPTIONS", APPLICATIONS),
            ("BREW", APPLICATIONS),
        ],
    )
    def test_a_method_nobody_answers_to(self, northlight: System, method: str, path: str):
        answer = northlight.call(method, path)
        assert (answer.status, answer.json) == (404, {"error": "Resource not found"})

    def test_head_is_a_get_without_its_body(self, northlight: System):
        answer = northlight.call("HEAD")
        assert (answer.status, answer.content) == (200, b"")
        assert answer.headers["Content-Type"] == "application/json"

    def test_every_address_says_whom_it_is_for(self):
        views = [
            pattern.callback
            for part in get_resolver("npq.config.urls").url_patterns
            for pattern in getattr(part, "url_patterns", [])
            if str(pattern.pattern).startswith(("api/", "^api"))
        ]
        assert len(views) == 6
        assert {view.audience for view in views} == {Audience.MACHINE, Audience.PUBLIC}
        assert all(view.csrf_exempt and view.methods for view in views)


class TestHeaders:
    def test_of_an_answer(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        for answer in (northlight.get(), northlight.show(application), northlight.accept(application)):
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Set-Cookie" not in answer.headers

    def test_of_an_error(self, northlight: System):
        errors = [called(), northlight.show("x"), northlight.get(page=0), northlight.call("GET", "/api/v9")]
        assert [answer.status for answer in errors] == [401, 404, 400, 404]
        for answer in errors:
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.headers["Cache-Control"] == "no-store"

    def test_no_form_is_needed_and_no_session_made(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        strict = System(northlight.provider, northlight.token, Client(enforce_csrf_checks=True))
        answer = strict.reject(application)
        assert answer.status == 200
        assert not strict.client.cookies

    def test_a_call_asks_little_of_the_database(self, northlight: System, django_assert_num_queries):
        with django_assert_num_queries(
            4
        ):  # the token, and its use counted between BEGIN and COMMIT; no session
            northlight.get()


class TestPacking:
    @pytest.fixture
    def body(self, monkeypatch) -> bytes:
        body = msgspec.json.encode({"data": [{"id": number} for number in range(1000)]})
        monkeypatch.setattr(LISTED, lambda *a, **k: body)
        return body

    @each(
        ("accepts", "encoding"),
        [
            ("gzip, deflate, br", "br"),
            ("gzip, deflate", "gzip"),
            ("gzip;q=0.5", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("gzip;q=0", None),
            ("identity", None),
            ("", None),
        ],
    )
    def test_a_large_answer_is_packed_for_who_can_read_it(self, northlight: System, body, accepts, encoding):
        answer = replace(northlight, described=False).call("GET", **{"Accept-Encoding": accepts})
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert unpack(answer.content) == body
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert answer.headers["Content-Type"] == "application/json"

    def test_a_small_one_is_not(self, northlight: System):
        answer = northlight.call("GET", **{"Accept-Encoding": "gzip, br"})
        assert (answer.content, answer.headers.get("Content-Encoding")) == (b'{"data":[]}', None)


class TestTrouble:
    @pytest.mark.parametrize("trouble", [RuntimeError("Amina"), OperationalError("gone"), RecursionError()])
    def test_our_own_faults(self, northlight: System, monkeypatch, trouble: Exception):
        def fail(*a, **k):
            raise trouble

        monkeypatch.setattr(LISTED, fail)
        answer = northlight.get()
        assert (answer.status, answer.json) == (500, {"error": "Internal server error"})
        assert answer.headers["Content-Type"] == "application/json"

    def test_a_record_the_database_will_not_have(self, northlight: System, monkeypatch):
        def refuse(**k):
            raise IntegrityError

        monkeypatch.setattr("npq.api.v3.applications.reject_registration", refuse)
        answer = northlight.reject(uuid4())
        assert (answer.status, answer.json) == (422, {"error": "Unprocessable entity"})

    def test_a_body_larger_than_any_call_needs(self, northlight: System, amina: Viewer):
        application = world.registration(amina, northlight.provider)
        answer = northlight.accept(application, b'{"data":"' + b"x" * 3_000_000 + b'"}')
        assert answer.status == 400
        assert northlight.show(application).attributes["status"] == "pending"

    def test_more_parameters_than_any_call_needs(self, northlight: System):
        query = "&".join(f"a{number}=1" for number in range(1100))
        assert northlight.call("GET", f"{APPLICATIONS}?{query}").status == 400

    def test_bytes_that_are_no_text(self, northlight: System):
        assert northlight.call("GET", f"{APPLICATIONS}?filter[cohort]=%ff%fe&sort=%ff").status == 200


def test_the_clock_of_the_service_counts(northlight: System, clock):
    clock.move_to(AT + timedelta(days=400))
    northlight.get()
    assert ApiToken.objects.get().last_used_at == AT + timedelta(days=400)


def test_what_django_itself_refuses_is_told_in_json_too(northlight: System):
    answer = northlight.call("GET", Host="elsewhere.example")
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/json")


def test_and_so_is_trouble_before_the_call_is_reached(northlight: System, monkeypatch):
    def fail() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("npq.web.shared.middleware.clock.now", fail)
    answer = northlight.get()
    assert (answer.status, answer.json) == (500, {"error": "Internal server error"})
