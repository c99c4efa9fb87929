"""The registration journey, answered page by page as somebody does who works at Oakfield Academy."""

from typing import Any
from uuid import UUID

from npq.domain.registration.models import Draft, Registration
from tests.web.visitor import Page, Visitor
from tests.world import COHORT, NPQEL

CHECK = "check-answers"
START = "/register"

OAKFIELD = {"workplace": "Oakfield Academy, Oakfield", "workplace-urn": "100001"}
"""What suggestions leave in the form once a school is chosen from them."""

NOT_LISTED = {"workplace-urn": "not-listed"}

ANSWERS: dict[str, dict[str, Any]] = {
    "england": {"works_in_england": "yes"},
    "setting": {"setting": "a_school"},
    "workplace": OAKFIELD,
    "employer": {"employer_name": "Oakfield New School", "employment_role": "Executive headteacher"},
    "course": {"course": f"{NPQEL}/{COHORT}"},
    "funding": {},
    "payer": {"funding_choice": "self"},
    "sponsor": {
        "sponsor_role": "chair_of_trustees",
        "sponsor_name": "Grace Adeyemi",
        "sponsor_email": "grace@oakfield.example",
    },
    "name": {
        "full_name": "Amina Clarke",
        "date_of_birth-day": "12",
        "date_of_birth-month": "4",
        "date_of_birth-year": "1979",
    },
    "teacher-reference-number": {"teacher_reference_number": "RP 12/34567"},
    "notice": {"agreed": "yes"},
}


def name_of(page: Page) -> str:
    """Which question a page of the journey asks."""
    return page.path.rpartition("/")[2]


def begin(visitor: Visitor) -> Page:
    """The first question that is open."""
    return visitor.open(START).send()


def walk(visitor: Visitor, until: str = CHECK, **told: dict[str, Any]) -> Page:
    """Answers question after question and stops at the one named. `told` answers some otherwise."""
    return go_on(begin(visitor), until, **told)


def go_on(page: Page, until: str = CHECK, **told: dict[str, Any]) -> Page:
    """Answers from the question on a page, up to the one named."""
    for _ in range(20):
        if name_of(page) == until:
            return page
        page = answer(page, **told)
    raise AssertionError(f"{until} is never asked")


def asked(visitor: Visitor, **told: dict[str, Any]) -> list[str]:
    """The names of all questions somebody is asked, in order."""
    page, names = begin(visitor), []
    while name_of(page) != CHECK:
        names.append(name_of(page))
        page = answer(page, **told)
    return names


def answer(page: Page, **told: dict[str, Any]) -> Page:
    """Answers the one question on a page, which must be taken without an error."""
    name = name_of(page)
    fields = told.get(name.replace("-", "_")) or ANSWERS.get(name) or _first_choice(page)
    after = page.send(fields)
    assert not after.errors, f"{name}: {after.errors}"
    assert name_of(after) != name, f"{name} is asked again: {after.text}"
    return after


def _first_choice(page: Page) -> dict[str, str]:
    """A question whose answers are ids is answered with the first."""
    radios = [i.attrib for i in page.main.iter("input") if i.attrib.get("type") == "radio"]
    return {radios[0]["name"]: radios[0]["value"]} if radios else {}


def draft() -> Draft:
    return Draft.objects.get(changes=None)


def only_registration() -> Registration:
    return Registration.objects.get()


def registration_at(page: Page) -> UUID:
    """The registration whose page this is."""
    return UUID(name_of(page))
