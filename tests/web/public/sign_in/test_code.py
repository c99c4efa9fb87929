"""Signing in by a code sent to an address."""

import time
from types import SimpleNamespace

import pytest
from django.core import mail

from npq.domain.people import lookups
from npq.domain.people.models import Person
from npq.gateways.email.failures import FailureCode, TemporaryFailure
from npq.gateways.sign_in import accounts
from npq.kernel.viewer import ViewerKind
from tests.web.public.sign_in.browser import Browser, another_code, newest_code, text_of, went_to

AMINA = "amina@oakfield.sch.uk"


def passes(monkeypatch: pytest.MonkeyPatch, *, minutes: float) -> None:
    """Lets time pass for the sign-in library, whose clock is the real one."""
    later = SimpleNamespace(
        time=lambda: time.time() + minutes * 60, monotonic=time.monotonic, sleep=time.sleep
    )
    for module in (
        "account.internal.flows.code_verification",
        "account.internal.stagekit",
        "core.internal.ratelimit",
    ):
        monkeypatch.setattr(f"allauth.{module}.time", later)


def test_an_address_and_a_code_are_enough_the_first_time_and_later(browser: Browser, another_browser) -> None:
    assert went_to(browser.ask_for_code(AMINA)) == "/sign-in/code"
    assert AMINA in browser.see("/sign-in/code")
    assert browser.viewer.kind is ViewerKind.VISITOR

    assert went_to(browser.enter_code(newest_code(AMINA))) == "/home"
    assert browser.viewer.kind is ViewerKind.PERSON

    again = another_browser()
    again.sign_in("  Amina@Oakfield.SCH.uk ".strip().lower())
    assert again.viewer == browser.viewer
    assert Person.objects.count() == 1


def test_nobody_can_tell_a_known_address_from_an_unknown_one(browser: Browser, another_browser) -> None:
    another_browser().sign_in(AMINA)
    known, unknown = another_browser(), another_browser()
    answers = [known.ask_for_code(AMINA), unknown.ask_for_code("nobody@oakfield.sch.uk")]
    assert {(answer.status_code, went_to(answer)) for answer in answers} == {(303, "/sign-in/code")}
    pages = [known.see("/sign-in/code"), unknown.see("/sign-in/code")]
    assert pages[0] == pages[1].replace("nobody@oakfield.sch.uk", AMINA)
    assert [len([m for m in mail.outbox if m.to == [to]]) for to in (AMINA, "nobody@oakfield.sch.uk")] == [
        2,
        1,
    ]


def test_the_letter_is_ours_and_holds_a_code_of_six_numbers(browser: Browser) -> None:
    browser.ask_for_code(AMINA)
    template, words = mail.outbox[-1].letter
    assert template == "sign-in-code"
    assert words == {"code": newest_code(AMINA), "minutes": "15"}
    assert len(newest_code(AMINA)) == 6
    assert newest_code(AMINA).isdigit()


@pytest.mark.parametrize("typed", ["{0}{1}", " {0} {1} ", "{0}-{1}"])
def test_blanks_and_dashes_are_forgiven(browser: Browser, typed: str) -> None:
    browser.ask_for_code(AMINA)
    code = newest_code(AMINA)
    browser.enter_code(typed.format(code[:3], code[3:]))
    assert browser.viewer.kind is ViewerKind.PERSON


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "x" * 10_000, "１２３４５６"])
def test_what_is_no_code_is_said_and_costs_no_try(browser: Browser, code: str) -> None:
    browser.ask_for_code(AMINA)
    for _ in range(4):
        page = browser.enter_code(code)
        assert page.status_code == 200
        assert "There is a problem" in text_of(page)
        assert "Error: Enter the code" in page.content.decode()
    browser.enter_code(newest_code(AMINA))
    assert browser.viewer.kind is ViewerKind.PERSON


