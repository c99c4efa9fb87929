"""What set-up brings for pages, and what it leaves out."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def install(tmp_path, monkeypatch) -> ModuleType:
    """frontend/install.py in a copy of the project, with npm's calls noted instead of made."""
    for name in ("package.json", "package-lock.json", "LICENCES.txt", "install.py"):
        copy = tmp_path / "frontend" / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((ROOT / "frontend" / name).read_bytes())
    (tmp_path / "build").mkdir()
    (tmp_path / "frontend" / "node_modules").symlink_to(ROOT / "frontend" / "node_modules")
    spec = importlib.util.spec_from_file_location("install", tmp_path / "frontend" / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.calls = []
    monkeypatch.setattr(module, "_run_npm", module.calls.append)
    return module


def run(install: ModuleType, monkeypatch, *arguments: str) -> list[list[str]]:
    """What npm was asked to do."""
    install.calls.clear()
    monkeypatch.setattr("sys.argv", ["install.py", *arguments])
    install.main()
    return list(install.calls)


def test_the_lock_names_versions_and_sums_but_no_place_to_get_them_from():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert packages["node_modules/govuk-frontend"]["version"] == "6.3.0"
    assert packages["node_modules/accessible-autocomplete"]["version"] == "3.0.1"
    assert all(facts["integrity"].startswith("sha512-") for facts in packages.values())
    assert not [name for name, facts in packages.items() if "resolved" in facts]


def test_versions_are_exact():
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_only_what_pages_need_is_brought_with_its_licences(install, monkeypatch):
    assert run(install, monkeypatch) == [["ci", "--omit=dev"]]
    names = {str(path.relative_to(install.BUILT)) for path in install.BUILT.rglob("*") if path.is_file()}
    assert names == {
        "LICENCES.txt",
        "accessible-autocomplete/LICENSE.txt",
        "accessible-autocomplete/accessible-autocomplete.min.css",
        "accessible-autocomplete/accessible-autocomplete.min.js",
        "govuk-frontend/govuk-frontend.min.css",
        "govuk-frontend/govuk-frontend.min.js",
    }


def test_it_asks_for_no_map_no_font_and_no_crest(install, monkeypatch):
    run(install, monkeypatch)
    for path in install.BUILT.rglob("*.min.*"):
        text = path.read_text("utf-8")
        assert "sourceMappingURL" not in text
        assert "GDS Transport" not in text
        assert "@font-face" not in text
        assert "url(/" not in text
        assert "crest" not in text


def test_it_does_nothing_a_second_time(install, monkeypatch):
    run(install, monkeypatch)
    assert run(install, monkeypatch) == []


def test_what_was_brought_for_the_checks_does_for_the_service(install, monkeypatch):
    assert run(install, monkeypatch, "--dev") == [["ci"]]
    assert run(install, monkeypatch) == []
    assert run(install, monkeypatch, "--dev") == []


def test_what_was_brought_for_the_service_does_not_do_for_the_checks(install, monkeypatch):
    run(install, monkeypatch)
    assert run(install, monkeypatch, "--dev") == [["ci"]]


@pytest.mark.parametrize("touched", ["frontend/package-lock.json", "frontend/install.py"])
def test_it_brings_them_again_when_something_changed(install, monkeypatch, touched):
    run(install, monkeypatch)
    path = install.ROOT / touched
    path.write_text(path.read_text() + "\n")
    assert run(install, monkeypatch) == [["ci", "--omit=dev"]]


def test_it_brings_them_again_when_they_are_gone(install, monkeypatch):
    run(install, monkeypatch)
    (install.BUILT / "govuk-frontend" / "govuk-frontend.min.css").unlink()
    assert run(install, monkeypatch) == [["ci", "--omit=dev"]]


def test_a_package_that_no_longer_looks_as_expected_stops_it(install):
    with pytest.raises(SystemExit, match=r"url\(/"):
        install._fixed("govuk-frontend/govuk-frontend.min.css", "a{background:url(/assets/images/new.svg)}")
