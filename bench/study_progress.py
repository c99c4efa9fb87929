"""What a provider with ten thousand participants waits for: a page of a hundred with its totals, and the list as CSV.

Everybody has a place and a study of their own, some begun and some silent, copied in the database from one that was
made by the real operations. Times are of the whole request in this process, medians of repeated requests.
"""

import logging
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Figure
from bench.browser import Browser
from bench.database import fresh_database
from tests.copies import multiply

PEOPLE = 10_000
FILES = 3

ADDRESSES = {
    "100 of 10,000 with totals": "/provider/progress",
    "100 of 10,000, the last page": "/provider/progress?page=100",
    "100 of 10,000, least studied first": "/provider/progress?order=least",
}


def main() -> Iterator[Figure]:
    """Gives the milliseconds of the page in its usual and other orders, its queries, and the seconds of the file."""
    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        ours = _Provider(Path(folder))
        few = ours.browser.queries("/provider/progress")
        multiply(ours.registration, PEOPLE - 1, spread=True)
        for name, address in ADDRESSES.items():
            yield Figure(f"progress: {name}", ours.browser.milliseconds(address), "ms", at_most=100)
        for query in ("?silent=4", "?unit=tc1"):
            yield Figure(
                f"progress: narrowed by {query[1:]}",
                ours.browser.milliseconds(f"/provider/progress{query}"),
                "ms",
            )
        many = ours.browser.queries("/provider/progress")
        yield Figure(f"progress: queries for {PEOPLE:,} people", many, at_most=few, note=f"{few} for one")
        yield Figure(f"progress: CSV of {PEOPLE:,} people", ours.seconds_of_file(), "s", at_most=5)
        yield Figure(
            "progress: a message to 10,000 to write",
            ours.browser.milliseconds("/provider/messages/new"),
            "ms",
        )
        yield Figure(
            "progress: where a cohort gets stuck", ours.browser.milliseconds("/provider/progress/stuck"), "ms"
        )


class _Provider:
    """A provider's staff at their browser."""

    def __init__(self, folder: Path) -> None:
        from django.conf import settings
        from django.test import Client

        from npq.domain.enrolment.operations import accept_registration
        from npq.domain.learning.operations.studying import complete_page, open_study
        from npq.domain.people import lookups
        from tests import world

        world.qualification()
        world.cohort()
        world.course(folder)
        provider = world.offer(world.lead_provider())
        participant = world.person()
        self.registration = world.registration(participant, provider, workplace=world.school())
        staff = world.staff(provider)
        assert staff.person_id is not None
        accept_registration(by=staff, at=world.AT, registration_id=self.registration)
        study = open_study(by=world.BY, at=world.AT, registration_id=self.registration)
        assert study is not None
        complete_page(by=participant, at=world.AT, study_id=study, page="tc1-opening")
        # What is measured is the list: the authenticator app that staff show is another page's business.
        settings.STAFF_NEED_TOTP = False
        logging.disable()
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(lookups.account_for_person(staff.person_id, at=world.AT))
        self.browser = Browser(client)

    def seconds_of_file(self) -> float:
        took = []
        for _ in range(FILES):
            began = time.perf_counter()
            response = self.browser.client.get("/provider/progress.csv")
            lines = b"".join(response.streaming_content).count(b"\r\n")
            took.append(time.perf_counter() - began)
            if lines != PEOPLE + 1:
                raise RuntimeError(f"the file has {lines:,} lines")
        return statistics.median(took)