@pytest.mark.parametrize(
    "email", ["", "amina", "amina@", "a b@c.uk", "x" * 10_000 + "@oakfield.uk", "ä@oakfield.uk"]
)
def test_what_is_no_address_is_said(browser: Browser, email: str) -> None:
    page = browser.ask_for_code(email)
    assert page.status_code == 200
    assert "There is a problem" in text_of(page)
    assert not mail.outbox


def test_a_code_tried_too_often_is_worth_nothing(browser: Browser) -> None:
    browser.ask_for_code(AMINA)
    code, wrong = newest_code(AMINA), another_code(AMINA)
    assert "You have 2 more tries" in text_of(browser.enter_code(wrong))
    assert "You have 1 more try" in text_of(browser.enter_code(wrong))
    answer = browser.enter_code(wrong)
    assert went_to(answer) == "/sign-in/stopped/tried-too-often"
    assert "Get a new code" in browser.see(answer["Location"])

    assert went_to(browser.enter_code(code)) == "/sign-in/stopped/expired"
    assert browser.viewer.kind is ViewerKind.VISITOR
    browser.sign_in(AMINA)
    assert browser.viewer.kind is ViewerKind.PERSON


class TestTooLate:
    """What was asked for waits a while, and then is worth nothing: the page says so and leads on."""

    def test_by_the_clock_of_the_service(self, browser: Browser, clock) -> None:
        browser.ask_for_code(AMINA)
        clock.move(minutes=15)
        assert browser.get("/sign-in/code").status_code == 200
        clock.move(seconds=1)
        answer = browser.enter_code(newest_code(AMINA), next="/account")
        assert went_to(answer) == "/sign-in/stopped/expired"
        page = browser.get(answer["Location"])
        assert "Your code no longer works" in text_of(page)
        assert 'href="/sign-in?next=%2Faccount"' in page.content.decode()
        assert browser.sign_in(AMINA)["Location"] == "/home"

    @pytest.mark.parametrize("path", ["/sign-in/code", "/sign-in/code/again"])
    def test_the_account_was_tidied_away_before_the_code_came(self, browser: Browser, path: str) -> None:
        browser.ask_for_code(AMINA)
        accounts.forget([accounts.holder_of(AMINA).id])
        assert went_to(browser.send(path, code=newest_code(AMINA))) == "/sign-in/stopped/expired"
        browser.sign_in(AMINA)
        assert browser.viewer.kind is ViewerKind.PERSON

    @pytest.mark.parametrize("path", ["first-time", "same-person", "new-in-this-role"])
    def test_the_account_was_tidied_away_before_the_last_step(self, browser: Browser, path: str) -> None:
        head = "head@oakfield.sch.uk"
        assert went_to(browser.sign_in(head)) == "/sign-in/first-time"
        accounts.forget([accounts.holder_of(head).id])
        assert went_to(browser.send(f"/sign-in/{path}")) == "/sign-in/stopped/expired"


def test_guessing_goes_slowly_however_many_codes_are_asked_for(another_browser) -> None:
    stopped = []
    for _ in range(5):
        browser = another_browser()
        browser.ask_for_code(AMINA)
        stopped += [
            went_to(answer)
            for _ in range(3)
            if (answer := browser.enter_code(another_code(AMINA))).status_code > 300
        ]
    assert stopped == ["/sign-in/stopped/tried-too-often"] * 5
    assert "You have asked for too many codes" in text_of(another_browser().ask_for_code(AMINA))


def test_one_session_used_many_times_at_once_gets_no_more_tries(browser: Browser) -> None:
    """Requests at once each read the same count from the session; the count in the cache is one for all."""
    browser.ask_for_code(AMINA)
    login = browser.session["account_login"]
    for _ in range(15):
        session = browser.session
        session["account_login"] = login
        session.save()
        browser.enter_code(another_code(AMINA))
    session = browser.session
    session["account_login"] = login
    session.save()
    answer = browser.enter_code(newest_code(AMINA))
    assert went_to(answer) == "/sign-in/stopped/wait"
    assert "Wait an hour" in browser.see(answer["Location"])


