"""Brings the front-end packages and copies what pages need of them into build/frontend.

    python frontend/install.py          what the service needs
    python frontend/install.py --dev    also what the checks need

Quick when nothing changed. Brings node from PyPI where the machine has none. Nothing it makes is committed.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PACKAGES = HERE / "node_modules"
BUILT = ROOT / "build" / "frontend"
STAMP = ROOT / "build" / "frontend.stamp"

COPIED = {
    f"{package}/{name}": f"{package}/{folder}/{name}"
    for package, folder in (("govuk-frontend", "dist/govuk"), ("accessible-autocomplete", "dist"))
    for name in (f"{package}.min.css", f"{package}.min.js")
}
# Maps are not copied, and a mention of a file that is not there stops the collecting of static files.
MAP_COMMENT = re.compile(r"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")
# The font and the crest belong to GOV.UK alone: neither is copied, so the style sheet must not ask for them.
FONT_FACE = re.compile(r"/\*![^*]*Margaret Calvert[^*]*\*/|@font-face\{[^}]*\}")
FONT_NAME = "GDS Transport,"
CREST = "url(/assets/images/govuk-crest.svg)"


def main() -> None:
    """Installs and copies unless that was done already for these very files."""
    parser = argparse.ArgumentParser(description="Bring the front-end packages.")
    parser.add_argument("--dev", action="store_true", help="also bring what the checks need")
    dev = parser.parse_args().dev
    if _done(dev):
        return
    _run_npm(["ci", *([] if dev else ["--omit=dev"])])
    _copy()
    STAMP.write_text(_stamp(dev))


def _stamp(dev: bool) -> str:
    """What the result depends on, and for whom it was made."""
    digest = hashlib.sha256()
    for path in (HERE / "package-lock.json", HERE / "package.json", HERE / "LICENCES.txt", Path(__file__)):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {'dev' if dev else 'run'}"


def _done(dev: bool) -> bool:
    """Whether the files are there as wanted. What was brought for the checks does for the service too."""
    if not STAMP.exists() or not all((BUILT / name).exists() for name in COPIED):
        return False
    made = STAMP.read_text()
    return (made == _stamp(dev=True) and PACKAGES.exists()) or (not dev and made == _stamp(dev=False))


def _run_npm(arguments: list[str]) -> None:
    venv = str(Path(sys.executable).parent)
    path = os.pathsep.join([os.environ.get("PATH", ""), venv])
    npm = shutil.which("npm", path=path)
    if npm is None or shutil.which("node", path=path) is None:
        _say("bringing node")
        node = str(ROOT / "requirements" / "node.txt")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*pip, "-r", node], check=True)
        npm = shutil.which("npm", path=path)
    if npm is None:
        sys.exit("npm was not found, and bringing it did not help. Install node 20 or newer.")
    _say("bringing front-end packages")
    done = subprocess.run(
        [npm, *arguments, "--loglevel=error"],
        check=False,
        cwd=HERE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PATH": path},
    )
    if done.returncode:
        sys.exit("The front-end packages could not be brought: npm says why, above.")


def _copy() -> None:
    """Makes build/frontend anew, beside the old one until it is whole."""
    fresh = BUILT.with_name("frontend.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, source in COPIED.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_fixed(name, (PACKAGES / source).read_text("utf-8")), "utf-8")
    shutil.copy(HERE / "LICENCES.txt", fresh / "LICENCES.txt")
    shutil.copy(PACKAGES / "accessible-autocomplete" / "LICENSE.txt", fresh / "accessible-autocomplete")
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


def _fixed(name: str, text: str) -> str:
    """A package's file as we may serve it. Stops where a newer package no longer looks as expected."""
    text = MAP_COMMENT.sub("\n", text)
    if name == "govuk-frontend/govuk-frontend.min.css":
        text = FONT_FACE.sub("", text).replace(FONT_NAME, "").replace(CREST, "none")
    for unwanted in ("sourceMappingURL", "GDS Transport", "url(/"):
        if unwanted in text:
            sys.exit(
                f"{name} still holds “{unwanted}”: the package has changed, so must frontend/install.py."
            )
    return text


def _say(words: str) -> None:
    sys.stderr.write(f"frontend: {words}\n")


if __name__ == "__main__":
    main()
