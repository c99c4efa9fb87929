"""The ways into the demonstration: a code like everybody's, or a button for somebody invented."""

import pytest

from tests import world
from tests.web.public.sign_in.browser import newest_code
from tests.web.visitor import Visitor

pytestmark = pytest.mark.django_db

ZARA = "zara@oakfield.example"


def test_the_code_comes_first_and_keeps_where_one_was_going(demonstration):
    page = Visitor().open("/demonstration/sign-in", next="/account?from=course&to=it")
    assert page.text.index("Sign in by a code") < page.text.index("School leaders")
    page = page.follow("Sign in by a code").send(email=ZARA)
    assert page.heading == "Enter the code"
    (kept,) = {e.attrib["value"] for e in page.main.iter("input") if e.attrib["name"] == "next"}
    entered = page.visitor.post("/sign-in/code", {"code": newest_code(ZARA), "next": kept})
    assert entered["Location"] == "/account?from=course&to=it"


def test_it_is_kept_by_those_who_try_too_often_and_begin_again(demonstration):
    page = Visitor().open("/sign-in", next="/account").send(email=ZARA)
    wrong = f"{(int(newest_code(ZARA)) + 1) % 10**6:06}"
    for _ in range(3):
        page = page.send(button="Continue", code=wrong)
    assert page.links["Get a new code"] == "/sign-in?next=%2Faccount"


def test_whoever_asks_for_a_code_is_led_to_the_people_invented(demonstration):
    page = Visitor().open("/sign-in", next="/register")
    assert page.links["sign in as somebody invented"] == "/demonstration/sign-in?next=%2Fregister"
    assert page.follow("sign in as somebody invented").heading == "Sign in to the demonstration"


def test_whoever_is_signed_in_signs_out_first(demonstration):
    page = Visitor(world.person("Amina Clarke")).open("/demonstration/sign-in")
    assert page.links["Sign out"] == "/sign-out"
    assert "Sign in by a code" not in page.links
