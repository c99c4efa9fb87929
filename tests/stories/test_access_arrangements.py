"""Papers that everybody can work with, and an arrangement from the asking to the deadline that follows it."""

from collections.abc import Callable

from npq.demo.access import AGREED_WITH, ASKED_BY
from tests.runner.walker import Walker
from tests.stories import steps

NARROWEST, ZOOMED_TWICE = {"width": 320, "height": 640}, {"width": 640, "height": 400}
LAYOUTS = ("as it comes", "in plain pages", "in pages that read well aloud", "in large print")


def test_the_case_reads_in_every_layout_on_every_width(someone: Callable[..., Walker]) -> None:
    dov = someone(phone=True)
    steps.is_persona(dov, AGREED_WITH)
    dov.go("/assessment").follow("Rehearsal").sees("Your papers open in large print, as is agreed with you")
    dov.press("Open the case").sees("This is in large print, as is agreed with you")
    for size in (NARROWEST, ZOOMED_TWICE):
        dov.page.set_viewport_size(size)
        for layout in LAYOUTS:
            dov.follow(layout)


def test_what_is_asked_is_agreed_and_moves_the_deadline(someone: Callable[..., Walker]) -> None:
    priya = someone()
    steps.is_persona(priya, "Priya Northlight")
    priya.go("/provider/assessment").follow("Who asks for one, and with whom one is agreed").follow(ASKED_BY)
    priya.sees("more days after a window ends", "papers that read well aloud")
    priya.fill("More days", "3").press("This is agreed").sees("3 more days after a window ends")
    cleo = someone(phone=True)
    steps.is_persona(cleo, ASKED_BY)
    cleo.go("/assessment").follow("Your access arrangements").sees("By Northlight Institute on")
    cleo.go("/assessment").follow("Rehearsal").sees("With the time that is agreed for you")
