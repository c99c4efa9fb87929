"""Somebody who wants to leave sees what is lost, takes a break instead, is written to, and comes back to where they were."""

from datetime import timedelta

from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.models import Study
from npq.kernel import clock
from npq.kernel.clock import london_midnight
from npq.kernel.dates import day
from tests.runner.service import Service
from tests.stories import steps

ANA = "Ana Underway"


def test_a_break_instead_of_leaving(someone, service: Service) -> None:
    ana = someone(phone=True)
    steps.is_persona(ana, ANA).follow("Executive leadership").follow("Your place")
    studied = Study.objects.get(person__email=steps.email_of(ANA)).minutes_done

    ana.follow("Leave the course").sees("What you lose", "Take a break instead", "Why are you leaving?")
    ana.page.get_by_role("button", name="term begins").last.click()
    ana.look().sees("What stays", "What stops")
    ana.choose("A career break").press("Take a break").sees("You are taking a break until")
    place = Enrolment.objects.get(registration__person__email=steps.email_of(ANA))
    assert place.returns_on is not None
    told = steps.newest_letter(service, steps.email_of(ANA), "taking-a-break")
    assert day(place.returns_on) in told.body
    ana.go("/home").sees("Taking a break").press("Go on with your study").sees("You are taking a break until")
    assert Study.objects.get(id=_study(place)).minutes_done == studied

    service.set_clock(london_midnight(place.returns_on) - timedelta(days=14) + timedelta(hours=10))
    service.sweep()
    assert steps.letters_to(service, steps.email_of(ANA))[-1] == "break-ends-soon"
    service.set_clock(london_midnight(place.returns_on) + timedelta(days=12, hours=10))
    service.sweep()
    service.sweep()
    reminder = steps.newest_letter(service, steps.email_of(ANA), "break-over")
    assert steps.letters_to(service, steps.email_of(ANA)).count("break-over") == 1

    priya = someone()
    steps.is_persona(priya, "Priya Northlight")
    priya.go("/provider?training=deferred").sees("12 days ago").follow(ANA)
    priya.sees("Expected back on", "Career break", "On a break")

    steps.is_persona(ana, ANA).go(steps.link_in(reminder)).sees("It is your move.")
    ana.press("Come back now").sees("You came back.", "Studying").follow("Go to your study")
    ana.does_not_see("You are taking a break").sees("Go on where you left off")
    assert Study.objects.get(id=_study(place)).minutes_done == studied
    assert clock.today() > place.returns_on


def _study(place: Enrolment) -> object:
    return Study.objects.values_list("id", flat=True).get(enrolment=place)
