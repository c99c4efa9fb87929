"""A pack without a fault passes; each planted fault is named with its file and line."""

from decimal import Decimal
from pathlib import Path

import pytest

from npq.domain.learning.kinds import PageKind
from npq.domain.learning.packs.check import read_pack
from tests.domain.learning.packs.small import rewrite, small_pack

UNIT = "topics/trust-culture/tc1"
OPENING, KNOWN, CASE = f"{UNIT}/1-opening.md", f"{UNIT}/2-known.md", f"{UNIT}/3-case.md"
CHECK, TASK = f"{UNIT}/4-check.md", f"{UNIT}/6-task.md"


@pytest.fixture
def root(tmp_path) -> Path:
    return small_pack(tmp_path)


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in read_pack(root)[1]]


def test_a_pack_without_a_fault(root):
    pack, found = read_pack(root)
    assert found == []
    assert pack is not None
    assert [unit.minutes for unit in pack.units] == [10 + 30]
    assert [page.kind for page in pack.pages] == list(PageKind)
    case = next(page for page in pack.pages if page.kind is PageKind.CASE)
    assert len(case.parts) == 3
    assert "Cover takes 12 days and costs £3,000." in case.parts[0]
    assert "<caption" in case.parts[0]
    assert "1,200" in case.parts[0]
    assert "£3,000" in case.decisions[0].choices[0].result
    known = next(page for page in pack.pages if page.kind is PageKind.READING)
    assert known.cites == ["robinson-2011"]
    assert '<a href="page:tc1-sources#robinson-2011" class="govuk-link">Robinson (2011)</a>' in known.parts[0]
    check = next(page for page in pack.pages if page.kind is PageKind.CHECK)
    assert check.questions[2].value == Decimal(1200)


def test_the_same_pack_is_known_by_the_same_digest(root, tmp_path):
    before = read_pack(root)[0].digest
    assert read_pack(small_pack(tmp_path / "copy"))[0].digest == before
    rewrite(root, KNOWN, "That is all", "This is all")
    assert read_pack(root)[0].digest != before