def test_a_code_lasts_fifteen_minutes(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.ask_for_code(AMINA)
    passes(monkeypatch, minutes=15.1)
    answer = browser.enter_code(newest_code(AMINA))
    assert went_to(answer) == "/sign-in/stopped/expired"
    assert "Your code no longer works" in browser.see(answer["Location"])
    assert browser.viewer.kind is ViewerKind.VISITOR


def test_a_code_works_only_where_it_was_asked_for_and_only_once(browser: Browser, another_browser) -> None:
    browser.ask_for_code(AMINA)
    code = newest_code(AMINA)
    assert went_to(another_browser().enter_code(code)) == "/sign-in/stopped/expired"
    browser.enter_code(code)
    assert went_to(browser.enter_code(code)) == "/home"
    browser.send("/sign-out")
    assert went_to(browser.enter_code(code)) == "/sign-in/stopped/expired"


def test_a_new_code_makes_the_first_one_worthless(browser: Browser) -> None:
    browser.ask_for_code(AMINA)
    first = newest_code(AMINA)
    assert went_to(browser.send("/sign-in/code/again")) == "/sign-in/code"
    assert "We have sent you a new code" in browser.see("/sign-in/code")
    if first != newest_code(AMINA):
        assert browser.enter_code(first).status_code == 200
    browser.enter_code(newest_code(AMINA))
    assert browser.viewer.kind is ViewerKind.PERSON


def test_new_codes_come_to_an_end(browser: Browser) -> None:
    browser.ask_for_code(AMINA)
    for _ in range(2):
        browser.send("/sign-in/code/again")
    assert "Start again" in browser.see("/sign-in/code")
    assert went_to(browser.send("/sign-in/code/again")) == "/sign-in/stopped/too-many-codes"
    assert went_to(browser.send("/sign-in/code/again")) == "/sign-in/stopped/expired"


def test_codes_for_one_address_are_limited_whoever_asks(
    another_browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        assert went_to(another_browser().ask_for_code(AMINA)) == "/sign-in/code"
    assert "Wait 15 minutes" in text_of(another_browser().ask_for_code(AMINA.upper()))
    assert went_to(another_browser().ask_for_code("zed@elsewhere.uk")) == "/sign-in/code"
    passes(monkeypatch, minutes=16)
    assert went_to(another_browser().ask_for_code(AMINA)) == "/sign-in/code"


def test_a_letter_that_cannot_be_sent_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(message: object) -> None:
        raise TemporaryFailure(FailureCode.NO_CONNECTION)

    monkeypatch.setattr(lookups.EmailMessage, "send", fail)
    assert "We could not send an email to that address" in text_of(browser.ask_for_code(AMINA))
    assert went_to(browser.enter_code("123456")) == "/sign-in/stopped/expired"


def test_a_new_code_that_cannot_be_sent_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.ask_for_code(AMINA)

    def fail(message: object) -> None:
        raise TemporaryFailure(FailureCode.NO_CONNECTION)

    monkeypatch.setattr(lookups.EmailMessage, "send", fail)
    assert "We could not send an email to that address" in text_of(browser.send("/sign-in/code/again"))


class TestWhereToNext:
    def test_back_to_the_page_somebody_was_on_the_way_to(self, browser: Browser) -> None:
        answer = browser.get("/account", follow=False)
        assert answer["Location"] == "/sign-in?next=%2Faccount"
        assert 'name="next" value="/account"' in browser.get(answer["Location"]).content.decode()
        answer = browser.ask_for_code(AMINA, next="/account")
        assert answer["Location"] == "/sign-in/code?next=%2Faccount"
        assert went_to(browser.enter_code(newest_code(AMINA), next="/account")) == "/account"

    @pytest.mark.parametrize(
        "wanted",
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example",
         "/" + "x" * 10_000, "\\\\evil.example", "/\t/evil.example"],
    )  # fmt: skip
    def test_never_to_another_site(self, browser: Browser, wanted: str) -> None:
        answer = browser.ask_for_code(AMINA, next=wanted)
        assert answer["Location"] == "/sign-in/code"
        assert went_to(browser.enter_code(newest_code(AMINA), next=wanted)) == "/home"
        assert browser.get("/sign-in", {"next": wanted})["Location"] == "/home"

    def test_whoever_is_signed_in_already_goes_on(self, browser: Browser) -> None:
        browser.sign_in(AMINA)
        assert browser.get("/sign-in", {"next": "/account"})["Location"] == "/account"
        assert browser.get("/sign-in/code")["Location"] == "/home"
        for path in ("/sign-in/same-person", "/sign-in/first-time", "/sign-in/authenticator"):
            assert browser.get(path)["Location"] == "/home"


class TestSharedMailbox:
    HEAD = "head@oakfield.sch.uk"

    def test_is_warned_about_before_a_code_is_sent(self, browser: Browser) -> None:
        page = browser.ask_for_code(self.HEAD, next="/account")
        assert page.status_code == 200
        assert "Do other people read this mailbox?" in text_of(page)
        assert "Use your own work email address" in text_of(page)
        assert not mail.outbox

    def test_may_go_on(self, browser: Browser) -> None:
        assert went_to(browser.ask_for_code(self.HEAD, shared="yes", next="/account")) == "/sign-in/code"
        assert went_to(browser.enter_code(newest_code(self.HEAD), next="/account")) == "/sign-in/first-time"
        born = {"date_of_birth-day": "17", "date_of_birth-month": "5", "date_of_birth-year": "1980"}
        assert went_to(browser.send("/sign-in/first-time", **born)) == "/account"
        assert "looks like a mailbox that other people read" in browser.see("/account")


def test_signing_out_ends_this_session(browser: Browser) -> None:
    browser.sign_in(AMINA)
    assert "What you have saved so far is kept" in browser.see("/sign-out")
    assert browser.viewer.kind is ViewerKind.PERSON
    assert went_to(browser.send("/sign-out")) == "/sign-out"
    assert browser.viewer.kind is ViewerKind.VISITOR
    assert "You have signed out" in browser.see("/sign-out")
    browser.send("/sign-out")


def test_signing_out_everywhere_ends_every_session(browser: Browser, another_browser) -> None:
    elsewhere, zed = another_browser(), another_browser()
    for one, email in ((browser, AMINA), (elsewhere, AMINA), (zed, "zed@elsewhere.uk")):
        one.sign_in(email)
    answer = browser.send("/sign-out/everywhere")
    assert "You are signed out on every device" in browser.see(answer["Location"])
    assert went_to(elsewhere.get("/account")) == "/sign-in"
    assert zed.get("/account").status_code == 200
    assert browser.get("/sign-out/everywhere").status_code == 405


def test_an_account_that_opens_nobody_does_not_stand_in_the_way(browser: Browser) -> None:
    browser.sign_in(AMINA)
    Person.objects.get().identities.update(closed_at="2026-11-02T09:30:00Z")
    assert went_to(browser.get("/account")) == "/sign-in"
    assert "Email me a code" in browser.see("/sign-in")


def test_no_page_of_signing_in_is_kept_by_anybody(browser: Browser) -> None:
    browser.ask_for_code(AMINA)
    for path in ("/sign-in", "/sign-in/code", "/sign-out"):
        assert "no-store" in browser.get(path)["Cache-Control"]


def test_a_reason_nobody_has_is_not_found(browser: Browser) -> None:
    assert browser.get("/sign-in/stopped/because").status_code == 404


def test_a_form_from_another_site_is_refused() -> None:
    strict = Browser(enforce_csrf_checks=True)
    assert strict.ask_for_code(AMINA).status_code == 403
    assert strict.send("/sign-out").status_code == 403
    assert not mail.outbox
