"""The last step of signing in, where it is not plain whose sign-in it is."""

import pytest

from npq.domain.people.models import Identity, Person
from npq.gateways.sign_in.models import Account
from npq.kernel.viewer import ViewerKind
from tests.domain.people.people import BORN
from tests.web.public.sign_in.browser import Browser, newest_code, text_of, went_to

HEAD = "head@oakfield.sch.uk"
RIGHT = {"date_of_birth-day": "17", "date_of_birth-month": "5", "date_of_birth-year": "1980"}
WRONG = RIGHT | {"date_of_birth-year": "1979"}


@pytest.fixture
def anna(another_browser) -> Browser:
    """The head before, signed in on a device of hers."""
    browser = another_browser()
    assert went_to(browser.sign_in(HEAD)) == "/sign-in/first-time"
    assert browser.viewer.kind is ViewerKind.VISITOR
    assert went_to(browser.send("/sign-in/first-time", **RIGHT)) == "/home"
    Person.objects.filter(id=browser.viewer.person_id).update(full_name="Anna Bell")
    return browser


def test_nobody_begins_at_a_shared_mailbox_without_something_to_be_known_by(browser: Browser) -> None:
    browser.sign_in(HEAD, next="/account")
    page = browser.see("/sign-in/first-time")
    assert "Your first time here" in page
    assert "a mailbox that several people read" in page
    for typed, words in (
        ({}, "Enter your date of birth"),
        (RIGHT | {"date_of_birth-year": "2020"}, "it must be at least 16 years ago"),
        (RIGHT | {"date_of_birth-day": "x" * 10_000}, "There is a problem"),
    ):
        assert words in text_of(browser.send("/sign-in/first-time", other="", **typed))
    assert not Person.objects.exists()
    assert went_to(browser.send("/sign-in/first-time", **RIGHT)) == "/account"
    assert Person.objects.get().date_of_birth == BORN


def test_whoever_comes_to_a_shared_mailbox_with_a_history_is_asked(anna: Browser, browser: Browser) -> None:
    assert went_to(browser.sign_in(HEAD)) == "/sign-in/same-person"
    assert browser.viewer.kind is ViewerKind.VISITOR
    page = browser.see("/sign-in/same-person")
    assert "Are you still the same person?" in page
    assert "Anna" not in page
    assert "17 May" not in page
    assert went_to(browser.get("/account")) == "/sign-in"


def test_the_same_person_goes_on_where_they_wanted_to(anna: Browser, browser: Browser) -> None:
    browser.sign_in(HEAD, next="/account")
    assert "You have 2 more tries" in text_of(browser.send("/sign-in/same-person", **WRONG))
    assert went_to(browser.send("/sign-in/same-person", **RIGHT)) == "/account"
    assert browser.viewer == anna.viewer
    assert anna.get("/account").status_code == 200


@pytest.mark.parametrize("day", ["", "x" * 10_000, "32", "-1"])
def test_what_is_no_day_costs_no_try(anna: Browser, browser: Browser, day: str) -> None:
    browser.sign_in(HEAD)
    for _ in range(4):
        page = browser.send("/sign-in/same-person", **RIGHT | {"date_of_birth-day": day})
        assert "There is a problem" in text_of(page)
    browser.send("/sign-in/same-person", **RIGHT)
    assert browser.viewer == anna.viewer


def test_the_third_wrong_day_begins_a_new_record(anna: Browser, browser: Browser) -> None:
    browser.sign_in(HEAD)
    for _ in range(2):
        browser.send("/sign-in/same-person", **WRONG)
    assert went_to(browser.send("/sign-in/same-person", **WRONG)) == "/sign-in/first-time"
    begins_afresh(anna, browser)


def test_tries_are_counted_across_sessions(anna: Browser, another_browser) -> None:
    for _ in range(2):
        browser = another_browser()
        browser.sign_in(HEAD)
        browser.send("/sign-in/same-person", **WRONG)
    last = another_browser()
    last.sign_in(HEAD)
    assert went_to(last.send("/sign-in/same-person", **WRONG)) == "/sign-in/first-time"


