"""Logs carry nothing personal: not from addresses, not from errors, not from what libraries say."""

import io
import json
import logging

import pytest
import structlog
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from npq.config import logs

EMAIL = "ada.lovelace@school.example"
TOKEN = "eyJhcHByb3ZhbCI6IjVkMGY3ZTBhIn0:1wQx9Z:fJ0u3l9TzB4kQm7Yp2sXv8cN1rLhWdGe5aK6oIiUyEt"


def fail(request, **parts):
    raise ValueError(f"{EMAIL} of {request.get_full_path()} {TOKEN}")


def answer(request, **parts):
    request.viewer.kind.value  # noqa: B018  the page wants to know
    return HttpResponse("well")


urlpatterns = [
    path("approve/<str:token>", fail, name="fails"),
    path("look/<str:token>", answer, name="looks"),
    path("quiet/<str:token>", lambda request, **parts: HttpResponse(), name="quiet"),
]


@pytest.fixture
def logged():
    """Sets logging up as in the real service, into memory; gives what was logged, line by line."""
    out = io.StringIO()
    before = logging.root.handlers[:], logging.root.level
    logs.set_up(real_people=True, stream=out)
    structlog.configure(cache_logger_on_first_use=False)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def browser(db, settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def requests_in(lines):
    return [line for line in lines if line["event"] == "request"]


def assert_nothing_personal(lines):
    everything = json.dumps(lines)
    assert "lovelace" not in everything
    assert TOKEN not in everything
    assert "eyJhcHB" not in everything


def test_a_request_is_named_by_its_route(browser, logged):
    answered = browser.get(f"/look/{TOKEN}?email={EMAIL}")
    [line] = requests_in(logged())
    assert line["route"] == "looks"
    assert line["method"] == "GET"
    assert line["status"] == 200
    assert line["viewer"] == "visitor"
    assert line["ms"] >= 0
    assert line["request_id"] == answered["X-Request-ID"]
    assert_nothing_personal(logged())


def test_nobody_is_looked_up_for_the_logs_sake(browser, logged):
    browser.get(f"/quiet/{TOKEN}")
    assert requests_in(logged())[0]["viewer"] == "-"


def test_an_address_that_does_not_exist_is_not_quoted(browser, logged):
    browser.get(f"/nowhere/{TOKEN}/{EMAIL}")
    [line] = logged()
    assert (line["route"], line["status"]) == ("-", 404)
    assert_nothing_personal(logged())


def test_an_error_is_told_by_kind_and_place(browser, logged):
    assert browser.get(f"/approve/{TOKEN}?email={EMAIL}").status_code == 500
    failed, asked = logged()
    assert failed["event"] == "request.failed"
    assert failed["error"]["kind"] == "builtins.ValueError"
    assert failed["error"]["at"][-1].endswith(" fail")
    assert failed["request_id"] == asked["request_id"]
    assert (asked["route"], asked["status"]) == ("fails", 500)
    assert_nothing_personal(logged())


def test_a_row_that_the_database_quotes_is_not_repeated(db, logged):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE held (email text PRIMARY KEY)")
        try:
            for _ in range(2):
                cursor.execute("INSERT INTO held VALUES (%s)", [EMAIL])
        except IntegrityError:
            logging.getLogger("anything").exception("could not keep %s", EMAIL)
    [line] = logged()
    assert line["error"]["because"]["sqlstate"] == "23505"
    assert line["error"]["because"]["constraint_name"] == "held_pkey"
    assert line["event"] == "could not keep [e-mail address]"
    assert_nothing_personal(logged())


def test_a_suspicious_request_is_not_quoted(browser, logged):
    browser.get(f"/look/{TOKEN}", headers={"host": f"{EMAIL}.example"})
    assert_nothing_personal(logged())


@pytest.mark.parametrize(
    "said", [f"to {EMAIL}", f"<{EMAIL}>", f"/approve/{TOKEN}", f"mailto:{EMAIL}?x", f"'{TOKEN}'"]
)
def test_what_libraries_say_is_gone_over(said, logged):
    logging.getLogger("some.library").warning("said %s", said)
    structlog.get_logger("ours").warning("said", what=[{"deep": said}])
    assert len(logged()) == 2
    assert_nothing_personal(logged())


@pytest.mark.parametrize(
    ("given", "kept"), [("5d0f7e0a-0f3a-4b53", True), (EMAIL, False), ("short", False), ("a" * 65, False)]
)
def test_a_request_id_is_taken_over_only_if_it_looks_like_one(browser, logged, given, kept):
    answered = browser.get("/quiet/x", headers={"X-Request-ID": given})
    assert (answered["X-Request-ID"] == given) is kept


def test_a_task_is_logged_without_what_it_was_given(logged):
    logging.getLogger("procrastinate.worker").info("Starting job send(email=%s)", EMAIL)
    assert logged() == []


def test_errors_are_told_in_full_only_where_nobody_is_real():
    out = io.StringIO()
    before = logging.root.handlers[:], logging.root.level
    try:
        logs.set_up(real_people=False, stream=out)
        try:
            raise ValueError("the reason")
        except ValueError:
            logging.getLogger("x").exception("failed")
    finally:
        logging.root.handlers[:] = before[0]
        logging.root.setLevel(before[1])
    assert "the reason" in out.getvalue()
