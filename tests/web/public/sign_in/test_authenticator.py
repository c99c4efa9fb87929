"""The second step of staff."""

import time
from types import SimpleNamespace
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from npq.config import staff
from npq.domain.organisations.models import LeadProvider
from npq.domain.people.operations import give_role
from npq.kernel.viewer import RoleKind, Viewer, ViewerKind
from npq.web.shared.sign_in.adapter import AuthenticatorAdapter
from tests.domain.people.people import AT
from tests.web.public.sign_in.browser import Browser, text_of, went_to

PRIYA = "priya@northlight.example"
SET_UP = "/sign-in/authenticator/set-up"


@pytest.fixture
def northlight() -> UUID:
    return LeadProvider.objects.create(name="Northlight Institute", invented=True).id


def make_staff(browser: Browser, provider: UUID) -> None:
    give_role(
        by=Viewer.system("test"), at=AT, person_id=browser.viewer.person_id,
        kind=RoleKind.LEAD_PROVIDER, organisation_id=provider,
    )  # fmt: skip


@pytest.fixture
def priya(browser: Browser, northlight: UUID) -> Browser:
    browser.sign_in(PRIYA)
    make_staff(browser, northlight)
    return browser


def shown_by_app(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def set_up(browser: Browser) -> str:
    """Ties an app to the account; gives the secret in the app."""
    browser.get(SET_UP)
    secret = browser.session[totp.SECRET_SESSION_KEY]
    assert went_to(browser.send(SET_UP, code=shown_by_app(secret))) == "/sign-in/authenticator/recovery-codes"
    return secret


def next_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets half a minute pass for the app and for the service."""
    real = time.time
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: real() + 30))


def test_staff_get_no_further_without_an_app(priya: Browser) -> None:
    for path in ("/home", "/account", "/register"):
        answer = priya.get(path)
        assert went_to(answer) == SET_UP, path
        assert answer["Location"].endswith(f"next={path.replace('/', '%2F')}")
    assert went_to(priya.send("/sign-out/everywhere")) == SET_UP
    assert "Set up an authenticator app" in priya.see("/home")
    assert priya.get("/sign-in/stopped/expired").status_code == 200
    assert went_to(priya.send("/sign-out")) == "/sign-out"


def test_participants_are_not_asked(browser: Browser) -> None:
    browser.sign_in("amina@oakfield.uk")
    assert browser.get("/account").status_code == 200
    assert browser.get(SET_UP).status_code == 404
    assert browser.get("/sign-in/authenticator/recovery-codes").status_code == 404


def test_in_the_demonstration_nobody_is_asked(priya: Browser, settings) -> None:
    settings.STAFF_NEED_TOTP = False
    assert priya.get("/account").status_code == 200


def test_setting_up_opens_the_way_and_shows_recovery_codes(priya: Browser) -> None:
    page = priya.get(SET_UP).content.decode()
    assert "data:image/svg+xml;base64," in page
    assert text_of(priya.get(SET_UP)).count("Key:") == 1
    set_up(priya)
    codes = priya.see("/sign-in/authenticator/recovery-codes")
    assert "Your recovery codes" in codes
    assert sum(word.isdigit() and len(word) == 8 for word in codes.split()) == 10
    assert priya.get("/account").status_code == 200
    assert went_to(priya.get(SET_UP)) == "/sign-in/authenticator/recovery-codes"


def test_a_wrong_code_is_said_and_the_key_stays(priya: Browser) -> None:
    priya.get(SET_UP)
    secret = priya.session[totp.SECRET_SESSION_KEY]
    wrong = f"{(int(shown_by_app(secret)) + 1) % 10**6:06}"
    for code, words in (
        (wrong, "That code is not right"),
        ("", "Enter the code"),
        ("x" * 10_000, "There is a problem"),
    ):
        assert words in text_of(priya.send(SET_UP, code=code))
    assert priya.session[totp.SECRET_SESSION_KEY] == secret
    for _ in range(5):
        last = priya.send(SET_UP, code=wrong)
    assert "You have tried too many codes" in text_of(last)


def test_the_app_is_asked_for_at_the_next_sign_in(priya: Browser, another_browser, monkeypatch) -> None:
    secret = set_up(priya)
    again = another_browser()
    assert went_to(again.sign_in(PRIYA, next="/account")) == "/sign-in/authenticator"
    assert again.viewer.kind is ViewerKind.VISITOR
    assert "Enter the code from your authenticator app" in again.see("/sign-in/authenticator")
    next_codes(monkeypatch)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(totp.time.time()) // 30))
    assert went_to(again.send("/sign-in/authenticator", code=code)) == "/account"
    assert again.viewer == priya.viewer
    assert again.get("/account").status_code == 200

    replayed = another_browser()
    replayed.sign_in(PRIYA)
    assert "That code is not right" in text_of(replayed.send("/sign-in/authenticator", code=code))


def test_a_recovery_code_works_once(priya: Browser, another_browser) -> None:
    set_up(priya)
    kept = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    one, other = another_browser(), another_browser()
    one.sign_in(PRIYA)
    assert one.send("/sign-in/authenticator", code=kept).status_code == 302
    assert one.viewer.kind is ViewerKind.PERSON
    assert one.get("/account").status_code == 200
    other.sign_in(PRIYA)
    assert "That code is not right" in text_of(other.send("/sign-in/authenticator", code=kept))


def test_a_lost_app_is_reset_and_the_next_sign_in_sets_up_a_new_one(priya: Browser, another_browser) -> None:
    lost = set_up(priya)
    staff.reset(PRIYA)
    assert went_to(priya.get("/account")) == "/sign-in"
    again = another_browser()
    assert again.sign_in(PRIYA).status_code == 302
    assert went_to(again.get("/account")) == SET_UP
    assert set_up(again) != lost
    assert again.get("/account").status_code == 200


def test_codes_from_the_app_cannot_be_guessed(priya: Browser, another_browser) -> None:
    set_up(priya)
    cache.clear()
    guesser = another_browser()
    guesser.sign_in(PRIYA)
    pages = [text_of(guesser.send("/sign-in/authenticator", code=f"{n:06}")) for n in range(7)]
    assert "You have tried too many codes. Wait 5 minutes" in pages[-1]
    assert guesser.viewer.kind is ViewerKind.VISITOR


def test_a_session_from_before_shows_the_app_too(priya: Browser, another_browser, monkeypatch) -> None:
    before = another_browser()
    before.sign_in(PRIYA)
    secret = set_up(priya)
    assert went_to(before.get("/account")) == "/sign-in/authenticator/again"
    assert "That code is not right" in text_of(before.send("/sign-in/authenticator/again", code="000000"))
    next_codes(monkeypatch)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(totp.time.time()) // 30))
    assert went_to(before.send("/sign-in/authenticator/again", code=code, next="/account")) == "/account"
    assert before.get("/account").status_code == 200


def test_recovery_codes_are_shown_only_to_whoever_has_just_shown_the_app(priya: Browser, monkeypatch) -> None:
    set_up(priya)
    session = priya.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    answer = priya.get("/sign-in/authenticator/recovery-codes")
    assert went_to(answer) == "/sign-in/authenticator/again"
    assert went_to(priya.send("/sign-in/authenticator/recovery-codes")) == "/sign-in/authenticator/again"


def test_new_recovery_codes_make_the_old_ones_worthless(priya: Browser) -> None:
    set_up(priya)
    before = set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())
    priya.send("/sign-in/authenticator/recovery-codes")
    after = set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())
    assert not before & after


def test_what_the_database_holds_makes_nobodys_codes(priya: Browser, settings) -> None:
    secret = set_up(priya)
    stored = str([authenticator.data for authenticator in Authenticator.objects.all()])
    assert secret not in stored
    sealed = AuthenticatorAdapter().encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert AuthenticatorAdapter().decrypt(sealed) == "a secret"


def test_nobody_comes_to_the_app_without_a_code_first(browser: Browser) -> None:
    assert went_to(browser.get("/sign-in/authenticator")) == "/sign-in/stopped/expired"
    for path in ("/sign-in/authenticator/again", SET_UP, "/sign-in/authenticator/recovery-codes"):
        assert went_to(browser.get(path)) == "/sign-in"


def test_showing_the_app_without_having_one_leads_to_setting_it_up(priya: Browser) -> None:
    assert went_to(priya.get("/sign-in/authenticator/again")) == SET_UP
    assert went_to(priya.get("/sign-in/authenticator/recovery-codes")) == SET_UP
