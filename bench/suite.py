"""How long the suite takes on two processes, without the stories and with them. A suite that fails is not measured."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Figure

ROOT = Path(__file__).resolve().parents[1]


def main() -> Iterator[Figure]:
    """Gives minutes: the suite without the stories, and all of it."""
    without = _minutes("not story")
    yield Figure("the suite on 2 cores, without the stories", without, "min", at_most=4)
    yield Figure("the suite on 2 cores, with the stories", without + _minutes("story"), "min", at_most=12)


def _minutes(marked: str) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", marked, "tests"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"The suite ({marked}) does not pass:\n{done.stdout[-2000:]}")
    return (time.monotonic() - began) / 60
