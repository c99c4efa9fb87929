"""On the narrowest phones nothing scrolls sideways, and every page shuts nobody out."""

import pytest

from npq.domain.registration.models import Approval, Draft, Registration
from npq.domain.registration.queries.letters import sponsor_token
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps
from tests.stories.steps import COURSE

MEDIUM = {"width": 375, "height": 667}

QUESTIONS = (
    "england", "setting", "workplace", "funding", "provider", "sponsor", "name",
    "teacher-reference-number", "notice", "check-answers",
)  # fmt: skip


def fits(somebody: Walker, *paths: str) -> None:
    """Each page is looked at as phones of 320 and of 375 pixels show it."""
    narrow = somebody.page.viewport_size
    for path in paths:
        somebody.go(path)
        somebody.page.set_viewport_size(MEDIUM)
        wider = somebody.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{path} scrolls sideways at 375"
        somebody.page.set_viewport_size(narrow)


def registration_of(name: str) -> str:
    return f"/home/registrations/{Registration.objects.filter(person__email=steps.email_of(name)).latest('submitted_at').id}"


def test_a_visitor(someone) -> None:
    visitor = someone(phone=True)
    fits(
        visitor,
        "/",
        COURSE,
        f"{COURSE}?cohort=2023a",
        f"{COURSE}/for-your-line-manager",
        f"{COURSE}/providers",
    )
    fits(visitor, f"{COURSE}/tell-me", "/privacy", "/cookies", "/accessibility", "/contact", "/sign-in")
    fits(visitor, "/demonstration/sign-in", "/demonstration/letters", "/demonstration/clock", "/no-such-page")


@pytest.mark.parametrize(
    "name", ["Wendy Waites", "Derek Downes", "Placida Place", "Rory Refused", "Uma Unlisted"]
)
def test_a_participant_at_every_stage(someone, name: str) -> None:
    somebody = someone(phone=True)
    steps.is_persona(somebody, name)
    fits(somebody, "/home", registration_of(name), f"{registration_of(name)}?sent")
    if name in {"Wendy Waites", "Derek Downes"}:
        fits(somebody, f"{registration_of(name)}/sponsor", f"{registration_of(name)}/withdraw")


def test_the_account_pages(someone) -> None:
    somebody = someone(phone=True)
    steps.is_persona(somebody, "Placida Place")
    fits(somebody, "/account", "/account/name", "/account/date-of-birth", "/account/teacher-reference-number")
    fits(somebody, "/account/email")


def test_every_question(someone, service: Service) -> None:
    hal = someone(phone=True)
    steps.is_persona(hal, "Hal Halfway")
    fits(hal, "/home", "/register")
    hal.press("Continue").sees("Your course is fully funded")
    steps.answers_the_rest(hal, steps.Answers("Hal Halfway"))
    fits(hal, *(f"/register/{name}" for name in QUESTIONS))
    hal.go("/register/workplace").page.get_by_role("combobox").fill("academy without a name like this")
    hal.page.keyboard.press("Escape")
    hal.press("Continue").sees("found for")
    draft = Draft.objects.get(person__email=steps.email_of("Hal Halfway"))
    fits(hal, f"/register/drafts/{draft.id}/delete")

    wendy = someone(phone=True)
    steps.is_persona(wendy, "Wendy Waites").go(registration_of("Wendy Waites")).press(
        "Change this registration"
    )
    fits(wendy, f"{registration_of('Wendy Waites')}/change/check-answers")


def test_a_providers_staff(someone) -> None:
    priya = someone(phone=True)
    steps.is_persona(priya, "Priya Northlight")
    fits(priya, "/provider", "/provider?text=nobody", "/provider?status=nonsense")
    for name in ("April Approved", "Placida Place", "Rory Refused", "Uma Unlisted", "Iona Independent"):
        fits(priya, registration_of(name).replace("/home", "/provider"))
    april = registration_of("April Approved").replace("/home", "/provider")
    fits(priya, f"{april}/accept", f"{april}/reject")
    fits(priya, f"{registration_of('Placida Place').replace('/home', '/provider')}/reject")


def test_a_sponsor(someone, service: Service) -> None:
    sponsor = someone(phone=True)
    link = steps.link_in(
        steps.newest_letter(service, "chair.of.wendy-waites@trust.example", "sponsor-request")
    )
    fits(sponsor, link, f"{link}/yes", f"{link}/no", f"{link}/not-known", link[:-3])
    late = Approval.objects.get(registration__person__email=steps.email_of("Lester Late"))
    fits(sponsor, f"/approve/{sponsor_token(late)}")
    approved = Approval.objects.get(registration__person__email=steps.email_of("April Approved"))
    fits(sponsor, f"/approve/{sponsor_token(approved)}")
