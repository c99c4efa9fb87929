"""Notes with a connection that comes and goes: saved as one types, kept when that fails, gone at sign-out."""

import re
from urllib.parse import urlsplit

from django.db.models import F
from playwright.sync_api import Locator, expect

from npq.domain.learning.models import LogEntry
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import course, steps

ESME = "Esme Underway"
SAVED = re.compile(r"^Saved at \d")
NOTE = re.compile(r"/note$")
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('npq-note:')).length"

KEEP = """(days) => localStorage.setItem(
    `npq-note:${days}`, JSON.stringify({ at: Date.now() - days * 24 * 60 * 60 * 1000, texts: ["Long ago."] }),
)"""


class Box:
    """The box of the page that somebody is on."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.page = walker, walker.page

    @property
    def area(self) -> Locator:
        return self.page.get_by_label("Your note")

    def says(self, words: str | re.Pattern[str]) -> "Box":
        expect(self.page.locator(".npq-note__says")).to_contain_text(words)
        return self

    def type(self, words: str) -> "Box":
        self.area.fill(words)
        return self

    def cut_off(self) -> None:
        """From now on nothing that is saved arrives."""
        self.page.route(NOTE, lambda route: route.abort())

    def reconnect(self) -> None:
        self.page.unroute(NOTE)

    def holds(self, words: str) -> None:
        expect(self.area).to_have_value(words)

    def kept(self) -> int:
        return int(self.page.evaluate(KEPT))


def hers() -> LogEntry:
    return LogEntry.objects.get(study__person__email=steps.email_of(ESME))


def test_nothing_typed_is_lost(someone, service: Service) -> None:
    esme = someone()
    steps.is_persona(esme, ESME).go("/study").press("Begin")
    box, address = Box(esme), esme.page.url

    box.type("Ask both heads.").says(SAVED)
    assert hers().text == "Ask both heads."

    esme.context.set_offline(True)
    box.type("Ask both heads twice.").says("Not saved yet: kept in this browser")
    esme.page.get_by_role("button", name="Save my note").click()
    box.holds("Ask both heads twice.")
    assert box.kept() == 1
    esme.context.set_offline(False)
    box.says(SAVED)
    assert hers().text == "Ask both heads twice."
    assert box.kept() == 0

    LogEntry.objects.filter(id=hers().id).update(text="From the train.", revision=F("revision") + 1)
    box.type("From the office.").says("another text was saved elsewhere")
    esme.press("Save my note").sees("Saved elsewhere", "From the train.")
    box.holds("From the office.")
    esme.press("Save my note")
    assert hers().text == "From the office."
    esme.go(address)
    assert box.kept() == 0

    box.cut_off()
    box.type("In the tunnel.").says("kept in this browser")
    box.reconnect()
    esme.go(address).sees("Kept in this browser, and not saved", "In the tunnel.")
    box.holds("From the office.")
    esme.page.get_by_role("button", name="Add it to the box").click()
    box.says(SAVED)
    assert hers().text == "From the office.\n\nIn the tunnel."
    assert box.kept() == 0


def test_a_shared_computer_keeps_nothing_and_nor_does_one_signed_out_of(someone, service: Service) -> None:
    esme = someone()
    steps.is_persona(esme, ESME).go("/study").press("Begin")
    box = Box(esme)
    box.type("Before.").says(SAVED)
    box.cut_off()
    box.type("Mine alone.").says("kept in this browser")
    esme.choose("This is a shared computer: keep nothing on it")
    box.says("not kept in this browser")
    assert box.kept() == 0
    esme.page.get_by_label("This is a shared computer").uncheck()
    box.type("Mine alone, again.").says("Not saved yet: kept in this browser")
    assert box.kept() == 1
    asked = esme.page.get_by_role("dialog", name="This is not saved yet")
    esme.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(asked).to_contain_text("Mine alone, again.")
    expect(asked).to_contain_text("You typed this on this page, and it could not be saved")
    asked.get_by_role("button", name="Stay signed in").click()
    box.holds("Mine alone, again.")
    written_on = urlsplit(esme.page.url).path
    esme.go("/home")
    esme.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(asked).to_contain_text("Mine alone, again.")
    expect(asked).to_contain_text("and it was not saved there")
    expect(asked.get_by_role("link", name="Go there and save it")).to_have_attribute("href", written_on)
    asked.get_by_role("button", name="Sign out and delete it").click()
    esme.sees("You have signed out", "What you saved is kept")
    assert box.kept() == 0
    assert hers().text == "Before."


def test_what_was_typed_is_saved_before_signing_out(someone, service: Service) -> None:
    esme = someone()
    steps.is_persona(esme, ESME).go("/study").press("Begin")
    Box(esme).type("In the last second.")
    esme.press("Sign out").sees("You have signed out")
    assert hers().text == "In the last second."


def test_a_deleted_log_leaves_nothing_in_the_browser(someone, service: Service) -> None:
    esme = someone()
    steps.is_persona(esme, ESME).go("/study").press("Begin")
    box = Box(esme)
    box.type("Before.").says(SAVED)
    box.cut_off()
    box.type("Not for long.").says("kept in this browser")
    esme.go(f"/study/{hers().study_id}/log").follow("Delete your whole learning log")
    esme.press("Delete my learning log").sees("Your learning log is deleted.")
    assert box.kept() == 0


def test_after_a_week_nothing_is_kept(someone, service: Service) -> None:
    esme = someone()
    esme.go("/")
    for days in (6, 8):
        esme.page.evaluate(KEEP, days)
    esme.go("/contact")
    assert Box(esme).kept() == 1


def test_deciding_saves_what_was_typed_and_nothing_is_left_in_the_browser(someone, service: Service) -> None:
    esme = someone()
    LogEntry.objects.filter(study=course.study_of(ESME)).delete()
    steps.is_persona(esme, ESME).go(f"/study/{course.study_of(ESME).id}/tc1-case")
    box = Box(esme)
    esme.choose("This is a shared computer: keep nothing on it")
    esme.page.get_by_role("radio").first.check()
    box.type("I would ask first.")
    esme.press("Decide").sees("You chose:")
    box.holds("I would ask first.")
    assert hers().text == "I would ask first."
    esme.page.get_by_label("This is a shared computer").uncheck()
    box.type("I would ask first, and wait.")
    esme.page.get_by_role("radio").first.check()
    esme.press("Decide").does_not_see("Kept in this browser, and not saved")
    assert hers().text == "I would ask first, and wait."
    assert box.kept() == 0


def test_on_a_shared_computer_a_link_saves_what_was_typed(someone, service: Service) -> None:
    esme = someone()
    written_on = f"/study/{course.study_of(ESME).id}/tc1-known"
    steps.is_persona(esme, ESME).go(written_on)
    esme.choose("This is a shared computer: keep nothing on it")
    box = Box(esme)
    box.type("Before the bell.")
    esme.go("/home")
    esme.page.wait_for_timeout(1000)
    esme.go(written_on)
    box.holds("Before the bell.")
