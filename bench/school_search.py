"""How fast the search for schools answers on the whole register, and how often it finds the school that was meant.

Every 135th open school in the order of URNs is searched for by its name and town, misspelt in one of five ways in
turn: a letter left out, two neighbouring letters swapped, a letter doubled, a vowel replaced by another, a word left
out. Where in the text that happens is drawn with a fixed seed. Each is asked three times, of the whole of Django, and
the middle time counts; nothing is kept from one time to the next.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench import Figure
from bench.database import extract, fresh_database

REGISTER = "schools/establishments-full.csv.gz"
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
EVERY = 135
SEARCHES = 200
SEED = 2026
TIMES = 3
AMONG_FIRST = 5
VOWELS = "aeiou"


def main() -> Iterator[Figure]:
    """Gives how many were found among the first five, and milliseconds; nothing where the extract is absent."""
    register = extract(REGISTER)
    if register is None:
        yield Figure("school search", 0, note="skipped: the official extract is not here")
        return
    with fresh_database():
        # Django is set up by now, and was not when this module was read.
        from npq.domain.organisations.operations import import_schools
        from npq.kernel.viewer import Viewer

        report = import_schools(by=Viewer.system("bench"), at=AT, file=register)
        yield from _figures(report.rows)


def _figures(schools: int) -> Iterator[Figure]:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    asked = list(_questions())
    client.get("/schools/suggest", {"q": "warm"})
    found, times = 0, []
    for urn, question in asked:
        taken = []
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = client.get("/schools/suggest", {"q": question})
            taken.append(1_000 * (time.perf_counter() - began))
        times.append(statistics.median(taken))
        found += urn in [school["urn"] for school in answer.json()[:AMONG_FIRST]]
    times.sort()
    yield Figure(
        f"school search, found among the first {AMONG_FIRST}",
        found,
        f"of {len(asked)}",
        at_least=190,
        note=f"{schools:,} schools, five kinds of misspelling",
    )
    yield Figure(
        "school search, 95th percentile",
        times[int(0.95 * len(times))],
        "ms",
        at_most=40,
        note=f"whole request; median {times[len(times) // 2]:.1f} ms, slowest {times[-1]:.1f} ms",
    )


def _questions() -> Iterator[tuple[int, str]]:
    """(URN, what is typed) for each of the schools."""
    from npq.domain.organisations.kinds import SchoolStatus
    from npq.domain.organisations.models import SchoolRecord

    chance = random.Random(SEED)
    ways = (_leave_out, _swap, _double, _other_vowel, _leave_word_out)
    records = SchoolRecord.objects.filter(status_code=SchoolStatus.OPEN, period__endswith=None)
    every = records.order_by("school_id").values_list("school_id", "name", "town")[::EVERY]
    for number, (urn, name, town) in enumerate(every[:SEARCHES]):
        yield urn, ways[number % len(ways)](f"{name} {town or ''}".strip(), chance)


def _somewhere(text: str, fits: Callable[[int], bool], chance: random.Random) -> int:
    return chance.choice([at for at in range(len(text)) if fits(at)])


def _leave_out(text: str, chance: random.Random) -> str:
    at = _somewhere(text, lambda at: text[at].isalpha(), chance)
    return text[:at] + text[at + 1 :]


def _swap(text: str, chance: random.Random) -> str:
    at = _somewhere(text, lambda at: text[at : at + 2].isalpha() and len(set(text[at : at + 2])) == 2, chance)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _double(text: str, chance: random.Random) -> str:
    at = _somewhere(text, lambda at: text[at].isalpha(), chance)
    return text[:at] + text[at] + text[at:]


def _other_vowel(text: str, chance: random.Random) -> str:
    at = _somewhere(text, lambda at: text[at].lower() in VOWELS, chance)
    return text[:at] + chance.choice([v for v in VOWELS if v != text[at].lower()]) + text[at + 1 :]


def _leave_word_out(text: str, chance: random.Random) -> str:
    words = text.split()
    words.pop(chance.randrange(len(words)))
    return " ".join(words)


if __name__ == "__main__":
    import sys

    from bench.__main__ import main as run

    sys.argv[1:] = ["school_search"]
    sys.exit(run())
