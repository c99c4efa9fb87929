"""The browser the stories are walked in: the system's Chromium, installed where that can be done.

python -m tests.runner.browser     installs one if there is none; says what to do where it cannot
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

HOW_TO = """
The stories need Chromium, and this machine has none. One of these helps:
  on Debian or Ubuntu     sudo apt-get install chromium
  on another system       install Chromium or Chrome, and see that it is on PATH
  installed elsewhere     name the program in NPQ_CHROMIUM
`make suite` runs everything else.
"""


def find() -> str | None:
    """The path of a Chromium, if there is one."""
    named = os.environ.get("NPQ_CHROMIUM")
    if named:
        return named if shutil.which(named) else None
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def install() -> None:
    """Tries the system's packages, then playwright's own download."""
    apt = shutil.which("apt-get")
    if apt and os.environ.get("NPQ_CHROMIUM") is None:
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not rights or shutil.which("sudo"):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run([*rights, apt, "update", "-qq"], check=False, env=quiet, stdin=subprocess.DEVNULL)
            subprocess.run(
                [*rights, apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"],
                check=False,
                env=quiet,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _playwrights_own() -> str | None:
    """A Chromium that playwright fetched earlier."""
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next(
        (str(path) for path in sorted(kept.glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None
    )


def main() -> None:
    if find() is None:
        install()
    if find() is None:
        sys.exit(HOW_TO.strip())


if __name__ == "__main__":
    main()
