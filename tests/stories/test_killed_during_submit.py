"""The web process is killed in the middle of a submit: all of it happened, or none, and the answers are still there."""

import contextlib
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
import requests
from django.db import connection

from npq.demo.cast import NADIA, NORTHLIGHT, Persona
from npq.demo.plays import all_answers
from npq.domain.catalogue.queries import open_cohorts
from npq.domain.funding.models import Decision
from npq.domain.people.models import Person
from npq.domain.registration.models import Approval, Draft, Registration
from npq.domain.registration.operations.drafts import save_answers, start_draft
from npq.kernel import clock
from npq.kernel.models import Entry
from npq.kernel.viewer import Viewer
from tests.runner.service import Service
from tests.stories import steps

PATIENCE = 20
CHECK = "/register/check-answers"

TABLES = ["funding_decision", "registration_registration", "procrastinate_jobs", "registration_draft"]
"""Some of those a submit writes to, in the order in which it first comes to each; the last is its last statement."""

LETTERS = ["registration.tell_submitted", "registration.ask_sponsor"]

GROWN = 6
"""Seconds a web process must have lived, for the server to replace it rather than to give up."""


@dataclass(frozen=True)
class Standing:
    """How much there is of everything a submit makes or takes away."""

    decisions: int
    registrations: int
    entries: int
    approvals: int
    jobs: int
    drafts: int


def standing(person: UUID) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = ANY(%s)", [LETTERS])
        (jobs,) = cursor.fetchone()
    return Standing(
        Decision.objects.filter(person_id=person).count(),
        Registration.objects.filter(person=person).count(),
        Entry.objects.filter(
            by_person_id=person, kind__in=["registration_submitted", "sponsor_asked"]
        ).count(),
        Approval.objects.filter(registration__person=person).count(),
        jobs,
        Draft.objects.filter(person=person).count(),
    )


class SignedIn:
    """Somebody's browser, as far as cookies and forms go."""

    def __init__(self, service: Service, persona: Persona) -> None:
        self.address, self.session = service.address, requests.Session()
        self.send("/demonstration/sign-in", persona=persona.key)

    def see(self, path: str) -> str:
        return self.session.get(self.address + path, timeout=PATIENCE).text

    def send(self, path: str, **fields: str) -> requests.Response:
        """Sends what the form on a page holds, and what is given."""
        held = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', self.see(path)))
        return self.session.post(self.address + path, data=held | fields, timeout=PATIENCE)


def begins(person: UUID, number: int) -> UUID:
    """A draft with every answer in it, and nothing from before that would stand in its way."""
    Registration.objects.filter(person=person, status="pending").update(status="withdrawn")
    Draft.objects.filter(person=person).delete()
    viewer, at = Viewer.person(person), clock.now()
    draft = start_draft(by=viewer, at=at)
    (cohort,) = open_cohorts("npq-executive-leadership", at)
    school = steps.school_of_kind(steps.STATE_FUNDED)
    answers = all_answers(NADIA, school.school_id, cohort.identifier, NORTHLIGHT)
    answers |= {"funding_seen": "funded", "sponsor_email": f"chair.{number}@trust.example"}
    save_answers(by=viewer, at=at, draft_id=draft, question="all", answers=answers, seen=0)
    return draft


def processes_of(service: Service) -> list[int]:
    """The processes that answer requests: children of the web server on the service's port."""
    port = service.address.rpartition(":")[2]
    servers = [pid for pid, words in _running() if "serve" in words and port in words]
    return [pid for pid, _ in _running() if _parent(pid) in servers]


def _running() -> list[tuple[int, list[str]]]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                found.append((int(folder.name), (folder / "cmdline").read_text().split("\0")))
    return found


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def age_of(pid: int) -> float:
    """For how many seconds a process has been there."""
    with contextlib.suppress(OSError):
        began = int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began / os.sysconf("SC_CLK_TCK")
    return 0


@contextlib.contextmanager
def nobody_writes_to(service: Service, table: str) -> Iterator[psycopg.Connection]:
    """Holds up whoever comes to write to a table; reading goes on."""
    with psycopg.connect(service.url) as held:
        held.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield held


def waits_until(holds: object, *, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, what
        time.sleep(0.02)


def is_held_up(service: Service, table: str) -> bool:
    with psycopg.connect(service.url, autocommit=True) as looking:
        row = looking.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table]
        ).fetchone()
        return row != (0,)


@pytest.mark.parametrize("table", TABLES)
def test_killed_at_any_statement_nothing_happened_and_sending_again_does_it_once(
    service: Service, table: str
) -> None:
    service.settle()
    person = Person.objects.get(email=NADIA.email).id
    begins(person, TABLES.index(table))
    nadia = SignedIn(service, NADIA)
    assert "Check your answers" in nadia.see(CHECK)
    before = standing(person)
    waits_until(
        lambda: all(age > GROWN for age in map(age_of, processes_of(service))), what="no age is enough"
    )

    lost = threading.Thread(target=_answer_is_lost, args=(nadia,))
    with nobody_writes_to(service, table):
        lost.start()
        waits_until(lambda: is_held_up(service, table), what="the submit never came to that table")
        for process in processes_of(service):
            os.kill(process, signal.SIGKILL)
        lost.join()
    waits_until(lambda: not is_held_up(service, table), what="the killed process still holds its place")
    waits_until(lambda: _is_back(service), what="the web server did not come back")

    assert standing(person) == before
    assert "Check your answers" in nadia.see(CHECK)

    done = nadia.send(CHECK)
    assert "You have registered" in done.text
    after = standing(person)
    assert after == Standing(
        before.decisions + 1,
        before.registrations + 1,
        before.entries + 2,
        before.approvals + 1,
        before.jobs + 2,
        before.drafts - 1,
    )


def _answer_is_lost(somebody: SignedIn) -> None:
    with pytest.raises(requests.ConnectionError):
        somebody.send(CHECK)


def _is_back(service: Service) -> bool:
    with contextlib.suppress(requests.RequestException):
        return requests.get(f"{service.address}/ready", timeout=2).ok
    return False
