"""What a page weighs on its way to a real browser, with everything it brings along."""

from collections.abc import Mapping
from http.cookies import Morsel
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import sync_playwright

from tests.runner import browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Weighing:
    """A browser with an empty cache and somebody's cookies. What it was sent once it may keep, as any browser does."""

    def __init__(self, port: int, cookies: "Mapping[str, Morsel[str]]") -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.cookies = cookies
        self.received = 0.0

    def __enter__(self) -> Self:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=browser.find(), args=QUIET)
        context = self._browser.new_context()
        context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": self.origin}
                for name, cookie in self.cookies.items()
            ]
        )
        self._page = context.new_page()
        network = context.new_cdp_session(self._page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._count)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def kilobytes(self, address: str) -> float:
        """What opening a page brings over the wire, headers included, until nothing more comes."""
        self.received = 0.0
        response = self._page.goto(self.origin + address, wait_until="networkidle")
        if response is None or response.status != 200:
            raise RuntimeError(f"{address} answered {response.status if response else 'nothing'}")
        return self.received / 1000

    def _count(self, event: dict[str, Any]) -> None:
        self.received += event["encodedDataLength"]
