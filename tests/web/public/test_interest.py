"""Hearing when registration opens, as a visitor meets it: ask, confirm by a link, stop by a link."""

from datetime import timedelta

import pytest

from npq.domain.registration.models import Interest, StoppedAddress
from npq.domain.registration.queries.interest import confirm_token, stop_token
from npq.domain.registration.rules.sponsors import address_digest
from npq.kernel import addresses
from tests.web.public.conftest import AT, COURSE, DAY, OURS, cohort
from tests.web.shared.dom import by_id, find
from tests.web.shared.dom import page as parsed
from tests.web.shared.dom import words as words_of

pytestmark = pytest.mark.usefixtures("catalogue")

ASK = f"{COURSE}/tell-me"


def ask(page, email="ada@example.org"):
    return page.post(ASK, {"email": email})


def heading(response) -> str:
    return words_of(find(parsed(response.content.decode()), "h1")[0])


def asked_for(page, email="ada@example.org") -> Interest:
    ask(page, email)
    return Interest.objects.get(email=email)


class TestAsking:
    def test_the_answer_is_the_same_whoever_asks(self, page, clock):
        new = ask(page)
        again = ask(page)
        interest = Interest.objects.get()
        page.post(f"{ASK}/confirm/{confirm_token(interest.id)}")
        confirmed = ask(page)
        StoppedAddress.objects.create(digest=address_digest("no@example.org"), stopped_at=AT)
        stopped = ask(page, "no@example.org")
        for answer in (new, again, confirmed, stopped):
            assert (answer.status_code, answer["Location"]) == (303, f"{ASK}/sent")
            assert answer.content == new.content
        shown = page.get(f"{ASK}/sent")
        assert heading(shown) == "Look in your email"
        assert "example.org" not in shown.content.decode()

    @pytest.mark.parametrize(
        ("email", "error"),
        [
            ("", "Enter your email address"),
            ("ada", "Enter an email address in the correct format, like name@example.com"),
            ("ada@", "Enter an email address in the correct format, like name@example.com"),
            (
                "ada@example.org, bo@example.org",
                "Enter an email address in the correct format, like name@example.com",
            ),
            (
                "ada@example.org\nBcc: all@example.org",
                "Enter an email address in the correct format, like name@example.com",
            ),
            (
                f"{'a' * 10_000}@example.org",
                "Enter an email address in the correct format, like name@example.com",
            ),
        ],
    )
    def test_an_address_that_is_none_meets_a_clear_error_and_stays_on_the_page(self, page, email, error):
        response = ask(page, email)
        assert response.status_code == 200
        root = parsed(response.content.decode())
        assert words_of(find(root, "title")[0]).startswith("Error: ")
        assert error in [words_of(link) for link in find(root, "a", href="#email")]
        assert error in words_of(by_id(root, "email-error"))
        assert not Interest.objects.exists()

    def test_control_characters_are_refused(self, page):
        response = ask(page, "ada\x00@example.org")
        assert "There is a problem" in response.content.decode()
        assert not Interest.objects.exists()

    def test_one_client_may_ask_only_so_often(self, page, clock):
        for number in range(20):
            assert ask(page, f"p{number}@example.org").status_code == 303
        refused = ask(page, "one.more@example.org")
        assert refused.status_code == 429
        assert not Interest.objects.filter(email="one.more@example.org").exists()
        page.defaults["REMOTE_ADDR"] = "192.0.2.7"
        assert ask(page, "somebody.else@example.org").status_code == 303
        page.defaults["REMOTE_ADDR"] = "127.0.0.1"
        clock.move(hours=1)
        assert ask(page, "later@example.org").status_code == 303

    def test_while_registration_is_open_it_says_so(self, page):
        assert "Registration is open now" not in page.get(ASK).content.decode()
        cohort(2027, AT - DAY)
        assert "Registration is open now" in page.get(ASK).content.decode()

    def test_an_unknown_qualification_is_not_found(self, page):
        for path in ("tell-me", "tell-me/sent", "tell-me/confirm/x", "tell-me/stop/x"):
            assert page.get(f"/courses/npq-none/{path}").status_code == 404
        assert page.post("/courses/npq-none/tell-me", {"email": "ada@example.org"}).status_code == 404


class TestConfirming:
    def test_reading_the_link_changes_nothing_and_the_button_confirms(self, page):
        link = f"{ASK}/confirm/{confirm_token(asked_for(page).id)}"
        for _ in range(2):
            assert heading(page.get(link)) == "Confirm your email address"
        assert page.head(link).status_code == 200
        assert Interest.objects.get().confirmed_at is None
        answer = page.post(link)
        assert (answer.status_code, answer["Location"]) == (303, link)
        assert heading(page.get(link)) == "You are on the list"
        assert Interest.objects.get().confirmed_at == AT
        assert page.post(link).status_code == 303

    def test_a_link_that_has_run_out_explains_itself(self, page, clock):
        link = f"{ASK}/confirm/{confirm_token(asked_for(page).id)}"
        clock.move(days=7)
        for answer in (page.get(link), page.post(link)):
            assert answer.status_code == 410
            assert heading(answer) == "This link has run out"
            assert f'href="{ASK}"' in answer.content.decode()
        assert Interest.objects.get().confirmed_at is None

    @pytest.mark.parametrize("kind", ["confirm", "stop"])
    def test_a_forged_link_explains_itself(self, page, kind):
        interest = asked_for(page)
        other = {"confirm": stop_token, "stop": confirm_token}[kind](interest.id)
        for token in ("x", "a" * 10_000, other, f"{other}x"):
            for answer in (page.get(f"{ASK}/{kind}/{token}"), page.post(f"{ASK}/{kind}/{token}")):
                assert answer.status_code == 404
                assert heading(answer) == "This link does not work"
        assert Interest.objects.get().confirmed_at is None


class TestStopping:
    def test_reading_the_link_changes_nothing_and_the_button_stops(self, page):
        interest = asked_for(page)
        page.post(f"{ASK}/confirm/{confirm_token(interest.id)}")
        link = f"{ASK}/stop/{stop_token(interest.id)}"
        assert heading(page.get(link)) == "Stop these emails"
        assert Interest.objects.exists()
        answer = page.post(link)
        assert (answer.status_code, answer["Location"]) == (303, link)
        assert not Interest.objects.exists()
        assert heading(page.get(link)) == "You are off the list"
        assert page.post(link).status_code == 303


def test_forms_need_the_pages_own_proof(client, clock):
    from django.test import Client  # noqa: PLC0415

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ASK, {"email": "ada@example.org"}).status_code == 403
    assert not Interest.objects.exists()


def test_the_letters_links_lead_to_these_pages(page):
    interest = asked_for(page)
    base = addresses.address("course", qualification="q").partition("/courses")[0]
    for name, token in (("interest-confirm", confirm_token), ("interest-stop", stop_token)):
        link = addresses.address(name, qualification=OURS, token=token(interest.id))
        assert page.get(link.removeprefix(base)).status_code == 200
    assert AT + timedelta(0) == Interest.objects.get().asked_at
