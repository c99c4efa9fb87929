"""The deadline passes while people write: minutes of grace, kind words after it, and what goes in by itself."""

from datetime import timedelta

from playwright.sync_api import expect

from npq.domain.assessment.kinds import HandedIn, SittingState
from npq.domain.assessment.models import Revision, Script, Submission
from npq.kernel.dates import moment
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import sitting, steps

ANA, BRAM, CLEO = "Ana Underway", "Bram Underway", "Cleo Underway"
A_MINUTE = timedelta(minutes=1)
BEFORE = "What I had before midnight."


def test_it_passes_while_they_write(someone, service: Service) -> None:
    window = sitting.the_window_opens(service, ANA, BRAM, CLEO)
    deadline = window.closes_at
    # As devices tell it.
    typed = (deadline - A_MINUTE).replace(microsecond=0)
    service.set_clock(deadline - 10 * A_MINUTE)
    walkers = {name: someone() for name in (ANA, BRAM, CLEO)}
    ids = {}
    for name, walker in walkers.items():
        sitting.keeps_time(walker, typed)
        steps.is_persona(walker, name)
        ids[name] = sitting.opens_the_case(walker, window.name)
        sitting.saves(walker, 2, BEFORE)
    chooses_to_send_what_there_is(walkers[CLEO])

    # Ana typed her last line in time, and it arrives late: it counts, and is noted so.
    service.set_clock(deadline + 5 * A_MINUTE)
    sitting.saves(walkers[ANA], 2, f"{BEFORE} And a line more.")
    late = Revision.objects.get(script=ids[ANA], number=2)
    assert late.typed_at == typed < deadline < late.saved_at
    walkers[ANA].go(f"/assessment/{ids[ANA]}").sees(
        f"Your deadline was {moment(deadline)}", "is noted as late"
    )
    walkers[ANA].press("Go on with your response")
    sitting.hands_in(walkers[ANA]).sees("After the deadline, within the minutes in which it still counts")

    # Bram goes on after that: nothing is taken any more, and nothing that he typed is taken from him.
    with service.while_nothing_runs_by_itself():
        service.set_clock(deadline + 20 * A_MINUTE)
        too_late(walkers[BRAM], f"/assessment/{ids[BRAM]}", moment(deadline))

        # Cleo's goes in by itself. Until that has run, however late, nobody tells her that nothing did.
        cleo = walkers[CLEO].go(f"/assessment/{ids[CLEO]}/write")
        cleo.sees("What was saved goes in by itself, as you chose").does_not_see("Nothing was handed in")
    service.set_clock(deadline + timedelta(hours=7))
    sitting.swept_until(service, lambda: sitting.sitting_of(BRAM, window).state == SittingState.MISSED)
    handed_in = Submission.objects.get(script=ids[CLEO])
    assert (handed_in.how, handed_in.submitted_at) == (HandedIn.AT_DEADLINE, deadline)
    assert handed_in.digest == Script.objects.get(sitting=ids[CLEO]).digest
    steps.is_persona(cleo, CLEO).go(f"/assessment/{ids[CLEO]}/receipt")
    cleo.sees(handed_in.receipt, "By this service at the deadline, as you chose", moment(deadline))
    assert "response-receipt" in steps.letters_to(service, steps.email_of(CLEO))

    assert "window-missed" in steps.letters_to(service, steps.email_of(BRAM))
    steps.is_persona(walkers[BRAM], BRAM).go(f"/assessment/{ids[BRAM]}").sees("We had no response from you")


def chooses_to_send_what_there_is(cleo: Walker) -> None:
    cleo.sees("Nothing is handed in until you do it, not even at the deadline")
    cleo.follow("Send what I have at the deadline").sees("finished or not")
    sitting.states(cleo).press("Send what I have at the deadline")
    cleo.sees("What is saved at the deadline is handed in then, as you chose")


def too_late(bram: Walker, path: str, deadline: str) -> None:
    typed = f"{BEFORE} And what came to me after it."
    sitting.writes(bram, 2, typed)
    sitting.is_told(bram, f"The deadline, {deadline}, is past, so nothing can be changed any more")
    expect(sitting.box(bram, 2)).to_have_value(typed)
    assert sitting.kept_here(bram) == 1
    # Also on a page that he opens anew, where there are no boxes.
    bram.go(f"{path}/write").sees("Nothing was handed in", BEFORE)
    kept = bram.page.get_by_role("region", name="Kept on this device")
    expect(kept).to_contain_text(typed)
    kept.get_by_role("button", name="Delete it here").click()
    expect(kept).to_have_count(0)
    assert sitting.kept_here(bram) == 0
    assert Script.objects.get(sitting=path.split("/")[2]).head == 1
