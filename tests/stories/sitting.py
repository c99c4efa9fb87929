"""What people do in a window of the assessment: they open its case, write, and hand in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from playwright.sync_api import Locator, expect

from npq.domain.assessment.kinds import WindowKind
from npq.domain.assessment.models import Sitting, Window
from npq.domain.learning.models import Study
from npq.kernel import clock
from tests.runner.service import Service
from tests.runner.walker import PATIENCE, Walker
from tests.stories import steps

SAVED = "Saved on our server at"
NOTHING_SAVED_BUT_HERE = "Kept on this device only, since"
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('npq-note:response:')).length"
STAFF = "Priya Northlight"
RUNS = 3


def live_window() -> Window:
    """The demonstration's first window of the assessment, some weeks ahead."""
    return Window.objects.filter(kind=WindowKind.LIVE).order_by("opens_at")[0]


def the_window_opens(service: Service, *names: str) -> Window:
    """These people have studied enough by then; the next morning they are in it, and may open their case."""
    window = live_window()
    emails = [steps.email_of(name) for name in names]
    Study.objects.filter(person__email__in=emails).update(enough_at=clock.now())
    service.set_clock(window.opens_at + timedelta(hours=9))
    seats = Sitting.objects.filter(window=window, registration__person__email__in=emails)
    swept_until(service, lambda: seats.count() == len(names))
    return window


def swept_until(service: Service, is_done: Callable[[], bool]) -> None:
    """Runs what runs by itself until something is done. Whom the worker's own run holds just then waits for the next."""
    for _ in range(RUNS):
        service.sweep()
        if is_done():
            return
    raise AssertionError("What runs by itself did not do it.")


def sitting_of(name: str, window: Window | None = None) -> Sitting:
    """Somebody's sitting in a window; in the rehearsal, where none is said."""
    seats = Sitting.objects.filter(registration__person__email=steps.email_of(name))
    return seats.get(window=window) if window else seats.get(kind=WindowKind.REHEARSAL)


def opens_the_case(somebody: Walker, window: str = "Rehearsal") -> UUID:
    """Opens the case of a window from the page of the assessment, and goes on to the boxes; gives the sitting's id."""
    somebody.go("/assessment").follow(window).press("Open the case").sees("The questions")
    somebody.follow("Go to your response")
    return UUID(somebody.page.url.split("/")[-2])


def box(somebody: Walker, question: int) -> Locator:
    """Where the answer to a question is written."""
    return somebody.page.get_by_label(f"Question {question}", exact=True)


def writes(somebody: Walker, question: int, words: str) -> Walker:
    """Writes an answer in place of what was there."""
    box(somebody, question).fill(words)
    return somebody


def saves(somebody: Walker, question: int, words: str) -> Walker:
    """Writes an answer, and waits until our server has said what became of it."""
    with somebody.page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/write")
    ):
        writes(somebody, question, words)
    return somebody


def is_told(somebody: Walker, words: str) -> Walker:
    """The line about what is saved where says so."""
    expect(somebody.page.locator(".npq-writing__state")).to_contain_text(words, timeout=2 * PATIENCE)
    return somebody


def kept_here(somebody: Walker) -> int:
    """How many texts this browser keeps."""
    return int(somebody.page.evaluate(KEPT))


def states(somebody: Walker, *tools: str) -> Walker:
    """Says what was used, and that it is their own."""
    for tool in tools or ("None of these",):
        somebody.choose(tool)
    somebody.page.get_by_label("This response is my own work").check()
    return somebody


def hands_in(somebody: Walker, *tools: str) -> Walker:
    """From the boxes to the receipt."""
    somebody.follow("Go on to hand it in")
    return states(somebody, *tools).press("Hand in my response").sees("Your response is handed in")


def keeps_time(somebody: Walker, at: datetime) -> None:
    """Sets the clock of somebody's own device, which says when a text was typed."""
    somebody.page.clock.set_fixed_time(at)
