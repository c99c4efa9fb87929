"""The public pages in a real browser: nobody is shut out, on a desk, on a phone, and on paper.

With NPQ_PICTURES=<folder> each page is also drawn there, to be looked at.
"""

import os
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.catalogue.operations import publish_qualification, publish_reference
from npq.domain.registration.models import Interest
from npq.domain.registration.operations.interest import ask_to_be_told
from npq.domain.registration.queries.interest import confirm_token, stop_token
from npq.kernel import clock as kernel_clock
from tests.runner.walker import DESK, Walker
from tests.web.public.conftest import AT, BY, COURSE, DAY, OURS, cohort, offer, policies

pytestmark = pytest.mark.story

NARROW = {"width": 375, "height": 800}
PICTURES = os.environ.get("NPQ_PICTURES")


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def address(real_database, monkeypatch) -> Iterator[str]:
    """The service at the tests' moment, with October 2023, a cohort that is open and one to come, unfunded."""
    monkeypatch.setattr(kernel_clock, "now", lambda: AT)
    monkeypatch.setattr(kernel_clock, "_offset", timedelta)
    publish_qualification(by=BY, at=AT, folder=django_settings.COURSES / OURS)
    publish_reference(by=BY, at=AT, folder=django_settings.COURSES / "reference")
    policies()
    opened = cohort(2027, AT - DAY, AT + 60 * DAY)
    offer(opened, "Southmere College", ("Dune Hub", "South West"), ("Ash Hub", ""))
    cohort(2028, AT + 90 * DAY, funding=FundingMode.ZERO)
    ask_to_be_told(by=BY, at=AT, qualification=OURS, email="ada@example.org")
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pages() -> dict[str, str]:
    interest = Interest.objects.get().id
    return {
        "start": "/",
        "course-open": COURSE,
        "course-2023": f"{COURSE}?cohort=2023a",
        "course-unfunded": f"{COURSE}?cohort=2028a",
        "line-manager": f"{COURSE}/for-your-line-manager",
        "providers": f"{COURSE}/providers?region=South+West",
        "tell-me": f"{COURSE}/tell-me",
        "tell-me-sent": f"{COURSE}/tell-me/sent",
        "tell-me-confirm": f"{COURSE}/tell-me/confirm/{confirm_token(interest)}",
        "tell-me-stop": f"{COURSE}/tell-me/stop/{stop_token(interest)}",
        "tell-me-forged": f"{COURSE}/tell-me/stop/x",
        "privacy": "/privacy",
        "cookies": "/cookies",
        "accessibility": "/accessibility",
        "contact": "/contact",
        "counting": "/how-words-are-counted",
    }


@pytest.mark.parametrize("size", [DESK, NARROW], ids=["desk", "narrow"])
def test_pages_shut_nobody_out_and_never_scroll_sideways(browser, address, size):
    walker = Walker(browser.new_context(viewport=size), address)
    for name, path in pages().items():
        walker.go(path)
        draw(walker, f"{name}-{size['width']}")
    walker.go(f"{COURSE}/tell-me").press("Send me a link to confirm").sees("Enter your email address")
    draw(walker, f"tell-me-error-{size['width']}")
    walker.finish()


def test_without_scripts_one_may_ask_and_confirm(browser, address):
    walker = Walker(browser.new_context(java_script_enabled=False), address, scripts=False)
    walker.go(COURSE).follow("Tell me when registration opens").fill("Email address", "bo@example.org")
    walker.press("Send me a link to confirm").sees("Look in your email")
    token = confirm_token(Interest.objects.get(email="bo@example.org").id)
    walker.go(f"{COURSE}/tell-me/confirm/{token}").press("Yes, tell me when it opens").sees(
        "You are on the list"
    )
    walker.finish()


def test_on_paper_stands_what_can_be_read_there_and_nothing_to_press(browser, address):
    walker = Walker(browser.new_context(viewport={"width": 794, "height": 1123}), address)
    for name, path in (("course", COURSE), ("line-manager", f"{COURSE}/for-your-line-manager")):
        walker.go(path)
        walker.page.emulate_media(media="print")
        for gone in (".govuk-button", ".govuk-service-navigation", ".govuk-footer", ".npq-no-print"):
            for part in walker.page.locator(gone).all():
                assert not part.is_visible(), gone
        for said in ("1 to 2 hours a week on average", "18 months"):
            assert walker.page.get_by_text(said).first.is_visible()
        assert walker.page.evaluate("document.documentElement.scrollWidth") <= 794
        if PICTURES:
            walker.page.pdf(path=Path(PICTURES) / f"{name}.pdf", format="A4")
            draw(walker, f"{name}-print")
        walker.page.emulate_media(media="screen")
    walker.finish()


def draw(walker: Walker, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
