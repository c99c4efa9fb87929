"""The shared parts in a real browser: what scripts add, what they leave alone, and that nobody is shut out."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import ConsoleMessage, Page, Route, expect

from npq.kernel import clock as kernel_clock

pytestmark = pytest.mark.story

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def address(sample, monkeypatch) -> Iterator[str]:
    """The sample service, served."""
    monkeypatch.setattr(kernel_clock, "_offset", timedelta)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A page that may not complain: neither of a script nor of the security policy."""
    complaints = []
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.on("console", lambda said: complaints.append(said.text) if complains(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def complains(said: ConsoleMessage) -> bool:
    """Bare answers of the sample name no icon, for which browsers then ask by themselves."""
    return said.type in ("error", "warning") and "favicon" not in said.location["url"]


@pytest.fixture
def plain_page(browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


# GOV.UK's radios that reveal a question tell so by aria-expanded, which no browser minds and axe does.
KNOWN = {"aria-allowed-attr": "govuk-radios__input"}


def violations(page: Page) -> list[str]:
    """What axe finds wrong, of any weight: the rule and the element."""
    found = [(v["id"], node["html"]) for v in Axe().run(page).response["violations"] for node in v["nodes"]]
    return [f"{rule}: {html}" for rule, html in found if KNOWN.get(rule, "no such class") not in html]


@pytest.mark.parametrize("demonstration", [False, True])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_pages_shut_nobody_out_and_never_scroll_sideways(page, address, size, demonstration, settings):
    settings.DEMONSTRATION = demonstration
    page.set_viewport_size(size)
    for path in ("/form", "/school", "/parts"):
        page.goto(address + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


def test_errors_take_the_focus_and_lead_to_their_fields(page, address):
    page.goto(f"{address}/form")
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Error: A form – National professional qualifications")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert violations(page) == []
    for words, wanted in (("Enter your full name", "full_name"), ("Choose where you work", "setting")):
        page.get_by_role("link", name=words).click()
        expect(page.locator(f"#{wanted}")).to_be_focused()


def test_a_choice_reveals_its_question(page, address):
    page.goto(f"{address}/form")
    expect(page.get_by_label("Employer")).to_be_hidden()
    page.get_by_label("Somewhere else").check()
    expect(page.get_by_label("Employer")).to_be_visible()


def test_a_double_click_sends_once(page, address):
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(f"{address}/form")
    page.get_by_role("button", name="Continue").dblclick()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.wait_for_timeout(300)
    assert len(sent) == 1


def test_the_menu_opens_on_a_phone(page, address):
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/form")
    expect(page.get_by_role("link", name="Sign in")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def school_box(page: Page, address: str):
    page.goto(f"{address}/school")
    box = page.get_by_role("combobox", name="Which school do you work at?")
    expect(box).to_be_visible()
    return box


def test_a_school_is_suggested_chosen_by_keyboard_and_sent_by_its_number(page, address):
    box = school_box(page, address)
    box.press_sequentially("green")
    expect(page.get_by_role("option")).to_have_count(2)
    assert violations(page) == []
    box.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Greenfield Academy, Hull, HU1 2CD")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("body")).to_have_text("100002")


def test_a_school_typed_over_is_searched_for_instead(page, address):
    box = school_box(page, address)
    box.press_sequentially("academy")
    page.get_by_role("option").first.click()
    expect(page.locator("[name=workplace-urn]")).to_have_value("100002")
    box.fill("st mary")
    expect(page.locator("[name=workplace-urn]")).to_have_value("")
    page.get_by_role("option").wait_for()
    box.press("Escape")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("St Mary’s <Old> School (closed)")).to_be_visible()
    assert violations(page) == []


def test_the_hint_and_the_error_go_on_being_read_out(page, address):
    box = school_box(page, address)
    expect(box).to_have_attribute("aria-describedby", "workplace-hint workplace__assistiveHint")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    described = "workplace-hint workplace-error"
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-describedby", f"{described} workplace__assistiveHint")
    assert "govuk-input--error" in (box.get_attribute("class") or "")
    page.get_by_role("link", name="Enter the name of your school").click()
    expect(box).to_be_focused()
    box.press_sequentially("green")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-describedby", described)


def test_a_late_answer_to_an_early_question_is_dropped(page, address):
    asked: list[str] = []
    waiting: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.partition("q=")[2])
        if asked[-1] == "gre":
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/schools/suggest*", answer)
    box = school_box(page, address)
    box.fill("gre")
    page.wait_for_timeout(400)
    box.fill("st mary")
    expect(page.get_by_role("option")).to_have_count(1)
    waiting[0].abort()
    page.wait_for_timeout(300)
    expect(page.get_by_role("option")).to_have_text("St Mary’s <Old> School ClosedYO1 7XY")
    assert asked == ["gre", "st%20mary"]


TYPE = """(box, word) => {
  box.focus();
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  for (let end = 1; end <= word.length; end += 1) {
    set.call(box, word.slice(0, end));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""


def test_quick_typing_asks_once(page, address):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    # Letter by letter in one go: no machine is so busy that it pauses between two of them.
    school_box(page, address).evaluate(TYPE, "greenfield")
    expect(page.get_by_role("option")).to_have_count(2)
    assert len(asked) == 1


def test_while_the_answer_is_awaited_nobody_is_told_that_nothing_was_found(page, address):
    waiting: list[Route] = []
    page.route("**/schools/suggest*", lambda route: waiting.append(route))  # noqa: PLW0108  playwright marks what it calls
    school_box(page, address).fill("green")
    expect(page.locator(".autocomplete__option--no-results")).to_have_text("Searching…")
    page.wait_for_timeout(300)
    waiting[0].continue_()
    expect(page.get_by_role("option")).to_have_count(2)


def test_when_suggestions_fail_one_may_still_search(browser, address):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/schools/suggest*", lambda route: route.fulfill(status=500))
    school_box(page, address).fill("green")
    expect(page.locator(".autocomplete__option--no-results")).to_contain_text("Suggestions are not available")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Greenfield Academy")).to_be_visible()
    context.close()


def test_when_the_script_does_not_come_the_plain_form_does(browser, address):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/accessible-autocomplete.min.js", lambda route: route.abort())
    page.goto(f"{address}/school")
    page.get_by_role("textbox", name="Which school do you work at?").fill("academy")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Greenfield Academy")).to_be_visible()
    context.close()


def test_everything_works_without_scripts(plain_page, address):
    page = plain_page
    page.goto(f"{address}/school")
    page.get_by_role("textbox", name="Which school do you work at?").fill("green")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Search again").check()
    page.get_by_role("button", name="Continue").click()
    box = page.get_by_role("textbox", name="Which school do you work at?")
    expect(box).to_have_value("green")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Greenfield Primary School").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("body")).to_have_text("100001")


def test_paper_gets_the_words_without_what_only_works_on_a_screen(page, address):
    page.goto(f"{address}/parts")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Parts")).to_be_visible()
    for screen_only in (
        ".govuk-service-navigation",
        ".govuk-phase-banner",
        ".npq-footer",
        ".govuk-pagination",
    ):
        expect(page.locator(screen_only)).to_be_hidden()
