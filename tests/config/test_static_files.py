"""Static files: names that change with their content, and collecting only when something changed."""

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import storages

from npq.config import static_files
from npq.config.troubles import Trouble
from npq.web.shared.jinja import PACKAGE

ENTRY = "npq/start.js"


@pytest.fixture
def sources(settings, tmp_path) -> Path:
    """A copy of what we serve ourselves, beside the front-end packages, to be collected into an empty folder."""
    ours = tmp_path / "ours"
    for file in (PACKAGE / "web" / "shared" / "static").rglob("*.*"):
        copy = ours / file.relative_to(PACKAGE / "web" / "shared" / "static")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    settings.STATICFILES_DIRS = [ours, *settings.STATICFILES_DIRS]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "build" / "collected"
    backend = {"BACKEND": "npq.config.static_files.Collected"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    return ours


@pytest.fixture
def collected(sources, settings) -> Path:
    assert static_files.collect()
    return settings.STATIC_ROOT


def test_names_change_with_content_and_our_scripts_import_each_other_by_them(collected):
    entry = storages["staticfiles"].stored_name(ENTRY)
    assert re.fullmatch(r"npq/start\.[0-9a-f]{12}\.js", entry)
    imports = re.findall(r'from "(.+)"', (collected / entry).read_text())
    assert len(imports) == (PACKAGE / "web" / "shared" / "static" / ENTRY).read_text().count("import ")
    assert imports
    for name in imports:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name)
        assert ((collected / entry).parent / name).is_file()


def test_files_are_there_compressed(collected):
    entry = storages["staticfiles"].stored_name("govuk-frontend/govuk-frontend.min.css")
    whole, brotli = (collected / entry).stat().st_size, (collected / f"{entry}.br").stat().st_size
    assert brotli < whole / 5
    assert (collected / f"{entry}.gz").is_file()


def test_collecting_again_does_nothing(collected):
    assert not static_files.collect()


def test_a_changed_file_is_collected_and_the_old_one_stays(collected, sources):
    before = storages["staticfiles"].stored_name(ENTRY)
    (sources / ENTRY).write_text("export const changed = true;")
    assert static_files.collect()
    after = storages["staticfiles"].stored_name(ENTRY)
    assert after != before
    assert (collected / before).is_file()
    assert not static_files.collect()


def test_a_collecting_cut_short_is_done_again(collected, monkeypatch, sources):
    os.utime(sources / ENTRY, (0, 0))
    monkeypatch.setattr(static_files, "call_command", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        static_files.collect()
    monkeypatch.undo()
    assert static_files.collect()


def test_before_set_up_it_says_what_to_do(sources, settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path / "not-there"]
    with pytest.raises(Trouble, match="make setup"):
        static_files.collect()


def test_tests_take_files_from_where_they_lie():
    storage = storages["staticfiles"]
    assert isinstance(storage, StaticFilesStorage)
    assert storage.url(ENTRY) == "/static/npq/start.js"
