import shutil
from pathlib import Path

import pytest

from npq.domain.catalogue.page import FileError, read_qualification

COURSES = Path(__file__).parents[3] / "courses"
OURS = COURSES / "npq-executive-leadership"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real folder, to spoil."""
    return Path(shutil.copytree(OURS, tmp_path / OURS.name))


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / "qualification.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_every_qualification_here_can_be_read():
    folders = [path.parent for path in COURSES.glob("*/qualification.toml")]
    assert OURS in folders
    for folder in folders:
        assert read_qualification(folder).identifier == folder.name


def test_layout_does_not_count_and_content_does(folder):
    ours = read_qualification(OURS).digest
    spoil(folder, "months = 18\n", "\n\n# in months\nmonths =   18\n")
    assert read_qualification(folder).digest == ours
    spoil(folder, "months =   18", "months = 12")
    assert read_qualification(folder).digest != ours


@pytest.mark.parametrize(
    ("old", "new", "field", "fault"),
    [
        ("months = 18", 'months = "eighteen"', "months", "Expected `int`, got `str`"),
        ("months = 18", "months = 0", "months", ">= 1"),
        ("months = 18", "moths = 18", "moths", "unknown field"),
        ("months = 18\n", "", "months", "missing required field"),
        ('group = "leadership"', 'group = "followership"', "group", "Invalid enum value"),
        ('title = "Register"', 'heading = "Register"', "page.steps[2]", "unknown field `heading`"),
        ('name = "Trust culture"', 'name = ""', "topics[0].name", "length >= 1"),
        (
            'identifier = "teaching"',
            'identifier = "trust-culture"',
            "topics",
            "'trust-culture' is there twice",
        ),
        ("verified_on = 2026-11-23", 'verified_on = "lately"', "page.sources[0].verified_on", "Invalid"),
        ("weekly_hours_low = 1", "weekly_hours_low = 3", "weekly_hours_high", "must not be less"),
        (
            'identifier = "npq-executive-leadership"',
            'identifier = "npq-headship"',
            "identifier",
            "the folder is called",
        ),
        ("months = 18", "months = ", "", "is not TOML"),
    ],
)
def test_a_mistake_is_named_by_file_and_field(folder, old, new, field, fault):
    spoil(folder, old, new)
    with pytest.raises(FileError) as raised:
        read_qualification(folder)
    message = str(raised.value)
    assert message.startswith(str(folder / "qualification.toml") + ": ")
    assert field in message
    assert fault in message


def test_a_missing_file_and_a_wrong_encoding_are_named(folder):
    with pytest.raises(FileError, match=r"none.qualification\.toml: cannot be read: No such file"):
        read_qualification(folder.parent / "none")
    path = folder / "qualification.toml"
    path.write_bytes(path.read_bytes() + "# £".encode("cp1252"))
    with pytest.raises(FileError, match="is not UTF-8"):
        read_qualification(folder)


def test_a_policys_words_hold_only_for_the_years_they_name():
    page = read_qualification(OURS).page
    assert page.funding_under("academic-years-2022-to-2024", 2022)
    assert page.funding_under("academic-years-2022-to-2024", 2023)
    assert page.funding_under("academic-years-2022-to-2024", 2024) is None
    assert page.funding_under("demonstration", 2031)
    assert page.funding_under(None, 2023) is None
    assert page.funding_under("unheard-of", 2023) is None


def test_the_words_hold_no_figures():
    page = read_qualification(OURS).page
    sentences = [
        page.lead,
        page.study,
        page.delivery,
        page.assessment,
        *page.gains,
        *page.benefits,
        *page.structure,
    ]
    sentences += [*page.assessment_rules, *page.line_manager.time, *page.line_manager.cover]
    assert not [s for s in sentences if any(character.isdigit() for character in s)]
