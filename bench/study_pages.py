"""How fast a page of the course comes, how fast a note is saved, how many pages come in a second and how heavy they are
on the way, with a thousand participants half way through.

The course is the real pack. The thousand are copied in the database from one who studied half of it by the real
operations. One user's times are of the whole of Django in this process. Pages a second are counted with the real web
server, two processes of it, on this machine together with the database and with whoever asks, who keep their
connections open as browsers do.
"""

import http.client
import logging
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from bench import Figure
from bench.database import fresh_database
from bench.served import served
from bench.weighing import Weighing
from tests.copies import multiply

PEOPLE = 1_000
READERS = 8
SECONDS = 8.0
REPEATS = 300
NOTES = 200


def main() -> Iterator[Figure]:
    """Gives milliseconds for one user, pages a second on this machine, and kilobytes in a real browser."""
    with fresh_database() as database:
        course = _Course()
        multiply(course.place, PEOPLE - 1)
        times = sorted(course.milliseconds(page) for page in course.pages(REPEATS))
        median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield Figure(
            "a study page for one user, 95th percentile",
            late,
            "ms",
            at_most=15,
            note=f"median {median:.1f} ms",
        )
        saved = sorted(course.saving(number) for number in range(NOTES))
        yield Figure(
            "saving a note, 95th percentile",
            saved[int(len(saved) * 0.95)],
            "ms",
            at_most=20,
            note=f"median {saved[len(saved) // 2]:.1f} ms",
        )
        with served(database) as port:
            a_second = _pages_a_second(port, course)
            yield Figure(
                "study pages a second on 2 cores", a_second, "", at_least=300, note=f"{READERS} readers"
            )
            first, later = _weights(port, course)
        yield Figure("a first visit, in all", first, "kB", at_most=150)
        yield Figure("then the heaviest page of the course", later, "kB", at_most=25)


class _Course:
    """The course, and somebody half way through it."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        from npq.demo.study import study
        from npq.domain.enrolment.operations import accept_registration
        from npq.domain.learning.kinds import PageKind
        from npq.domain.learning.operations.publishing import publish_course
        from npq.domain.learning.operations.studying import open_study
        from npq.domain.learning.packs.check import read_pack
        from npq.domain.people import lookups
        from tests import world

        world.qualification()
        world.cohort()
        pack, faults = read_pack(settings.COURSES / world.NPQEL)
        if pack is None:
            raise RuntimeError(f"The course has faults: {faults[0]}")
        publish_course(by=world.BY, at=world.AT, pack=pack)
        provider = world.offer(world.lead_provider())
        person = world.person()
        place = world.registration(person, provider, workplace=world.school())
        accept_registration(by=world.staff(provider), at=world.AT, registration_id=place)
        opened = open_study(by=world.BY, at=world.AT, registration_id=place)
        assert opened is not None
        self.place, self.study = place, opened
        self.ids = [page.id for page in pack.pages if page.kind is not PageKind.REFLECTION]
        self.seen: dict[str, int] = {}
        half = sum(1 for _ in pack.units) / 2
        study(person, opened, units=half, began=world.AT, every=timedelta(days=7))
        logging.disable()
        self.browser = Client(SERVER_NAME="127.0.0.1")
        assert person.person_id is not None
        self.browser.force_login(lookups.account_for_person(person.person_id, at=world.AT))
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self.browser.cookies.items())

    def pages(self, count: int) -> Iterator[str]:
        """Addresses all through the course, in an order that jumps about."""
        for number in range(count):
            yield f"/study/{self.study}/{self.ids[number * 37 % len(self.ids)]}"

    def saving(self, number: int) -> float:
        """Milliseconds for saving what somebody typed a little more of, as the page's script sends it."""
        page = self.ids[number // 4 * 37 % len(self.ids)]
        text = f"What I would ask the head of school first, and why. {'More of it. ' * (number % 4)}{number}"
        began = time.perf_counter()
        response = self.browser.post(
            f"/study/{self.study}/{page}/note",
            {"note": text, "seen": self.seen.get(page, 0)},
            headers={"Accept": "application/json"},
        )
        took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            raise RuntimeError(f"saving a note answered {response.status_code}")
        self.seen[page] = response.json()["revision"]
        return took

    def milliseconds(self, address: str) -> float:
        began = time.perf_counter()
        response = self.browser.get(address)
        took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        return took


def _pages_a_second(port: int, course: _Course) -> float:
    addresses = cycle(list(course.pages(1_000)))
    counted = [0] * READERS
    wrong: list[int] = []
    began = time.monotonic()
    until = began + SECONDS

    def read(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            headers = {"Cookie": course.cookie, "Accept-Encoding": "gzip"}
            connection.request("GET", next(addresses), headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                wrong.append(response.status)
                return
            counted[number] += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if wrong:
        raise RuntimeError(f"A page answered {wrong[0]}")
    return sum(counted) / (time.monotonic() - began)


def _weights(port: int, course: _Course) -> tuple[float, float]:
    """Kilobytes that come over the wire for a first visit, and for the heaviest of all pages afterwards."""
    with Weighing(port, course.browser.cookies) as weighing:
        first = weighing.kilobytes(f"/study/{course.study}/{course.ids[0]}")
        later = max(weighing.kilobytes(f"/study/{course.study}/{page}") for page in course.ids[1:])
    return first, later
