"""Two people in one window have more time than its end, each for a reason of their own; a third is told that it is over."""

from datetime import datetime, timedelta
from functools import partial

from npq.domain.assessment.kinds import SittingState
from npq.domain.assessment.models import Revision, Submission, Window
from npq.domain.assessment.operations.access import Agreed, agree_arrangement
from npq.kernel import clock
from npq.kernel.clock import LONDON
from npq.kernel.dates import moment
from tests import world
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import sitting, steps

ANA, BRAM, CLEO = "Ana Underway", "Bram Underway", "Cleo Underway"
A_DAY = timedelta(days=1)


def test_each_sees_their_own_deadline_and_its_reason(someone, service: Service) -> None:
    window = sitting.the_window_opens(service, ANA, BRAM, CLEO)
    extra_time_is_agreed_for(BRAM, window)
    her_provider_gives(ANA, someone(), window)
    service.settle()
    ana, bram, cleo = (sitting.sitting_of(name, window).deadline_at for name in (ANA, BRAM, CLEO))
    assert cleo == window.closes_at < bram < ana

    sits_down = partial(begins, window=window)
    walkers = {
        ANA: sits_down(someone(), ANA, ana, "With the extension your provider gave you"),
        BRAM: sits_down(someone(), BRAM, bram, "With the time that is agreed for you"),
        CLEO: sits_down(someone(), CLEO, cleo),
    }

    # An hour after the window's end the pages are still open on their desks.
    service.set_clock(window.closes_at + timedelta(hours=1))
    sitting.writes(walkers[CLEO], 1, "What I have so far, and this.")
    sitting.is_told(walkers[CLEO], f"The deadline, {moment(cleo)}, is past")
    sitting.is_told(walkers[CLEO], "What was saved before stays as it is")
    sitting.saves(walkers[BRAM], 1, "What I have so far, with time.")
    sitting.hands_in(walkers[BRAM]).sees("In time", "Yes")
    sitting.swept_until(service, lambda: sitting.sitting_of(CLEO, window).state == SittingState.MISSED)
    assert sitting.sitting_of(ANA, window).state == SittingState.OPEN

    service.set_clock(bram + timedelta(minutes=30))
    steps.is_persona(walkers[ANA], ANA).go(f"/assessment/{sitting.sitting_of(ANA, window).id}/write")
    sitting.saves(walkers[ANA], 1, "What I have so far, after the others.")
    assert Revision.objects.filter(script=sitting.sitting_of(ANA, window).id, typed_at=None).count() == 2
    handed_in = Submission.objects.get(script=sitting.sitting_of(BRAM, window).id)
    assert handed_in.submitted_at > window.closes_at
    assert handed_in.deadline_at == bram


def extra_time_is_agreed_for(name: str, window: Window) -> None:
    seat = sitting.sitting_of(name, window)
    staff = world.staff(window.lead_provider_id)
    agree_arrangement(
        by=staff, at=clock.now(), registration_id=seat.registration_id, agreed=Agreed(extra_time_percent=25)
    )


def her_provider_gives(name: str, staff: Walker, window: Window) -> None:
    until = (window.closes_at + 4 * A_DAY).astimezone(LONDON).date()
    steps.is_persona(staff, sitting.STAFF).go(f"/provider/assessment/{window.id}").follow(name)
    staff.follow("Give more time")
    staff.fill("Day", f"{until.day}").fill("Month", f"{until.month}").fill("Year", f"{until.year}")
    staff.page.get_by_role("radio").first.check()
    staff.press("Give more time")


def begins(walker: Walker, name: str, deadline: datetime, why: str = "", *, window: Window) -> Walker:
    """Sees until when they have and why, opens the case, and writes something."""
    steps.is_persona(walker, name).go("/assessment").sees(moment(deadline)).follow(window.name)
    walker.sees(f"Your deadline is {moment(deadline)}")
    if why:
        walker.sees(f"The window ends: {moment(window.closes_at)}", f"{why}: {moment(deadline)}")
    else:
        walker.does_not_see("Why it is then")
    walker.press("Open the case").follow("Go to your response")
    return sitting.saves(walker, 1, "What I have so far.")
