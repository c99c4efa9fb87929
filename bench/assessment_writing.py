"""Three thousand who write in the same window, while processes of the service are killed, and who hand in at the last.

Everybody has the page open in a browser of their own and saves every 20 seconds what they typed, as the page's script
does, for three minutes. Meanwhile a web process is killed, then all of the web server at once (which a supervisor
brings back), then the database (which is started again). From a kill on until nothing fails and nothing is slow any
more for three seconds, times are not counted; how long that lasts is told. Then everybody hands in within the last
minute before the deadline. Web server, database and whoever asks share this machine: what asking costs is told too.

NPQ_BENCH_SECONDS makes it shorter, to try it out.
"""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from bench import Figure
from bench.browsing import OK, SEE_OTHER, Browser, Try, now
from bench.database import database_to_kill
from bench.served import Served, supervised
from bench.writers import MOST_SENTENCES, WORDS_A_SENTENCE, Writer

if TYPE_CHECKING:
    from bench.sittings import Sat

WRITERS = 3_000
EVERY = 20.0
SECONDS = float(os.environ.get("NPQ_BENCH_SECONDS", "180"))
LAST = 60.0
AT_ONCE = 8
ONE_BY_ONE = 100

SLOW = 0.250
CALM = 3.0
LOOK = 0.25


@dataclass(frozen=True)
class Outage:
    """Something was killed, and when the service was itself again (monotonic seconds)."""

    what: str
    began: float
    ended: float

    def touches(self, one: Try) -> bool:
        return one.over > self.began and one.due < self.ended


def main() -> Iterator[Figure]:
    """Gives milliseconds, seconds of recovery, and what was lost, which must be nothing."""
    with database_to_kill() as (database, kill_database):
        from django.db import connection

        from bench.sittings import end_at, sat

        everybody = sat(WRITERS + ONE_BY_ONE)
        yield from _one_by_one(everybody[WRITERS:])
        connection.close()
        with supervised(database) as server, asyncio.Runner() as browsers:
            chance = random.Random(1)
            writers = [
                Writer(one, Browser(server.port, one.cookies), random.Random(chance.random()))
                for one in everybody[:WRITERS]
            ]
            browsers.run(_opened(writers))
            yield from browsers.run(_writing(writers, server, kill_database))
            deadline = datetime.now(UTC) + timedelta(seconds=LAST)
            end_at(deadline)
            connection.close()
            yield from browsers.run(_handing_in(writers))
        yield from _kept(writers)


def _one_by_one(people: Sequence["Sat"]) -> Iterator[Figure]:
    """What saving and handing in takes of the service for one user, all of Django in this process."""
    from django.test import Client

    took: dict[str, list[float]] = {"saving a response": [], "handing a response in": []}
    for number, one in enumerate(people):
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies.load(dict(one.cookies))
        writer = Writer(one, Browser(0, {}), random.Random(number))
        while sum(map(len, writer.texts.values())) < MOST_SENTENCES:
            writer.type()
        for parent in range(3):
            writer.type()
            answers = {f"answer-{question}": text for question, text in writer.sections.items()}
            form = {"key": str(uuid4()), "parent": parent, **answers}
            began = time.perf_counter()
            saved = client.post(
                f"/assessment/{one.sitting}/write", form, headers={"Accept": "application/json"}
            )
            took["saving a response"].append((time.perf_counter() - began) * 1000)
            assert saved.status_code == OK, saved
        began = time.perf_counter()
        sent = client.post(
            f"/assessment/{one.sitting}/hand-in",
            {"seen": 3, "own": "true", "tools": ["spelling"], "tools_text": ""},
        )
        took["handing a response in"].append((time.perf_counter() - began) * 1000)
        assert sent.status_code == SEE_OTHER, sent
    for what, times in took.items():
        yield Figure(
            f"{what}, median for one user",
            statistics.median(times),
            "ms",
            at_most=18,
            note=f"{MOST_SENTENCES * WORDS_A_SENTENCE:,} words; 95th percentile {_late(times):.1f} ms",
        )


async def _opened(writers: Sequence[Writer]) -> None:
    """Everybody opens the page, and saves what they have so far."""
    waiting = iter(writers)

    async def some() -> None:
        for writer in waiting:
            await writer.open()
            await writer.save(now())

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))


