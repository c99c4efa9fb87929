"""How long it takes to find which scripts of a window share passages, with what memory, how much of what was planted is
found, and how much else.

3,000 essays on one case are written anew, the same ones every time (tests/domain/assessment/alike/essays.py), and 50 of
them are given a paragraph of another's: 30 as it stands, 10 lightly edited, 10 with its sentences in another order.
Writing them is not counted. A process of its own does it, so that its memory is its own.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import Figure

ESSAYS = 3_000
COPIED, EDITED, SHUFFLED = 30, 10, 10
SECONDS = 60
MEBIBYTES = 2_048
MEBIBYTE_IN_KIB = 1024


def main() -> Iterator[Figure]:
    """Gives seconds, memory, and for each kind of planted paragraph how many were found."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.similarity"], check=True, capture_output=True, text=True
    )
    measured = json.loads(done.stdout)
    essays = f"{ESSAYS:,} scripts, {measured['words']:,} words on average"
    yield Figure(
        "alike scripts, all of a window",
        measured["fingerprints"] + measured["comparing"],
        "s of one core",
        at_most=SECONDS,
        note=f"{essays}; reading {measured['fingerprints']:.0f} s, comparing {measured['comparing']:.0f} s",
    )
    yield Figure("alike scripts, memory", measured["mebibytes"], "MiB", at_most=MEBIBYTES)
    for kind, many, at_least in (
        ("copied", COPIED, COPIED),
        ("edited", EDITED, None),
        ("shuffled", SHUFFLED, None),
    ):
        yield Figure(
            f"alike scripts, paragraphs {kind}",
            measured["found"].get(kind, 0),
            f"of {many}",
            at_least=at_least,
            note="150 words each",
        )
    pairs = ESSAYS * (ESSAYS - 1) // 2 - COPIED - EDITED - SHUFFLED
    yield Figure(
        "alike scripts, independent pairs shown",
        measured["independent"],
        at_most=0,
        note=f"of {pairs:,}",
    )


def _measure() -> dict[str, object]:
    from npq.domain.assessment.rules.comparison import Comparison
    from npq.domain.assessment.rules.shingles import fingerprint, numbers_of
    from tests.domain.assessment.alike import essays

    salt = b"measured"
    began = time.process_time()
    given = numbers_of(essays.given(), salt)
    reading, words = time.process_time() - began, 0
    comparison, planted = Comparison(), {}
    for number, text, what in essays.essays(ESSAYS, COPIED, EDITED, SHUFFLED):
        began = time.process_time()
        kept = fingerprint(text, salt, given)
        comparison.add(number, kept)
        reading += time.process_time() - began
        words += kept.words
        if what:
            planted[what.taker, what.giver] = what.kind
    began = time.process_time()
    found = list(comparison.likenesses())
    comparing = time.process_time() - began
    kinds = [planted.get((one.first, one.second), "independent") for one in found]
    return {
        "words": words // ESSAYS,
        "fingerprints": reading,
        "comparing": comparing,
        "mebibytes": _most_memory(),
        "found": Counter(kinds),
        "independent": kinds.count("independent"),
    }


def _most_memory() -> float:
    """The most memory this process ever had, in MiB. What `resource` says may be what the process before it had."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / MEBIBYTE_IN_KIB


if __name__ == "__main__":
    print(json.dumps(_measure()))