PLANTED = [
    (OPENING, "page:tc1-case", "page:tc1-nowhere", f"{OPENING}:7: there is no page “tc1-nowhere”"),
    (OPENING, "[the case](page:tc1-case)", "[it](../x.md)", f"{OPENING}:7: the link to “../x.md” leads nowhere"),
    (OPENING, "minutes: 1\n", "", f"{OPENING}:1: Object missing required field `minutes`"),
    (OPENING, "minutes: 1\n", "minutes: 0\n", f"{OPENING}:5: minutes: Expected `int` >= 1"),
    (OPENING, "minutes: 1\n", "minutes: 30\n", f"{OPENING}:5: 21 words are no 30 minutes"),
    (OPENING, "kind: opening", "kind: welcome", f"{OPENING}:3: kind: Invalid enum value 'welcome'"),
    (OPENING, "title: A promise", "title: A promise\ntitle: B", f"{OPENING}:5: “title” stands there twice"),
    (OPENING, "title: A promise", "title: [A promise", f"{OPENING}:5: the front matter is no YAML"),
    (OPENING, "title: A promise", "titel: A promise", f"{OPENING}:4: titel: Object contains unknown field `titel`"),
    (OPENING, "---\nid", "id", f"{OPENING}:1: it does not begin with front matter"),
    (OPENING, "Both heads", "![](https://x.example/a.png) Both heads", f"{OPENING}:7: the image has no text alternative"),
    (OPENING, "Both heads", "# Both heads", f"{OPENING}:7: headings are ## and ###"),
    (OPENING, "Both heads", "{{ book.pupils.oak }} Both heads", f"{OPENING}:7: a figure cannot be worked out: the data book has no table “pupils”"),
    (OPENING, "Both heads", "{{ nobody }} Both heads", f"{OPENING}:7: a figure cannot be worked out: 'nobody' is undefined"),
    (OPENING, "Both heads", "{{ 1 + }} Both heads", f"{OPENING}:7: a figure cannot be read"),
    (KNOWN, "[tc-k1]", "[tc-k9]", f"{KNOWN}:6: framework.toml has no statement “tc-k9”"),
    (KNOWN, "[tc-k1]", "[]", f"{KNOWN}:1: it serves no statement"),
    (KNOWN, "robinson-2011", "nobody-1999", f"{KNOWN}:10: sources.toml has no “nobody-1999”"),
    (KNOWN, "id: tc1-known", "id: tc1-opening", f"{KNOWN}:2: “tc1-opening” is the id of {OPENING} too"),
    (CASE, "cost: days * rate", "cost: days * fee", f"{CASE}:10: cost: “fee” is not known here"),
    (CASE, "It is Tuesday.", "It costs £300.", f"{CASE}:31: “£3” is typed by hand"),
    (CASE, "It is Tuesday.", "It is 12% of all.", f"{CASE}:31: “2%” is typed by hand"),
    (CASE, "[[decision tc1-tuesday]]\n", "", f"{CASE}:25: [[decision tc1-tuesday]] is missing"),
    (CASE, "      - { id: go, text: Go on., result: It is done. }\n", "", f"{CASE}:14: decisions.0.choices: Expected `array` of length >= 3"),
    (CASE, "id: tc1-tuesday", "id: tc1-monday", f"{CASE}:18: there are two decisions “tc1-monday”"),
    (CHECK, ", right: true, why: It has.", ", why: It has.", f"{CHECK}:8: questions.0: needs four answers or more, exactly one"),
    (CHECK, "book.schools.sum", "book.school.sum", f"{CHECK}:24: tc1-q3: the data book has no table “school”"),
    (TASK, "task_minutes: 30\n", "", f"{TASK}:1: task_minutes stand on a task page"),
    (TASK, "task_minutes: 30", "task_minutes: 90", f"{UNIT}/unit.md:1: its task takes 90 minutes, not 20 to 40"),
    (f"{UNIT}/unit.md", "title: One promise\n", "", f"{UNIT}/unit.md:1: Object missing required field `title`"),
    ("topics/trust-culture/topic.md", "[tc1]", "[tc1, tc2]", "topics/trust-culture/tc2/unit.md:1: there is no such file"),
    ("topics/trust-culture/topic.md", "[tc1]", "[tc9]", f"{UNIT}:1: this folder is not listed"),
    ("topics/teaching/topic.md", "minutes: 55", "minutes: 20", None),
    ("course.toml", "at_least = 500", "at_least = 600", "course.toml:4: the topics add up to 535 minutes"),
    ("course.toml", "at_least = 8", "at_least = 20", f"{UNIT}/unit.md:1: it takes 10 minutes on screen, not 20 to 30"),
    ("course.toml", '"ours-1"', '"ours-2"', "course.toml:3: framework.toml is “ours-1”"),
    ("course.toml", "title =", "title ==", "course.toml:1: it is no TOML"),
    ("framework.toml", '"tc-d1"', '"tc-d2"', f"{CASE}:6: framework.toml has no statement “tc-d1”"),
    ("framework.toml", '"tc-d1"', '"tc-k1"', "framework.toml:5: “tc-k1” is there twice"),
    ("sources.toml", 'kind = "book"', 'kind = "law"', "sources.toml:1: robinson-2011: law and guidance needs true_on"),
    ("data-book/schools.toml", "pupils = 1000", "pupils = 1001", "data-book/checks.toml:2: It does not hold"),
    ("data-book/schools.toml", "pupils = 1000", 'pupils = "many"', "data-book/schools.toml:14: “pupils” of “elm” is no number"),
    ("data-book/schools.toml", "pupils = 1000\n", "", "data-book/schools.toml:14: “schools” has no “pupils” for “elm”"),
    ("data-book/schools.toml", '"income / pupils"', '"per_pupil * 1"', "data-book/schools.toml:9: “per_pupil” in “schools” is worked out from itself"),
    ("data-book/schools.toml", "pupils = 1000\n", "pupils = 1000\nplaces = 3\n", "data-book/schools.toml:14: “elm” has “places”, which is no column"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "says"), PLANTED, ids=[f"{p[0]} {p[2][:40]}" for p in PLANTED]
)
def test_a_planted_fault_is_named_with_file_and_line(root, file, old, new, says):
    rewrite(root, file, old, new)
    found = faults(root)
    if says is None:
        assert found == []
    else:
        assert any(fault.startswith(says) for fault in found), found


def test_hard_reading_is_named(root):
    hard = (
        "Notwithstanding organisational heterogeneity, institutional reconfiguration necessitates "
        "multidimensional accountability considerations alongside appropriately differentiated "
        "implementation methodologies, communicating responsibilities unambiguously, "
    )
    rewrite(root, KNOWN, "That is all we know here.", hard * 4 + "and so on.")
    assert any("it reads at grade" in fault for fault in faults(root))


def test_a_check_that_a_guess_passes_is_named(root):
    text = (root / CHECK).read_text()
    one = text[text.index("  - id: tc1-q1") : text.index("  - id: tc1-q2")]
    (root / CHECK).write_text(text[: text.index("  - id: tc1-q1")] + one + "---\n")
    found = faults(root)
    assert f"{CHECK}:7: it has 1 questions, not 3 to 6" in found
    assert f"{CHECK}:7: somebody who guesses passes 25% of the time" in found


@pytest.mark.parametrize(
    "name", ["course.toml", "framework.toml", "sources.toml", "qualification.toml", CASE, f"{UNIT}/unit.md"]
)
def test_a_file_that_is_missing(root, name):
    (root / name).unlink()
    assert faults(root)


def test_an_empty_folder_and_none_at_all(tmp_path):
    (tmp_path / "empty").mkdir()
    assert faults(tmp_path / "empty")
    assert faults(tmp_path / "nowhere")
