"""Somebody at their browser, whose pages are counted and timed, all of Django in this process."""

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

REPEATS = 15


class Browser:
    """`client` is signed in; some headers go with every request."""

    def __init__(self, client: "Client", headers: dict[str, str] | None = None) -> None:
        self.client, self.headers = client, headers or {}

    def queries(self, address: str) -> int:
        """How much a page asks of the database, once it is warm."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.open(address)
        with CaptureQueriesContext(connection) as asked:
            self.open(address)
        return len(asked)

    def milliseconds(self, address: str, repeats: int = REPEATS) -> float:
        """The median of repeated requests."""
        took = []
        for _ in range(repeats):
            began = time.perf_counter()
            self.open(address)
            took.append((time.perf_counter() - began) * 1000)
        return statistics.median(took)

    def open(self, address: str) -> None:
        response = self.client.get(address, headers=self.headers)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
