"""The account page, walked with a browser and two mailboxes."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from npq.domain.people.models import EmailChange, Person
from npq.domain.people.queries.email_codes import NEW, OLD, email_code
from npq.kernel.viewer import ViewerKind
from tests.domain.people.people import BORN
from tests.web.public.sign_in.browser import Browser, text_of, went_to

AMINA, MOVED = "amina@oakfield.sch.uk", "amina@trust.uk"


@pytest.fixture(autouse=True)
def counted_afresh(db: None, clock: object) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def another_browser() -> Callable[[], Browser]:
    return Browser


@pytest.fixture
def amina() -> Browser:
    browser = Browser()
    browser.sign_in(AMINA)
    return browser


def codes() -> dict[str, str]:
    change = EmailChange.objects.get(status="open").id
    return {"old_code": email_code(change, OLD), "new_code": email_code(change, NEW)}


def person() -> Person:
    return Person.objects.get(id=Person.objects.order_by("created_at").values("id")[:1])


def test_a_stranger_is_sent_to_sign_in(another_browser) -> None:
    for path in ("", "/name", "/date-of-birth", "/teacher-reference-number", "/email", "/email/codes"):
        assert went_to(another_browser().get(f"/account{path}")) == "/sign-in"
    assert went_to(another_browser().send("/account/email/cancel")) == "/sign-in"


def test_it_shows_what_is_known_to_whom_it_belongs(amina: Browser, another_browser) -> None:
    assert AMINA in amina.see("/account")
    assert "Not told yet" in amina.see("/account")
    zed = another_browser()
    zed.sign_in("zed@elsewhere.uk")
    assert AMINA not in zed.see("/account")
    assert "privacy notice" in amina.see("/account")


def test_name_birthday_and_number_are_changed_one_by_one(amina: Browser) -> None:
    answer = amina.send("/account/name", full_name="Dr Amina  O’Kafor")
    assert answer["Location"] == "/account?changed=name"
    assert "Your name is changed" in amina.see("/account", changed="name")
    amina.post(
        "/account/date-of-birth",
        {"date_of_birth-day": "17", "date_of_birth-month": "May", "date_of_birth-year": "1980"},
    )
    amina.send("/account/teacher-reference-number", teacher_reference_number="RP 12/345")
    page = amina.see("/account")
    assert "Amina O&#39;Kafor" in page
    assert "17 May 1980" in page
    assert "0012345" in page
    amina.send("/account/teacher-reference-number", teacher_reference_number="")
    assert person().teacher_reference_number == ""
    assert person().full_name == "Amina O'Kafor"
    assert 'value="Amina O&#39;Kafor"' in amina.get("/account/name").content.decode()


@pytest.mark.parametrize(
    ("path", "field", "typed", "words"),
    [
        ("name", "full_name", "", "Enter your full name"),
        ("name", "full_name", "Mrs", "Enter your full name"),
        ("name", "full_name", "A" * 10_000, "Full name must be 128 characters or fewer"),
        ("name", "full_name", "Agent 47", "without numbers or symbols"),
        ("teacher-reference-number", "teacher_reference_number", "1234", "5 to 7 digits"),
        (
            "teacher-reference-number",
            "teacher_reference_number",
            "1" * 10_000,
            "must be 40 characters or fewer",
        ),
        ("date-of-birth", "date_of_birth-year", "2020", "Date of birth must include a day and month"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(
    amina: Browser, path: str, field: str, typed: str, words: str
) -> None:
    page = amina.post(f"/account/{path}", {field: typed})
    assert page.status_code == 200
    assert words in text_of(page)
    assert "<title>Error: " in page.content.decode().replace("\n", "")
    assert (person().full_name, person().teacher_reference_number) == ("", "")


class TestEmail:
    def test_both_codes_move_the_account(self, amina: Browser, another_browser) -> None:
        elsewhere = another_browser()
        elsewhere.sign_in(AMINA)
        assert went_to(amina.send("/account/email", email=MOVED)) == "/account/email/codes"
        page = amina.see("/account/email/codes")
        assert AMINA in page
        assert MOVED in page
        assert f"You asked to change your email address to {MOVED}" in amina.see("/account")

        answer = amina.send("/account/email/codes", **codes())
        assert answer["Location"] == "/account?changed=email"
        assert MOVED in amina.see("/account", changed="email")
        assert went_to(elsewhere.get("/account")) == "/sign-in"

        again, stranger = another_browser(), another_browser()
        again.sign_in(MOVED)
        assert again.viewer == amina.viewer
        stranger.sign_in(AMINA)
        assert stranger.viewer != amina.viewer

    def test_wrong_codes_are_counted(self, amina: Browser) -> None:
        amina.send("/account/email", email=MOVED)
        right = codes()
        wrong = {"old_code": right["new_code"], "new_code": right["old_code"]}
        assert "You have 4 more tries" in text_of(amina.send("/account/email/codes", **wrong))
        for _ in range(3):
            amina.send("/account/email/codes", **wrong)
        assert "You have tried too many codes" in text_of(amina.send("/account/email/codes", **wrong))
        assert "Those codes no longer work" in text_of(amina.send("/account/email/codes", **right))
        assert person().email == AMINA

    @pytest.mark.parametrize("code", ["", "12345", "x" * 10_000])
    def test_what_is_no_code_costs_no_try(self, amina: Browser, code: str) -> None:
        amina.send("/account/email", email=MOVED)
        for _ in range(6):
            page = amina.send("/account/email/codes", old_code=code, new_code=code)
            assert "There is a problem" in text_of(page)
        assert went_to(amina.send("/account/email/codes", **codes())) == "/account"

    def test_codes_last_half_an_hour(self, amina: Browser, clock) -> None:
        amina.send("/account/email", email=MOVED)
        right = codes()
        clock.move(minutes=31)
        assert went_to(amina.get("/account/email/codes")) == "/account/email"
        assert "Those codes no longer work" in text_of(amina.send("/account/email/codes", **right))

    def test_an_address_in_use_looks_like_any_other(self, amina: Browser, another_browser) -> None:
        another_browser().sign_in("zed@elsewhere.uk")
        free, used = ("free@elsewhere.uk", "zed@elsewhere.uk")
        pages = []
        for email in (free, used):
            assert went_to(amina.send("/account/email", email=email)) == "/account/email/codes"
            pages.append(amina.see("/account/email/codes").replace(email, ""))
        assert pages[0] == pages[1]

    @pytest.mark.parametrize(
        ("email", "words"),
        [
            ("", "Enter your new email address"),
            ("amina", "correct format"),
            (AMINA, "That is the address you have now"),
            ("a@" + "b" * 10_000 + ".uk", "There is a problem"),
        ],
    )
    def test_an_address_that_will_not_do(self, amina: Browser, email: str, words: str) -> None:
        assert words in text_of(amina.send("/account/email", email=email))
        assert not EmailChange.objects.exists()

    def test_a_shared_mailbox_is_warned_about_and_may_go_on(self, amina: Browser) -> None:
        page = amina.send("/account/email", email="office@trust.uk")
        assert "Do other people read this mailbox?" in text_of(page)
        assert not EmailChange.objects.exists()
        page = amina.send("/account/email", email="office@trust.uk", shared="yes")
        assert "Tell us your date of birth first" in text_of(page)
        Person.objects.update(date_of_birth=BORN)
        assert (
            went_to(amina.send("/account/email", email="office@trust.uk", shared="yes"))
            == "/account/email/codes"
        )

    def test_thinking_better_of_it(self, amina: Browser) -> None:
        amina.send("/account/email", email=MOVED)
        right = codes()
        assert went_to(amina.send("/account/email/cancel")) == "/account"
        assert "You asked to change" not in amina.see("/account")
        assert "Those codes no longer work" in text_of(amina.send("/account/email/codes", **right))
        assert amina.get("/account/email/cancel").status_code == 405

    def test_an_address_taken_meanwhile(self, amina: Browser, another_browser) -> None:
        amina.send("/account/email", email=MOVED)
        another_browser().sign_in(MOVED)
        assert "Somebody else uses that address now" in text_of(amina.send("/account/email/codes", **codes()))
        assert amina.viewer.kind is ViewerKind.PERSON
