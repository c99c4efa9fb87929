"""Somebody with a browser, who does what people do: goes, reads, fills in, chooses, presses. English steps.

On every page they come to it is looked at whether axe finds anything wrong, whether it scrolls sideways, and whether
the browser complains of a script or of the security policy.
"""

import re
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

PATIENCE = 10_000  # milliseconds for a page or a part of one to come
expect.set_options(timeout=PATIENCE)
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}

# What is another for each person: keys of rows, and signed links.
_IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/approve/)[^/]+|(?<=/shared-log/)[^/]+")

# GOV.UK's radios that reveal a question tell so by aria-expanded, which no browser minds and axe does.
KNOWN = {"aria-allowed-attr": "govuk-radios__input"}


@dataclass
class Walker:
    """One person in one browser, at the service at `address`. Without scripts nothing is run in the page by us either."""

    context: BrowserContext
    address: str
    scripts: bool = True
    page: Page = field(init=False)
    complaints: list[str] = field(default_factory=list)
    # What was looked at already, by whomever: a page of this title, size and address at this width.
    looked_at: ClassVar[set[str]] = set()

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self._open_tab()

    # What people do

    def close_tab(self) -> "Walker":
        """Closes the page one is on, wherever one is with it; another tab of the same browser is empty."""
        self.page.close()
        self._open_tab()
        return self

    def go(self, path: str) -> "Walker":
        """Types an address: a path of the service, or a whole link out of a letter."""
        self.page.goto(path if "://" in path else self.address + path)
        return self.look()

    def press(self, name: str) -> "Walker":
        """Presses the button of that name and waits for what comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        return self.look()

    def follow(self, name: str) -> "Walker":
        """Follows the link of that name; the first, where several are alike."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        return self.look()

    def fill(self, label: str, words: str) -> "Walker":
        """Types into the field of that label, in place of what was there."""
        self.page.get_by_label(label).fill(words)
        return self

    def choose(self, label: str) -> "Walker":
        """Chooses one radio button, or ticks one box."""
        self.page.get_by_label(label, exact=True).check()
        return self

    def change(self, row: str) -> "Walker":
        """Follows "Change" in the row of a summary list."""
        with self.page.expect_navigation():
            self.row(row).get_by_role("link", name=re.compile("^Change")).click()
        return self.look()

    def go_back(self) -> "Walker":
        """Follows the page's own link back."""
        return self.follow("Back")

    # What people see

    def row(self, name: str) -> Locator:
        """The row of a summary list with this key."""
        return self.page.locator(".govuk-summary-list__row", has=self.page.get_by_text(name, exact=True))

    def sees(self, *words: str) -> "Walker":
        """All these words stand on the page, visibly."""
        for said in words:
            expect(self.page.get_by_text(said).first).to_be_visible()
        return self

    def does_not_see(self, *words: str) -> "Walker":
        """None of these words stands on the page."""
        for said in words:
            expect(self.page.get_by_text(said)).to_have_count(0)
        return self

    def is_at(self, path: str) -> "Walker":
        """The page is the one at that path."""
        assert urlsplit(self.page.url).path == path, f"at {self.page.url}, not at {path}"
        return self

    @property
    def heading(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").inner_text().strip()

    # What is looked at on every page

    def look(self) -> "Walker":
        """Looks at the page come to, once for each different one. Fails with what is wrong on it."""
        if not self.scripts:
            return self
        shape = self.page.evaluate(
            "[document.title, document.querySelectorAll('*').length, innerWidth, location.pathname].join()"
        )
        shape = _IDS.sub("an id", shape)
        if shape not in self.looked_at:
            self.looked_at.add(shape)
            assert _violations(self.page) == [], f"{self.page.url}: axe finds something wrong"
            width = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert width <= 0, f"{self.page.url} scrolls sideways"
        return self

    def finish(self) -> None:
        """Closes the browser. Fails with what it complained of meanwhile."""
        self.context.close()
        assert not self.complaints

    def _open_tab(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._answered)

    def _heard(self, said: ConsoleMessage) -> None:
        # A refused page is told of by the browser as an error; what it says is checked as a page.
        if said.type in ("error", "warning") and "Failed to load resource" not in said.text:
            self.complaints.append(f"{said.location['url']}: {said.text}")

    def _answered(self, response: Response) -> None:
        wrong = response.status >= 500 or (
            response.status == 404 and response.request.resource_type != "document"
        )
        if wrong:
            self.complaints.append(f"{response.url}: {response.status}")


def _violations(page: Page) -> list[str]:
    """What axe finds wrong, of any weight: the rule and the element."""
    found = [
        (v["id"], node["html"])
        for v in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        for node in v["nodes"]
    ]
    return [f"{rule}: {html}" for rule, html in found if KNOWN.get(rule, "no such class") not in html]
