"""Staff try a course out as participants see it: cases unfold, and nothing of it stays."""

from npq.domain.learning.models import DecisionMade, PageDone
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps

COURSES = "/staff/courses"


def stored() -> tuple[int, int]:
    return DecisionMade.objects.count(), PageDone.objects.count()


def tries_a_case(somebody: Walker) -> None:
    """Goes from the list to the first case, decides, and begins afresh."""
    somebody.go(COURSES).sees("Nothing you do there is kept").follow("Version 1")
    somebody.sees("Nothing you do here is kept", "Begin")
    course = somebody.page.url
    somebody.go(f"{course}/tc1-opening").sees("In a preview nothing can be written").press("Continue")
    somebody.go(f"{course}/tc1-case")
    somebody.page.get_by_role("radio").first.check()
    somebody.press("Decide").sees("You chose:", "What the other choices would have brought")
    somebody.go(f"{course}/tc1-check").go(f"{course}/topics/trust-culture/print")
    somebody.go(course).sees("Go on where you left off")
    somebody.press("Begin afresh").does_not_see("Go on where you left off")
    somebody.go(f"{course}/tc1-case").does_not_see("You chose:")


def test_somebody_of_the_department_tries_a_case(someone, service: Service) -> None:
    before = stored()
    tries_a_case(steps.is_persona(someone(), "Dora Department").is_at(COURSES))
    assert stored() == before


def test_a_provider_tries_it_on_a_phone_without_scripts(someone, service: Service) -> None:
    before = stored()
    tries_a_case(steps.is_persona(someone(phone=True, scripts=False), "Priya Northlight"))
    assert stored() == before