def test_somebody_new_in_the_role_begins_a_new_record(anna: Browser, browser: Browser) -> None:
    browser.sign_in(HEAD)
    assert browser.get("/sign-in/new-in-this-role").status_code == 405
    assert went_to(browser.send("/sign-in/new-in-this-role")) == "/sign-in/first-time"
    begins_afresh(anna, browser)


def begins_afresh(anna: Browser, browser: Browser) -> None:
    assert browser.viewer.kind is ViewerKind.VISITOR
    assert "You begin with a new record" in browser.see("/sign-in/first-time")
    assert went_to(browser.send("/sign-in/first-time", **WRONG)) == "/home"
    page = browser.see("/account")
    assert HEAD in page
    assert "Anna" not in page
    # The head before is out at once, on every device, and the record is still hers.
    assert anna.viewer.kind is ViewerKind.VISITOR
    assert went_to(anna.get("/account")) == "/sign-in"
    assert Person.objects.get(full_name="Anna Bell").email is None
    # From now on the mailbox opens the new record, to whoever knows the new head's birthday.
    again = Browser()
    assert went_to(again.sign_in(HEAD)) == "/sign-in/same-person"
    again.send("/sign-in/same-person", **WRONG)
    assert again.viewer == browser.viewer
    assert Account.objects.filter(email=HEAD).count() == 1


def test_two_browsers_at_the_question_make_one_new_record(anna: Browser, another_browser) -> None:
    one, other = another_browser(), another_browser()
    for browser in (one, other):
        browser.sign_in(HEAD)
    one.send("/sign-in/new-in-this-role")
    assert went_to(other.send("/sign-in/new-in-this-role")) == "/sign-in/stopped/moved-on"
    assert went_to(other.send("/sign-in/same-person", **RIGHT)) == "/sign-in/stopped/expired"
    one.send("/sign-in/first-time", **WRONG)
    assert Person.objects.count() == 2


def test_leaving_before_the_new_record_begins_loses_nothing(anna: Browser, another_browser) -> None:
    left, back = another_browser(), another_browser()
    left.sign_in(HEAD)
    left.send("/sign-in/new-in-this-role")
    assert went_to(back.sign_in(HEAD)) == "/sign-in/first-time"
    assert "Your first time here" in back.see("/sign-in/first-time")
    back.send("/sign-in/first-time", **WRONG)
    assert back.viewer.kind is ViewerKind.PERSON
    # Whoever walked away and comes back finds somebody there, and is asked like anybody else.
    assert went_to(left.send("/sign-in/first-time", **RIGHT)) == "/sign-in/same-person"
    assert left.viewer.kind is ViewerKind.VISITOR


def test_a_code_asked_for_before_the_mailbox_changed_hands_opens_nobody(
    anna: Browser, another_browser
) -> None:
    slow, quick = another_browser(), another_browser()
    slow.ask_for_code(HEAD, shared="yes")
    code = newest_code(HEAD)
    quick.sign_in(HEAD)
    quick.send("/sign-in/new-in-this-role")
    assert went_to(slow.enter_code(code)) in {"/sign-in/stopped/moved-on", "/sign-in/stopped/expired"}
    assert slow.viewer.kind is ViewerKind.VISITOR
    assert not Identity.objects.filter(closed_at__isnull=True).exists()


def test_nobody_comes_to_these_pages_without_a_sign_in_under_way(browser: Browser) -> None:
    for path in ("/sign-in/same-person", "/sign-in/first-time"):
        assert went_to(browser.get(path)) == "/sign-in/stopped/expired"
        assert went_to(browser.send(path, **RIGHT)) == "/sign-in/stopped/expired"
    assert went_to(browser.send("/sign-in/new-in-this-role")) == "/sign-in/stopped/expired"
    browser.ask_for_code("amina@oakfield.uk")
    assert went_to(browser.send("/sign-in/new-in-this-role")) == "/sign-in/stopped/expired"
