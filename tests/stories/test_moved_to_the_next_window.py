"""These days cannot work: the case is open already, and somebody sits in the next window, with another case."""

from datetime import timedelta
from uuid import UUID

from npq.domain.assessment.kinds import CaseKind, SittingState, WindowKind
from npq.domain.assessment.models import CaseVersion, Window
from npq.domain.assessment.operations.windows import WindowPlan, make_window
from npq.kernel import clock
from npq.kernel.clock import london_day
from npq.kernel.dates import day, moment
from tests import world
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import sitting, steps

ANA = "Ana Underway"
NEXT = "Second window"
BEFORE = "What I wrote on the first evening."


def another_window(first: Window) -> Window:
    """A later window of the same provider, on the other live case."""
    case = (
        CaseVersion.objects.filter(kind=CaseKind.LIVE).exclude(family=first.case.family).latest("not_before")
    )
    assert case.not_before is not None
    opens_on = max(london_day(first.closes_at), london_day(case.not_before)) + timedelta(days=30)
    plan = WindowPlan(
        name=NEXT,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=7),
        case_id=case.id,
        cohort_id=first.cohort_id,
    )
    made = make_window(
        by=world.staff(first.lead_provider_id),
        at=clock.now(),
        lead_provider_id=first.lead_provider_id,
        qualification=first.qualification_id,
        kind=WindowKind.LIVE,
        plan=plan,
    )
    return Window.objects.get(id=made)


def test_somebody_moves_and_sits_there(someone, service: Service) -> None:
    first = sitting.the_window_opens(service, ANA)
    later = another_window(first)
    ana = steps.is_persona(someone(), ANA)
    id = sitting.opens_the_case(ana, first.name)
    sitting.saves(ana, 1, BEFORE)

    ana.go(f"/assessment/{id}").follow("Sit in the next window instead").sees(
        f"The next window is “{NEXT}”, from {day(later.opens_at)} to {moment(later.closes_at)}",
        "it uses none of your attempts",
        "what you have written about this one does not go with you",
    )
    ana.press("Move to the next window").sees("Select why you are moving")
    ana.choose("Something at work").press("Move to the next window").sees(NEXT)
    moved = sitting.sitting_of(ANA, later)
    ana.is_at(f"/assessment/{moved.id}").sees(f"Your deadline is {moment(later.closes_at)}")
    assert (moved.state, moved.attempt) == (SittingState.ENTERED, 1)
    letter = steps.newest_letter(service, steps.email_of(ANA), "window-moved")
    assert NEXT in letter.body

    # What she wrote stays hers to read; nothing of it goes in, and the case is closed.
    what_she_left(ana, id)

    service.set_clock(later.opens_at + timedelta(hours=9))
    service.sweep()
    steps.is_persona(ana, ANA)
    assert sitting.opens_the_case(ana, NEXT) == moved.id
    sitting.saves(ana, 1, "With another case.")
    sitting.hands_in(ana)
    assert sitting.sitting_of(ANA, first).state == SittingState.MOVED


def what_she_left(ana: Walker, id: UUID) -> None:
    ana.go(f"/assessment/{id}").sees("Moved to a later window")
    ana.go(f"/assessment/{id}/write").sees("You sit in a later window instead", BEFORE)
    ana.does_not_see("The deadline is past", "Nothing was handed in")
    answer = ana.context.request.get(f"{ana.address}/assessment/{id}/case")
    assert answer.status == 404
