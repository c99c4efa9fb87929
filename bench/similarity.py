"""How long it takes to find which scripts of a window share passages, with what memory, how much of what was planted is
found, and how much else.

3,000 essays on one case are written anew, the same ones every time (tests/domain/assessment/alike/essays.py), and 50 of
them are given a paragraph of another's: 30 as it stands, 10 lightly edited, 10 with its sentences in another order.
Writing them is not counted. A process of its own does it, so that its memory is its own. A second one does the same
through the database, from a window that closed to what somebody is to look at.
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bench import Figure

if TYPE_CHECKING:
    from bench.sittings import Sat

ESSAYS = 3_000
COPIED, EDITED, SHUFFLED = 30, 10, 10
SECONDS = 60
MEBIBYTES = 2_048
MEBIBYTE_IN_KIB = 1024
AT_ONCE = 200


def main() -> Iterator[Figure]:
    """Gives seconds, memory, and for each kind of planted paragraph how many were found."""
    measured = _apart("rules")
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
    window = _apart("window")
    yield Figure(
        "alike scripts of a window, from the database and back",
        window["seconds"],
        "s",
        at_most=SECONDS,
        note=f"{window['mebibytes']:.0f} MiB, the database's own not counted; sealed in {window['sealing']:.0f} s",
    )
    shared = Counter(window["found"])
    yield Figure(
        "alike scripts of a window, paragraphs copied", shared["copied"], f"of {COPIED}", at_least=COPIED
    )
    yield Figure("alike scripts of a window, independent pairs shown", shared["independent"], at_most=0)


def _apart(what: str) -> dict[str, Any]:
    """What a process of its own measures."""
    command = [sys.executable, "-m", "bench.similarity", what]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _window() -> dict[str, object]:
    """The essays as responses that were handed in, sealed, compared and written down."""
    from bench.database import fresh_database

    with fresh_database():
        from bench.sittings import end_at, sat
        from npq.domain.assessment.models import Likeness, Sitting, Window
        from npq.domain.assessment.operations.comparing import compare_windows
        from npq.domain.assessment.operations.sealing import seal_scripts
        from npq.kernel import clock
        from tests import world

        writers = sat(ESSAYS)
        planted = _handed_in(writers)
        at = clock.now()
        end_at(at - timedelta(hours=1))
        began = time.perf_counter()
        assert seal_scripts(by=world.BY, at=at) == ESSAYS
        sealed = time.perf_counter()
        assert compare_windows(by=world.BY, at=at) == 1
        compared = time.perf_counter()
        assert Window.objects.filter(comparison__scripts=ESSAYS).count() == 1
        pairs = Likeness.objects.values_list(
            "first__submission__script__sitting", "second__submission__script__sitting"
        )
        numbers = {one.sitting: number for number, one in enumerate(writers)}
        found = [tuple(sorted((numbers[first], numbers[second]))) for first, second in pairs]
        assert Sitting.objects.filter(candidate_number__isnull=False).count() == ESSAYS
    return {
        "sealing": sealed - began,
        "seconds": compared - sealed,
        "mebibytes": _most_memory(),
        "found": Counter(planted.get(one, "independent") for one in found),
    }


def _handed_in(writers: Sequence["Sat"]) -> dict[tuple[int, ...], str]:
    """Gives each writer an essay, handed in as one revision; and what was planted in which pairs."""
    from npq.domain.assessment.kinds import HandedIn, SittingState
    from npq.domain.assessment.models import Revision, Script, Sitting, Submission
    from npq.domain.assessment.rules.responses import count
    from npq.domain.assessment.rules.revisions import digest_of
    from npq.domain.assessment.rules.words import VERSION
    from npq.kernel import clock
    from tests.domain.assessment.alike import essays

    at, planted = clock.now(), {}
    scripts, revisions, submissions = [], [], []
    for number, text, what in essays.essays(ESSAYS, COPIED, EDITED, SHUFFLED):
        if what:
            planted[tuple(sorted((what.taker, what.giver)))] = what.kind
        writer = writers[number]
        parts = dict(zip(writer.questions, re.split(r"\n\n(?=## Part [23])", text), strict=True))
        digest, words = digest_of(parts), count(parts, essays.WORDS)
        scripts.append(
            Script(
                sitting_id=writer.sitting, head=1, last=1, content=[*parts.items()], digest=digest, chain=digest,
                words=words.counted, saved_at=at,
            )
        )  # fmt: skip
        revisions.append(
            Revision(
                script_id=writer.sitting, number=1, parent=0, full=[*parts.items()], digest=digest, chain=digest,
                words=words.counted, saved_at=at, client_key=uuid4(),
            )
        )  # fmt: skip
        submissions.append(
            Submission(
                script_id=writer.sitting, receipt=f"{number:09}", revision=1, how=HandedIn.BY_WRITER,
                words=words.counted, words_excluded=words.excluded, word_limit=words.limit, word_rule=VERSION,
                digest=digest, submitted_at=at, deadline_at=at, stated_at=at, tools=[],
            )
        )  # fmt: skip
    Script.objects.all().delete()
    Script.objects.bulk_create(scripts, batch_size=AT_ONCE)
    Revision.objects.bulk_create(revisions, batch_size=AT_ONCE)
    Submission.objects.bulk_create(submissions, batch_size=AT_ONCE)
    Sitting.objects.update(state=SittingState.SUBMITTED)
    return planted


def _rules() -> dict[str, object]:
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
    print(json.dumps({"rules": _rules, "window": _window}[sys.argv[1]]()))
