"""What people do in stories, as verbs: they sign in, find their letters, answer the journey, and decide."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from npq.demo.cast import EVERYONE
from npq.domain.organisations.models import SchoolRecord
from npq.gateways.email.models import KeptLetter
from tests.runner.service import Service
from tests.runner.walker import Walker

COURSE = "/courses/npq-executive-leadership"
STATE_FUNDED, INDEPENDENT = "34", "11"


def newest_letter(service: Service, to: str, template: str) -> KeptLetter:
    """The newest letter of its kind to an address, once everything queued has been sent."""
    service.settle()
    return KeptLetter.objects.filter(to=to, template=template).latest("id")


def letters_to(service: Service, to: str) -> list[str]:
    """The kinds of all letters to an address, oldest first."""
    service.settle()
    return list(KeptLetter.objects.filter(to=to).order_by("id").values_list("template", flat=True))


def link_in(letter: KeptLetter) -> str:
    """The path of the link a letter asks to follow."""
    found = re.search(r"https?://\S+", letter.body)
    assert found, letter.body
    return urlsplit(found[0]).path


def signs_in(somebody: Walker, service: Service, email: str) -> Walker:
    """Gets a code by e-mail and enters it; wherever they were going, they are there afterwards."""
    if urlsplit(somebody.page.url).path == "/demonstration/sign-in":
        somebody.follow("sign in by a code")
    else:
        somebody.go("/sign-in")
    somebody.fill("Email address", email).press("Email me a code").sees("Enter the code", email)
    code = re.search(r"\b\d{6}\b", newest_letter(service, email, "sign-in-code").body)
    assert code
    return somebody.fill("Security code", code[0]).press("Continue")


def is_persona(somebody: Walker, name: str) -> Walker:
    """Signs in as somebody of the demonstration, by their button."""
    return somebody.go("/demonstration/sign-in").press(name)


def email_of(name: str) -> str:
    """The address of somebody of the demonstration."""
    return next(persona.email for persona in EVERYONE if persona.name == name)


def school_of_kind(type_code: str, *, but: str = "") -> SchoolRecord:
    """An open school of the invented register whose name nobody else's begins with."""
    for record in SchoolRecord.objects.filter(
        type_code=type_code, status_code="1", period__endswith=None
    ).order_by("school_id"):
        alike = SchoolRecord.objects.filter(name__startswith=record.name, period__endswith=None).count()
        if alike == 1 and record.name != but:
            return record
    raise AssertionError(f"No open school of type {type_code}")


def begins_from_the_course_page(somebody: Walker) -> Walker:
    """Reads about the course and presses Register; somebody who is not signed in is asked to."""
    somebody.go("/").follow("Executive leadership").is_at(COURSE).sees("18 months", "is open")
    return somebody.press("Register")


def chooses_school(somebody: Walker, school: SchoolRecord) -> Walker:
    """Types the beginning of its name and chooses it from what is suggested, by keyboard."""
    box = somebody.page.get_by_role("combobox")
    box.press_sequentially(school.name[:-1], delay=15)
    somebody.page.get_by_role("option").filter(has_text=school.name).first.wait_for()
    somebody.look()
    somebody.page.get_by_role("option").filter(has_text=school.name).first.click()
    return somebody.press("Continue")


def finds_school(somebody: Walker, school: SchoolRecord) -> Walker:
    """Without scripts: searches by name, then chooses from what was found."""
    somebody.page.get_by_role("textbox").fill(school.name)
    somebody.press("Continue").sees(f"found for “{school.name}”")
    somebody.page.get_by_label(school.name, exact=True).first.check()
    return somebody.press("Continue")


@dataclass(frozen=True)
class Answers:
    """What somebody answers on their way."""

    name: str
    sponsor: str = "Grace Gladly"
    sponsor_email: str = "grace.gladly@trust.example"
    provider: str = "Northlight Institute"
    trn: str = "RP 12/34599"


def answers_up_to_the_decision(somebody: Walker, school: SchoolRecord) -> Walker:
    """Says where they work; the decision about funding is what they see next."""
    somebody.sees("Do you work in England?").choose("Yes").press("Continue")
    somebody.sees("Where do you work?").choose("A school").press("Continue")
    somebody.sees("Which school do you work at?")
    return chooses_school(somebody, school) if somebody.scripts else finds_school(somebody, school)


def answers_the_rest(somebody: Walker, answers: Answers) -> Walker:
    """Goes on from the decision to check-your-answers; what is known already is not asked."""
    somebody.press("Continue")
    if somebody.heading == "Who will pay for your course?":
        somebody.choose("I will").press("Continue")
    somebody.sees("Which provider do you want to study with?").choose(answers.provider).press("Continue")
    names_sponsor(somebody, answers.sponsor, answers.sponsor_email).press("Continue")
    if somebody.heading == "Your details":
        somebody.fill("Full name", answers.name)
        somebody.fill("Day", "27").fill("Month", "3").fill("Year", "1979").press("Continue")
    if somebody.heading == "What is your teacher reference number?":
        somebody.fill("What is your teacher reference number?", answers.trn).press("Continue")
    somebody.sees("Who gets your details", answers.provider)
    somebody.choose("I have read who gets my details and why").press("Continue")
    return somebody.sees("Check your answers")


def names_sponsor(somebody: Walker, name: str, email: str) -> Walker:
    somebody.choose("Chair of trustees").fill("Their full name", name)
    return somebody.fill("Their work email address", email)


def registers(somebody: Walker, school: SchoolRecord, answers: Answers) -> Walker:
    """The whole journey, from its start page to "You have registered"."""
    somebody.is_at("/register").press("Start")
    answers_up_to_the_decision(somebody, school)
    answers_the_rest(somebody, answers)
    return somebody.press("Submit").sees("You have registered")


def approves(somebody: Walker, link: str, comment: str = "") -> Walker:
    """A sponsor follows the link in the letter and says yes to everything."""
    somebody.go(link).press("I approve it")
    for confirmed in ("They work where they say", "They will have time", "They will be covered"):
        somebody.page.get_by_label(confirmed).check()
    somebody.fill("Anything to add?", comment)
    return somebody.press("Approve").sees("You have answered", "You approved it")


def declines(somebody: Walker, link: str, comment: str) -> Walker:
    somebody.go(link).press("I do not approve it").fill("Your reason", comment)
    return somebody.press("Do not approve").sees("You have answered", "You did not approve it")


def opens_registration_of(staff: Walker, name: str) -> Walker:
    """A provider's staff open somebody's story from their list."""
    return staff.go("/provider").follow(name).sees("The way to")


def accepts(staff: Walker, name: str) -> Walker:
    opens_registration_of(staff, name).press("Accept").sees(f"Accept {name}")
    return staff.press("Accept").sees("You have given a place", "Accepted")
