"""Eighteen months by the clock: reminders, an expiry, a closing, a start, and a cohort of a later academic year."""

from datetime import datetime, timedelta

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.models import Cohort
from npq.domain.catalogue.queries import open_cohorts
from npq.domain.registration.models import Draft, Registration
from npq.gateways.email.models import KeptLetter
from npq.kernel import clock
from npq.kernel.academic_year import AcademicYear
from npq.kernel.clock import london_day
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps
from tests.stories.steps import COURSE, Answers

WENDY, CHAIR = "Wendy Waites", "chair.of.wendy-waites@trust.example"
NADIA = "Nadia Newcombe"
OURS = "npq-executive-leadership"


class Calendar:
    """Time, which everybody in the story lives by. Whatever falls due is done, and then once more, to no effect."""

    def __init__(self, service: Service) -> None:
        self.service, self.began = service, clock.now()

    def day(self, number: float) -> datetime:
        """Goes to so many days after the story began."""
        return self.go_to(self.began + timedelta(days=number))

    def go_to(self, at: datetime) -> datetime:
        self.service.set_clock(at)
        self.service.sweep()
        letters = KeptLetter.objects.count()
        self.service.sweep()
        assert KeptLetter.objects.count() == letters, "a sweep that runs twice writes twice"
        return at


def goes_to_the_end(somebody: Walker) -> Walker:
    """Answers everything but does not submit."""
    somebody.go("/register").press("Start")
    steps.answers_up_to_the_decision(somebody, steps.school_of_kind(steps.STATE_FUNDED))
    return steps.answers_the_rest(somebody, Answers(NADIA, sponsor_email="grace@trust.example"))


def test_what_the_passing_of_time_does(someone, service: Service) -> None:
    calendar = Calendar(service)
    wendy, nadia, priya = someone(), someone(), someone()
    for somebody, name in ((wendy, WENDY), (nadia, NADIA), (priya, "Priya Northlight")):
        steps.is_persona(somebody, name)

    the_chair_is_reminded_and_too_late(calendar, wendy, someone(phone=True))
    steps.accepts(priya, WENDY)
    open_now = registration_closes_before_nadia_submits(calendar, nadia)

    # The cohort starts. Wendy's place stands, by the schedule of the day she was accepted.
    calendar.go_to(clock.london_midnight(open_now.starts_on) + timedelta(hours=9))
    wendy.go("/home").sees("Place accepted", "You have your place.")

    coming = the_next_academic_years_cohort_opens(calendar, nadia, open_now)
    goes_to_the_end(nadia).press("Submit").sees("You have registered")
    steps.opens_registration_of(priya, NADIA).press("Accept").press("Accept")
    priya.sees("Select whether this takes one of your funded places").choose("Yes").press("Accept")
    priya.sees("You have given a place", "Funded place")
    nadia.go("/home").sees("Place accepted", coming.name)

    # Eighteen months on, everybody still finds where they stand, and old letters are gone.
    calendar.day(548)
    wendy.go("/home").sees("Place accepted")
    nadia.go("/home").follow("Executive leadership").sees("You have your place.")
    priya.go("/provider").sees(WENDY, NADIA)
    nadia.go(COURSE).does_not_see("is open until")
    assert not KeptLetter.objects.filter(at__lt=clock.now() - timedelta(days=31)).exists()


def the_chair_is_reminded_and_too_late(calendar: Calendar, wendy: Walker, chair: Walker) -> None:
    """She was asked three days before: reminders come after 4, 10 and 20 days, the end after 28."""
    service = calendar.service
    first_link = steps.link_in(steps.newest_letter(service, CHAIR, "sponsor-request"))
    for day, reminders in ((0.5, 0), (1.5, 1), (6, 1), (8, 2), (18, 3), (24, 3)):
        calendar.day(day)
        sent = steps.letters_to(service, CHAIR).count("sponsor-reminder")
        assert sent == reminders, f"day {day}"
    chair.go(first_link).sees("Wendy Waites asks you to approve")
    calendar.day(26)
    chair.go(first_link).sees("This link has expired", "can send you a new link")
    steps.newest_letter(service, steps.email_of(WENDY), "sponsor-expired")
    wendy.go("/home").sees("Your move.", "did not answer in time").follow("Executive leadership")
    wendy.press("Send the request again").sees("We have written to your sponsor.")
    chair.go(first_link).sees("There is a newer link")
    steps.approves(chair, steps.link_in(steps.newest_letter(service, CHAIR, "sponsor-request")))


def registration_closes_before_nadia_submits(calendar: Calendar, nadia: Walker) -> Cohort:
    """Between check-your-answers and submit: nothing is made, and nothing is lost."""
    (row,) = open_cohorts(OURS, clock.now())
    open_now = Cohort.objects.get(id=row.id)
    assert open_now.registration_closes_at is not None
    calendar.go_to(open_now.registration_closes_at - timedelta(hours=2))
    goes_to_the_end(nadia)
    calendar.go_to(open_now.registration_closes_at)
    nadia.press("Submit").sees("Registration is not open", "Your answers are kept")
    assert not Registration.objects.filter(person__email=steps.email_of(NADIA)).exists()
    assert Draft.objects.get(person__email=steps.email_of(NADIA)).answers["full_name"] == NADIA
    nadia.go(COURSE).sees("opens on").does_not_see("is open until")
    return open_now


def the_next_academic_years_cohort_opens(calendar: Calendar, nadia: Walker, before: Cohort) -> Cohort:
    """It has a number of funded places. Answers that nobody came back to for 90 days are gone by then."""
    assert before.registration_closes_at is not None
    calendar.go_to(before.registration_closes_at + timedelta(days=91))
    assert not Draft.objects.filter(person__email=steps.email_of(NADIA)).exists()
    coming = Cohort.objects.get(starts_on__gt=before.starts_on)
    assert AcademicYear.of(coming.starts_on) > AcademicYear.of(london_day(calendar.began))
    assert coming.funding == FundingMode.CAPPED
    calendar.go_to(max(clock.now(), coming.registration_opens_at + timedelta(days=1)))
    nadia.go("/home").sees("You have not registered for a qualification yet.")
    nadia.go(COURSE).sees(f"Registration for {coming.name} is open")
    return coming
