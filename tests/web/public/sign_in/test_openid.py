"""Signing in with an OpenID provider: the pages with the fake, and the whole way with a real one."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from npq.domain.people.models import Identity, Person
from npq.gateways.sign_in import discovery
from npq.gateways.sign_in.fake import FakeProvider, standing_in
from npq.kernel.viewer import ViewerKind
from tests.domain.people.people import BORN
from tests.gateways.oidc.running import BACK, INSTALLED, SUBJECT, cancel_at, running, sign_in_at
from tests.web.public.sign_in.browser import Browser, text_of, went_to

DONE = "/sign-in/openid/done"


@pytest.fixture(autouse=True)
def by_openid(settings) -> None:
    settings.SIGN_IN = "openid"


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    with standing_in() as fake:
        fake.add("amina", "Amina@Oakfield.sch.uk")
        fake.add("zed", "zed@elsewhere.uk")
        yield fake


def comes_back(browser: Browser, provider: FakeProvider, subject: str, **query: str):
    """Goes to the provider, signs in there, and comes back."""
    there = browser.get("/sign-in/openid", query)["Location"]
    return browser.get(DONE, provider.sign_in(there, subject))


def test_the_first_page_leads_to_the_provider(browser: Browser, settings) -> None:
    assert "Continue to GOV.UK One Login" in browser.see("/sign-in", next="/account")
    assert "/sign-in/openid?next=%2Faccount" in browser.get("/sign-in", {"next": "/account"}).content.decode()
    settings.OPENID_NAME = "School Sign-in"
    assert "Continue to School Sign-in" in browser.see("/sign-in")


def test_the_first_time_a_person_begins_when_they_say_so(browser: Browser, provider: FakeProvider) -> None:
    assert went_to(comes_back(browser, provider, "amina", next="/account")) == "/sign-in/first-time"
    assert not Person.objects.exists()
    page = browser.see("/sign-in/first-time")
    assert "Your first time here" in page
    assert "several people read" not in page
    assert went_to(browser.send("/sign-in/first-time")) == "/account"
    assert Person.objects.get().email == "amina@oakfield.sch.uk"
    assert browser.viewer.person_id == Person.objects.get().id


def test_somebody_known_is_signed_in_and_nothing_is_written(
    browser: Browser, provider: FakeProvider, another_browser
) -> None:
    comes_back(browser, provider, "amina")
    browser.send("/sign-in/first-time")
    provider.add("amina", "new@trust.uk")
    again = another_browser()
    assert went_to(comes_back(again, provider, "amina")) == "/home"
    assert again.viewer == browser.viewer
    assert Person.objects.get().email == "amina@oakfield.sch.uk"


def test_two_people_are_two_people(browser: Browser, provider: FakeProvider, another_browser) -> None:
    zed = another_browser()
    for one, subject in ((browser, "amina"), (zed, "zed")):
        comes_back(one, provider, subject)
        one.send("/sign-in/first-time")
    assert browser.viewer != zed.viewer


def test_a_shared_mailbox_is_warned_about(browser: Browser, provider: FakeProvider) -> None:
    provider.add("head", "head@oakfield.sch.uk")
    comes_back(browser, provider, "head")
    assert "a mailbox that several people read" in browser.see("/sign-in/first-time")
    browser.send("/sign-in/first-time")
    assert browser.viewer.kind is ViewerKind.PERSON


def test_an_address_the_provider_has_not_checked(browser: Browser, provider: FakeProvider) -> None:
    provider.add("unchecked", "someone@oakfield.sch.uk", email_verified=False)
    comes_back(browser, provider, "unchecked")
    answer = browser.send("/sign-in/first-time")
    assert went_to(answer) == "/sign-in/stopped/not-verified"
    assert "has not checked your email address" in browser.see(answer["Location"])
    assert not Person.objects.exists()


def test_no_record_is_inherited_by_an_address(
    browser: Browser, provider: FakeProvider, settings, another_browser
) -> None:
    settings.SIGN_IN = "email_code"
    before = another_browser()
    before.sign_in("amina@oakfield.sch.uk")
    Person.objects.update(full_name="Amina Okafor", date_of_birth=BORN)
    settings.SIGN_IN = "openid"
    assert went_to(comes_back(browser, provider, "amina")) == "/sign-in/same-person"
    assert "signed in another way" in browser.see("/sign-in/same-person")
    born = {"date_of_birth-day": "17", "date_of_birth-month": "5", "date_of_birth-year": "1980"}
    assert went_to(browser.send("/sign-in/same-person", **born)) == "/home"
    assert browser.viewer == before.viewer
    assert Identity.objects.count() == 2


def test_somebody_new_at_the_address_begins_afresh(
    browser: Browser, provider: FakeProvider, settings, another_browser
) -> None:
    settings.SIGN_IN = "email_code"
    another_browser().sign_in("amina@oakfield.sch.uk")
    Person.objects.update(full_name="Amina Okafor", date_of_birth=BORN)
    settings.SIGN_IN = "openid"
    comes_back(browser, provider, "amina")
    assert went_to(browser.send("/sign-in/new-in-this-role")) == "/sign-in/first-time"
    assert "You begin with a new record" in browser.see("/sign-in/first-time")
    assert went_to(browser.send("/sign-in/first-time")) == "/home"
    assert browser.viewer.person_id != Person.objects.get(full_name="Amina Okafor").id
    browser.send("/sign-out")
    assert went_to(comes_back(browser, provider, "amina")) == "/home"


class TestWhatGoesWrong:
    def stops(self, answer, why: str) -> None:
        assert went_to(answer) == f"/sign-in/stopped/{why}"

    def test_nobody_went_there_from_here(self, browser: Browser, provider: FakeProvider) -> None:
        self.stops(browser.get(DONE, {"code": "x", "state": "y"}), "not-begun-here")
        self.stops(browser.get(DONE), "not-begun-here")

    def test_somebody_elses_answer(self, browser: Browser, provider: FakeProvider, another_browser) -> None:
        """A link that would sign the victim in as the sender."""
        sender = another_browser()
        answer = provider.sign_in(sender.get("/sign-in/openid")["Location"], "zed")
        browser.get("/sign-in/openid")
        self.stops(browser.get(DONE, answer), "not-begun-here")
        assert browser.viewer.kind is ViewerKind.VISITOR

    def test_the_same_answer_twice(self, browser: Browser, provider: FakeProvider, another_browser) -> None:
        answer = provider.sign_in(browser.get("/sign-in/openid")["Location"], "amina")
        browser.get(DONE, answer)
        self.stops(browser.get(DONE, answer), "not-begun-here")

    def test_an_answer_too_old(self, browser: Browser, provider: FakeProvider) -> None:
        answer = provider.sign_in(browser.get("/sign-in/openid")["Location"], "amina")
        provider.expire(answer["code"])
        self.stops(browser.get(DONE, answer), "not-begun-here")

    def test_turning_back(self, browser: Browser, provider: FakeProvider) -> None:
        answer = provider.sign_in(browser.get("/sign-in/openid")["Location"], "amina")
        self.stops(browser.get(DONE, {"error": "access_denied", "state": answer["state"]}), "turned-down")
        assert "Start again" in browser.see("/sign-in/stopped/turned-down")

    def test_no_address(self, browser: Browser, provider: FakeProvider) -> None:
        provider.add("nameless", "")
        self.stops(comes_back(browser, provider, "nameless"), "no-address")

    def test_an_answer_of_ten_thousand_letters(self, browser: Browser, provider: FakeProvider) -> None:
        state = dict(parse_qsl(urlsplit(browser.get("/sign-in/openid")["Location"]).query))["state"]
        self.stops(browser.get(DONE, {"code": "x" * 10_000, "state": state}), "not-begun-here")

    def test_a_provider_that_does_not_answer(self, browser: Browser, settings) -> None:
        settings.OPENID = {
            "issuer": "http://127.0.0.1:9",
            "client_id": "npq",
            "private_key": "x",
            "key_id": "",
        }
        self.stops(browser.get("/sign-in/openid"), "unavailable")

    def test_the_pages_are_not_there_when_codes_are_sent(self, browser: Browser, settings) -> None:
        settings.SIGN_IN = "email_code"
        assert browser.get("/sign-in/openid").status_code == 404
        assert browser.get(DONE).status_code == 404

    def test_no_code_is_sent_when_a_provider_vouches(self, browser: Browser, mailoutbox) -> None:
        assert "Continue to" in text_of(browser.ask_for_code("amina@oakfield.uk"))
        assert not mailoutbox


@pytest.mark.skipif(not INSTALLED, reason="the front-end packages are not installed")
class TestTheWholeWay:
    """From our page through a real provider's pages and back."""

    @pytest.fixture
    def real(self, settings) -> Iterator[None]:
        discovery.forget()
        with running() as provider:
            settings.OPENID = {
                "issuer": provider.issuer, "client_id": "npq", "private_key": provider.keys["npq"], "key_id": "",
                "scope": "openid email",
            }  # fmt: skip
            yield
        discovery.forget()

    def test_in_and_out_and_in_again(self, browser: Browser, real: None, settings) -> None:
        settings.BASE_URL = BACK.removesuffix(DONE)
        answer = browser.get(DONE, sign_in_at(browser.get("/sign-in/openid")["Location"]))
        assert went_to(answer) == "/sign-in/first-time"
        browser.send("/sign-in/first-time")
        person = browser.viewer.person_id
        assert Identity.objects.get(person_id=person).subject == SUBJECT
        browser.send("/sign-out")
        assert browser.viewer.kind is ViewerKind.VISITOR
        assert went_to(browser.get(DONE, sign_in_at(browser.get("/sign-in/openid")["Location"]))) == "/home"
        assert browser.viewer.person_id == person

    def test_turning_back_at_the_provider(self, browser: Browser, real: None) -> None:
        answer = browser.get(DONE, cancel_at(browser.get("/sign-in/openid")["Location"]))
        assert went_to(answer) == "/sign-in/stopped/turned-down"

    def test_a_key_the_provider_does_not_know(self, browser: Browser, real: None, settings) -> None:
        with running() as other:
            settings.OPENID = settings.OPENID | {"private_key": other.keys["npq"]}
        answer = browser.get(DONE, sign_in_at(browser.get("/sign-in/openid")["Location"]))
        assert went_to(answer) == "/sign-in/stopped/unavailable"
