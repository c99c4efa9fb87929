"""Ten minutes on a train: a slow connection that goes, a browser that is closed, and a text changed elsewhere meanwhile."""

import time
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from npq.domain.learning.models import LogEntry, PageDone
from tests.runner.line import Line
from tests.runner.walker import PATIENCE, Walker
from tests.stories import course, steps

ESME = "Esme Underway"
NARROW = {"width": 390, "height": 844}

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit a second each way, in bytes, and 400 ms until anything comes."""

A_MOMENT = 1.0
"""Seconds in which something would come that was sent as a tab closed."""

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('npq-note:')).length"
SAYS = ".npq-note__says"
ELSEWHERE = "Ask both heads on Friday."


class Train:
    """What one phone has of a connection: slow, or none."""

    def __init__(self, phone: Walker, line: Line) -> None:
        self.phone, self.line = phone, line
        self.in_a_new_tab()

    def in_a_new_tab(self) -> None:
        """Whatever was open is closed."""
        self.phone.close_tab().page.set_viewport_size(NARROW)
        self.goes_slowly()

    def goes_slowly(self) -> None:
        self.line.mend()
        self.phone.context.set_offline(False)
        self.slow = self.phone.context.new_cdp_session(self.phone.page)
        self.slow.send("Network.enable")
        self.slow.send("Network.emulateNetworkConditions", SLOW)

    def in_a_tunnel(self) -> None:
        # While one session of the browser's tools sets a speed, another cannot set that there is no connection.
        self.slow.detach()
        self.phone.context.set_offline(True)
        # The browser's tools let the connection come back in the moment in which a tab closes.
        self.line.cut()


def box(somebody: Walker) -> Locator:
    return somebody.page.get_by_label("Your note")


def says(somebody: Walker, words: str) -> None:
    expect(somebody.page.locator(SAYS)).to_contain_text(words, timeout=PATIENCE)


def kept(somebody: Walker) -> int:
    return int(somebody.page.evaluate(KEPT))


def hers() -> LogEntry:
    return LogEntry.objects.get(study=course.study_of(ESME))


def test_ten_minutes_on_a_train(someone, line: Line) -> None:
    esme = someone(line=line)
    train = Train(esme, line)
    steps.is_persona(esme, ESME).go("/study").press("Begin").press("Continue").press("Continue")
    study, written_on = course.study_of(ESME), urlsplit(esme.page.url).path
    assert PageDone.objects.filter(study=study).count() == 2

    # She writes, the connection goes while she types, and she closes the tab in the middle of it.
    box(esme).press_sequentially("Ask both heads")
    says(esme, "Saved at")
    train.in_a_tunnel()
    box(esme).press_sequentially(", and the chair, before")
    says(esme, "Not saved yet: kept in this browser")
    box(esme).press_sequentially(" half term.")
    esme.close_tab()
    time.sleep(A_MOMENT)
    assert hers().text == "Ask both heads"

    on_her_laptop_she_goes_on(someone(), written_on)

    # Back online, both texts are there, and saved together.
    train.in_a_new_tab()
    whole = "Ask both heads, and the chair, before half term."
    esme.go(written_on).sees("Kept in this browser, and not saved", whole)
    expect(box(esme)).to_have_value(ELSEWHERE)
    esme.page.get_by_role("button", name="Add it to the box").click()
    says(esme, "Saved at")
    assert hers().text == f"{ELSEWHERE}\n\n{whole}"
    assert kept(esme) == 0


def on_her_laptop_she_goes_on(laptop: Walker, written_on: str) -> None:
    steps.is_persona(laptop, ESME).go(written_on)
    expect(box(laptop)).to_have_value("Ask both heads")
    laptop.fill("Your note", ELSEWHERE).press("Save my note").sees("Saved on")


def test_what_a_phone_kept_goes_with_signing_out_and_a_shared_one_keeps_nothing(someone, line: Line) -> None:
    esme = someone(line=line)
    train = Train(esme, line)
    written_on = f"/study/{course.study_of(ESME).id}/tc1-opening"
    steps.is_persona(esme, ESME).go(written_on)
    train.in_a_tunnel()
    esme.fill("Your note", "Mine alone.")
    esme.close_tab()
    time.sleep(A_MOMENT)
    assert not LogEntry.objects.filter(study=course.study_of(ESME), page="tc1-opening").exists()
    train.in_a_new_tab()
    esme.go("/home")
    assert kept(esme) == 1
    esme.page.get_by_role("button", name="Menu", exact=True).click()
    esme.page.get_by_role("button", name="Sign out", exact=True).click()
    esme.sees("This is not saved yet", "Mine alone.").press("Sign out and delete it")
    assert kept(esme) == 0

    steps.is_persona(esme, ESME).go(written_on).does_not_see("Kept in this browser, and not saved")
    esme.choose("This is a shared computer: keep nothing on it")
    train.in_a_tunnel()
    esme.fill("Your note", "On the desk at reception.")
    says(esme, "not kept in this browser. Stay on this page")
    train.in_a_new_tab()
    esme.go(written_on).does_not_see("Kept in this browser, and not saved")
    assert kept(esme) == 0
