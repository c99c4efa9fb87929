"""Every import contract, broken once on purpose in a copy of the code, and seen to fail with its own sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

TOP = "Requests come in at the top; the domain never knows who asked"
STORY = "A context may use only the contexts that come before it in the participant's story"
DRAWERS = "Inside a context: what is lower knows nothing of what is higher"
AUDIENCES = "Audiences do not borrow from each other"
BEHIND = "Pages and the API change nothing behind the domain's back"
SERVICES = "Only tasks and lookups talk to other services"
PURE = "Rules are pure: no Django, no database, no clock"

BREAKS = [
    (TOP, "npq.domain.people.models", "import npq.web.shared.pages"),
    (TOP, "npq.kernel.journal", "import npq.domain.people.kinds"),
    (TOP, "npq.gateways.email", "import npq.domain.people.kinds"),
    (TOP, "npq.jobs.worker", "import npq.config.settings"),
    (TOP, "npq.somewhere", ""),
    (STORY, "npq.domain.funding.models", "import npq.domain.registration.kinds"),
    (STORY, "npq.domain.organisations.models.providers", "import npq.domain.people.kinds"),
    (STORY, "npq.domain.weather", ""),
    (DRAWERS, "npq.domain.people.kinds", "import npq.domain.people.models"),
    (DRAWERS, "npq.domain.enrolment.models", "import npq.domain.enrolment.operations"),
    (AUDIENCES, "npq.web.public", "import npq.web.participant"),
    (AUDIENCES, "npq.api", "import npq.web.provider"),
    (BEHIND, "npq.web.public", "import npq.domain.people.models"),
    (BEHIND, "npq.api", "import npq.gateways.email"),
    (SERVICES, "npq.domain.enrolment.operations", "import npq.gateways.email"),
    (PURE, "npq.domain.funding.facts", "import django"),
    (PURE, "npq.domain.registration.rules", "import npq.kernel.clock"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code and its contracts, to be broken."""
    shutil.copytree(
        ROOT / "npq", tmp_path / "npq", ignore=lambda folder, names: [n for n in names if _is_data(folder, n)]
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _is_data(folder: str, name: str) -> bool:
    path = Path(folder, name)
    return name == "__pycache__" or (path.is_file() and path.suffix != ".py")


def file_of(folder: Path, module: str) -> Path:
    """The file of a module, which may be a package, or not be there yet."""
    path = folder.joinpath(*module.split("."))
    if (file := path.with_suffix(".py")).is_file():
        return file
    path.mkdir(parents=True, exist_ok=True)
    return path / "__init__.py"


def lint(folder: Path) -> str:
    """What the checker says, with its line breaks undone."""
    done = subprocess.run(
        [LINT, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )
    return " ".join(done.stdout.split())


def test_the_contracts_are_kept(copy):
    assert " 0 broken." in lint(copy)


@pytest.mark.parametrize(("sentence", "module", "line"), BREAKS)
def test_a_broken_contract_fails_with_its_own_sentence(copy, sentence, module, line):
    with file_of(copy, module).open("a") as code:
        code.write(f"\n{line}\n")
    assert f"{sentence} BROKEN" in lint(copy)


def test_every_contract_is_broken_once():
    in_force = {
        line.partition('"')[2].rstrip().removesuffix('"')
        for line in (ROOT / "pyproject.toml").read_text().splitlines()
        if line.startswith("name = ") and " " in line.partition('"')[2]
    }
    assert in_force == {sentence for sentence, _, _ in BREAKS}
