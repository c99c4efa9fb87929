"""How long it takes until somebody sees the first page: on a fresh clone, and the second time.

With real processes: the committed project is cloned into an empty folder and `make run` is called there. Packages
come from the package managers' own caches, as on a machine that had the project once.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench import Figure

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300  # seconds after which a start counts as failed


def main() -> Iterator[Figure]:
    """Gives the seconds from `make run` to the first page, first and second time, and from Ctrl-C to the end."""
    with tempfile.TemporaryDirectory(prefix="npq-start-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        _fill_caches(clone, Path(folder))
        first, _ = _start(clone)
        yield Figure(
            "make run on a fresh clone, to the first page", first, "s", at_most=60, note="packages cached"
        )
        second, ended = _start(clone)
        yield Figure("make run a second time, to the first page", second, "s", at_most=5)
        yield Figure("Ctrl-C, until every process has ended", ended, "s", at_most=10)


def _fill_caches(clone: Path, folder: Path) -> None:
    """Sets a second clone up and throws it away, so that the caches hold every package."""
    other = folder / "other"
    shutil.copytree(clone, other)
    subprocess.run(["make", "setup"], cwd=other, check=True, env=_environment(), stdout=subprocess.DEVNULL)
    shutil.rmtree(other)


def _start(clone: Path) -> tuple[float, float]:
    """Seconds from `make run` to the first page, and from Ctrl-C to the end of all it started."""
    port = _free_port()
    began = time.monotonic()
    with _running(clone, port) as process:
        _wait_for_page(process, f"http://127.0.0.1:{port}/")
        until_page = time.monotonic() - began
        asked = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENCE)
        return until_page, time.monotonic() - asked


@contextmanager
def _running(clone: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    said = clone.with_name("said")
    with said.open("wb") as told:
        process = subprocess.Popen(
            ["make", "run", f"ARGS=--port {port}"],
            cwd=clone,
            env=_environment(),
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        yield process
    except RuntimeError as error:
        raise RuntimeError(f"{error} It said:\n{said.read_text()[-3000:]}") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for_page(process: subprocess.Popen[bytes], address: str) -> None:
    """Returns once the front page has been read whole."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("make run ended before it showed a page.")
        try:
            with urllib.request.urlopen(address, timeout=30) as page:
                if b"</html>" in page.read():
                    return
        except ConnectionError:
            pass
        except OSError as error:
            if not isinstance(getattr(error, "reason", None), ConnectionError):
                raise
        time.sleep(0.02)
    raise RuntimeError(f"No page after {PATIENCE} seconds.")


def _environment() -> Mapping[str, str]:
    """This process's, less what would lead the clone back here."""
    ours = {"DATABASE_URL", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    return {
        name: value for name, value in os.environ.items() if name not in ours and not name.startswith("NPQ_")
    }


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