async def _writing(
    writers: Sequence[Writer], server: Served, kill_database: Callable[[], None] | None
) -> list[Figure]:
    for writer in writers:
        writer.tries.clear()
    began, cost = now(), time.process_time()
    killed: list[tuple[str, float]] = []

    async def kill(what: str, when: float, how: Callable[[], None]) -> None:
        await asyncio.sleep(began + when - now())
        killed.append((what, now()))
        await asyncio.to_thread(how)

    async def write(writer: Writer, due: float) -> None:
        while due < began + SECONDS:
            await asyncio.sleep(due - now())
            writer.type()
            await writer.save(due)
            while due < now():
                due += EVERY

    outages: list[Awaitable[None]] = [
        kill("a web process", SECONDS / 6, server.kill_worker),
        kill("the web server", SECONDS * 4 / 9, server.kill),
    ]
    if kill_database is not None:
        outages.append(kill("the database", SECONDS * 13 / 18, kill_database))
    await asyncio.gather(
        *outages,
        *(write(writer, began + EVERY * place / len(writers)) for place, writer in enumerate(writers)),
    )
    tries = sorted((one for writer in writers for one in writer.tries), key=lambda one: one.due)
    return list(_of_writing(tries, _outages(killed, tries), time.process_time() - cost))


def _of_writing(tries: Sequence[Try], outages: Sequence[Outage], cost: float) -> Iterator[Figure]:
    calm = [one for one in tries if not any(outage.touches(one) for outage in outages)]
    times = [_milliseconds(one) for one in calm if one.well]
    yield Figure(
        f"{WRITERS:,} write and save every {EVERY:g} s, 95th percentile",
        _late(times),
        "ms",
        at_most=SLOW * 1000,
        note=f"median {statistics.median(times):.1f} ms, {len(tries) / SECONDS:.0f} saves a second, "
        f"each {cost / len(tries) * 1000:.1f} ms of whoever asks",
    )
    yield Figure("saves that failed while nothing was killed", len(calm) - len(times), at_most=0)
    for outage in outages:
        yield Figure(f"{outage.what} killed, until all is well", outage.ended - outage.began, "s", at_most=10)


async def _handing_in(writers: Sequence[Writer]) -> list[Figure]:
    for writer in writers:
        writer.tries.clear()
    began, cost = now(), time.process_time()

    async def hand_in(writer: Writer, due: float) -> None:
        await asyncio.sleep(due - now())
        await writer.hand_in(due)

    last = LAST - 1
    await asyncio.gather(
        *(hand_in(writer, began + last * place / len(writers)) for place, writer in enumerate(writers))
    )
    cost = time.process_time() - cost
    tries = [one for writer in writers for one in writer.tries]
    times = [_milliseconds(one) for one in tries if one.well]
    return [
        Figure("that failed at first", len(tries) - len(times), at_most=0),
        Figure(
            f"{WRITERS:,} hand in within the last minute, 95th percentile",
            _late(times),
            "ms",
            note=f"from the button to the answer, median {statistics.median(times):.1f} ms, "
            f"each {cost / len(times) * 1000:.1f} ms of whoever asks",
        ),
    ]


def _kept(writers: Sequence[Writer]) -> Iterator[Figure]:
    """What the database has, against what was said to those who write."""
    from django.db.models import F

    from npq.domain.assessment.models import Revision, Script, Submission
    from npq.domain.assessment.queries.revisions import content_of
    from npq.domain.assessment.rules.revisions import digest_of

    ids = {writer.sat.sitting: writer for writer in writers}
    stored = set(Revision.objects.filter(script__in=ids).values_list("script", "number", "digest").iterator())
    said = [
        (sitting, number, digest) for sitting, writer in ids.items() for number, digest in writer.acknowledged
    ]
    yield Figure(
        "acknowledged saves lost", sum(one not in stored for one in said), at_most=0, note=f"of {len(said):,}"
    )
    yield Figure(
        "second versions that nobody wrote",
        Revision.objects.filter(script__in=ids, side=True).count(),
        at_most=0,
    )
    heads = dict(Script.objects.filter(sitting__in=ids).values_list("sitting", "digest"))
    handed_in = Submission.objects.filter(script__in=ids, withdrawn_at=None)
    yield Figure("handed in and received", len(handed_in), at_least=WRITERS)
    yield Figure(
        "of these after the deadline", handed_in.filter(submitted_at__gt=F("deadline_at")).count(), at_most=0
    )
    differ = sum(
        len(
            {
                one.digest,
                heads[one.script_id],
                digest_of(content_of(one.script_id, one.revision)),
                digest_of(ids[one.script_id].sections),
            }
        )
        > 1
        for one in handed_in
    )
    yield Figure("receipts that are not of what was written", differ, at_most=0)


def _outages(killed: Iterable[tuple[str, float]], tries: Sequence[Try]) -> list[Outage]:
    """Each kill, with the first moment after it from which on nothing fails and nothing is slow for a while."""
    return [Outage(what, began, _well_again(began, tries)) for what, began in killed]


def _well_again(killed: float, tries: Sequence[Try]) -> float:
    after = killed
    while True:
        then = [one for one in tries if after <= one.due < after + CALM]
        if after > tries[-1].due:
            return float("inf")
        if all(one.well for one in then) and _late([_milliseconds(one) for one in then]) < SLOW * 1000:
            return after
        after += LOOK


def _late(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def _milliseconds(one: Try) -> float:
    return (one.over - one.due) * 1000
