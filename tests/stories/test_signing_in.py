"""A head signs in by the school's mailbox, moves to her own, and her successor inherits nothing."""

import re

from npq.gateways.email.models import KeptLetter
from tests.runner.service import Service
from tests.runner.walker import Walker

SHARED, OWN = "head@fernhill.sch.example", "anna.bell@fernhill.sch.example"


def code_in_newest_letter(to: str, template: str) -> str:
    letter = KeptLetter.objects.filter(to=to, template=template).latest("id")
    found = re.search(r"\b\d{6}\b", letter.body)
    assert found
    return found[0]


def signs_in(somebody: Walker, email: str) -> Walker:
    somebody.go("/sign-in").fill("Email address", email).press("Email me a code")
    if somebody.heading == "Do other people read this mailbox?":
        somebody.press("Continue with this address")
    somebody.sees("Enter the code", email)
    return somebody.fill("Security code", code_in_newest_letter(email, "sign-in-code")).press("Continue")


def is_out(somebody: Walker) -> None:
    somebody.go("/account")
    assert "sign-in" in somebody.page.url


def is_anna(somebody: Walker) -> None:
    somebody.change("Full name").fill("Full name", "Mrs Anna Bell").press("Save").sees("Your name is changed")
    somebody.sees("Anna Bell").does_not_see("Mrs Anna Bell")


def born(somebody: Walker, year: int) -> Walker:
    return somebody.fill("Day", "17").fill("Month", "5").fill("Year", str(year)).press("Continue")


def test_a_mailbox_passes_to_the_next_head_and_the_record_does_not(someone, service: Service) -> None:
    anna = someone(phone=True)
    signs_in(anna, SHARED).sees("Your first time here", "a mailbox that several people read")
    born(anna, 1980).is_at("/home").go("/account").sees(
        "looks like a mailbox that other people read", "17 May 1980"
    )
    is_anna(anna)
    anna.change("Teacher reference number").fill("Teacher reference number", "12 34").press("Save")
    anna.sees("There is a problem", "5 to 7 digits").fill("Teacher reference number", "RP 12/34567").press(
        "Save"
    )
    anna.sees("1234567")

    on_her_laptop = someone(scripts=False)
    signs_in(on_her_laptop, SHARED).sees("Are you still the same person?").does_not_see("Anna")
    born(on_her_laptop, 1981).sees("That is not the date of birth we have")
    born(on_her_laptop, 1980).is_at("/home")

    successor = someone()
    signs_in(successor, SHARED).sees("Are you still the same person?").press("I am new in this role")
    born(successor.sees("You begin with a new record"), 1985).go("/account").sees(SHARED).does_not_see(
        "Anna Bell"
    )

    for browser in (anna, on_her_laptop):
        is_out(browser)


def test_somebody_moves_to_another_mailbox_and_signs_out_everywhere(someone, service: Service) -> None:
    anna, elsewhere = someone(), someone(phone=True)
    before = "a.bell@oldschool.sch.example"
    for browser in (anna, elsewhere):
        signs_in(browser, before)
    anna.follow("Account").change("Email address").fill("New email address", OWN).press("Send both codes")
    service.settle()
    old, new = (
        code_in_newest_letter(before, "email-change-code-old"),
        code_in_newest_letter(OWN, "email-change-code-new"),
    )
    anna.sees(before, OWN).fill("Code sent to the address you have now", new)
    anna.fill("Code sent to the new address", old).press("Change my email address").sees(
        "the wrong way round"
    )
    anna.fill("Code sent to the address you have now", old).fill("Code sent to the new address", new)
    anna.press("Change my email address").sees("Your email address is changed", OWN)
    is_out(elsewhere)

    signs_in(elsewhere, OWN).go("/account").sees(OWN)
    anna.press("Sign out everywhere").sees("You are signed out on every device")
    is_out(elsewhere)


def test_a_code_tried_too_often_is_worth_nothing(someone) -> None:
    guesser = someone()
    email = "somebody@fernhill.sch.example"
    guesser.go("/sign-in").press("Email me a code").sees("There is a problem", "Enter your email address")
    guesser.fill("Email address", email).press("Email me a code")
    right = code_in_newest_letter(email, "sign-in-code")
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(2):
        guesser.fill("Security code", wrong).press("Continue").sees("That is not the code")
    guesser.fill("Security code", wrong).press("Continue").sees("You have tried too many codes")
    guesser.press("Get a new code").is_at("/sign-in")
