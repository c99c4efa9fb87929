"""Staff decide rules, hold a window, give time back after a failure, and take a case that became known out of it."""

from datetime import date, timedelta

from npq.kernel import clock, dates
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import steps

PRIYA, DORA, ESME = "Priya Northlight", "Dora Department", "Esme Underway"
WINDOWS = "/provider/assessment"


def says_day(somebody: Walker, label: str, day: date) -> Walker:
    """Types a day into the three boxes of a date."""
    boxes = somebody.page.get_by_role("group", name=label, exact=True)
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name, exact=True).fill(str(value))
    return somebody


def test_from_the_rules_to_a_window_and_more_time(someone, service: Service) -> None:
    priya = steps.is_persona(someone(), PRIYA)
    priya.go(WINDOWS).follow("Which rules hold").sees("You have decided none of your own")
    priya.follow("Decide other rules").fill("Attempts", "2").press("See what changes")
    priya.sees("2. Moving to a later window uses none").press("Decide these rules").sees("Yours")

    opens = clock.today() + timedelta(days=200)
    priya.go(WINDOWS).press("Make a window").choose("The assessment").press("Continue")
    priya.press("Make the window").sees("There is a problem", "Enter a first day")
    priya.fill("Name", "Summer").choose("The moor and the towns, variant a").choose("Everybody who is ready")
    says_day(priya, "First day", opens)
    says_day(priya, "Last day", opens + timedelta(days=7))
    priya.press("Make the window").sees(
        "Nobody is entered yet", f"{dates.day(opens + timedelta(days=7))} at 11:59pm"
    )
    priya.change("Question time").fill("Time", "4pm")
    says_day(priya, "Day", opens + timedelta(days=2))
    priya.press("Save").sees(f"{dates.day(opens + timedelta(days=2))} at 4pm")
    priya.change("For").choose("April 2026 (demonstration)").press("Change the window")
    priya.sees("April 2026 (demonstration)").follow("are not in it").sees(
        "minutes of self-study are left to do"
    )

    priya.go(WINDOWS).follow("Rehearsal").fill("Name", ESME).press("Show").sees("1 person").follow(ESME)
    until = clock.today() + timedelta(days=9)
    priya.follow("Give more time").choose("Something at work")
    says_day(priya, "New last day", until).press("Give more time")
    priya.sees("With an extension (something at work)", f"Deadline moved to {dates.day(until)} at 11:59pm")


def test_a_failure_is_given_back_on_a_phone_without_scripts(someone, service: Service) -> None:
    priya = steps.is_persona(someone(phone=True, scripts=False), PRIYA)
    priya.go(WINDOWS).follow("Rehearsal").follow("Give back the time that a failure took")
    priya.choose("This service").fill("Minutes lost", "45").press("See what it does").sees("What it does")
    priya.press("Give back 45 minutes").sees("This service failed, 45 minutes")
    priya.follow(ESME).sees("With the time that was lost (this service failed)")


def test_a_case_that_became_known_is_taken_out(someone, service: Service) -> None:
    dora = steps.is_persona(someone(phone=True), DORA)
    dora.go("/staff/cases").follow("wychcombe").press("Open the case").sees(
        "Select what you open the case for"
    )
    dora.choose("To set it: to check it, or to mend it").press("Open the case")
    dora.sees("It is open to you until", "The moor and the towns").follow("About this case").sees(DORA)
    dora.follow("Retire it").sees("First window").choose("It became known outside its window")
    dora.press("Retire the case").sees("Retired: not set again")

    priya = steps.is_persona(someone(), PRIYA)
    priya.go(WINDOWS).sees("Its case is not to be set again").follow("First window")
    priya.follow("Choose another case").sees("The same page").does_not_see("The moor and the towns")
