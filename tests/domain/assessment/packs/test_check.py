"""An assessment without a fault passes; each planted fault is named with its file and line."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from npq.domain.assessment.kinds import CaseKind
from npq.domain.assessment.packs.check import read_assessment
from tests.domain.assessment.packs.small import small_assessment
from tests.domain.learning.packs.small import NPQEL, rewrite

A, R = "assessment.toml", "rubric.toml"
LIVE, REHEARSAL = "cases/quellmouth", "cases/brackenholt"
CASE, TEXT, CHART, LETTER = (
    f"{LIVE}/case.toml",
    f"{LIVE}/case.md",
    f"{LIVE}/documents/01-gates.md",
    f"{LIVE}/documents/02-letter.md",
)
BOOK, MARKERS = f"{LIVE}/data-book/schools.toml", f"{LIVE}/for-markers.md"
OTHER, STRONG, WEAK = (
    f"{REHEARSAL}/case.toml",
    f"{REHEARSAL}/answers/strong.md",
    f"{REHEARSAL}/answers/weak.md",
)
HARD = "Institutional accountability necessitates organisational comprehensiveness notwithstanding administrative heterogeneity. "


@pytest.fixture
def root(tmp_path) -> Path:
    return small_assessment(tmp_path)


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in read_assessment(root)[1]]


def test_an_assessment_without_a_fault(root):
    pack, found = read_assessment(root)
    assert [str(fault) for fault in found] == []
    assert pack is not None
    rehearsal, live = pack.cases
    assert (rehearsal.kind, live.kind) == (CaseKind.REHEARSAL, CaseKind.LIVE)
    assert "Quellmouth has 1,400 pupils." in live.paper.html
    assert "300 pupils behind" in live.for_markers.notes
    chart = live.paper.documents[0].chart
    assert chart.labels == ["Tarnwick School", "Mossgarth Primary"]
    assert [(one.name, one.values) for one in chart.series] == [("Pupils", [Decimal(300), Decimal(1100)])]
    assert chart.text == "300 pupils come to Tarn, 1100 to Moss."
    assert "<table" in live.paper.documents[0].html
    strong = rehearsal.for_markers.answers[0]
    assert (strong.total, strong.words, len(strong.annotations)) == (3, 15, 2)


def test_nothing_for_markers_is_in_what_candidates_read(root):
    live = read_assessment(root)[0].cases[1]
    assert "What it shows" not in str(live.paper)


def test_the_same_is_known_by_the_same_digest(root, tmp_path):
    before = read_assessment(root)[0]
    assert read_assessment(small_assessment(tmp_path / "copy"))[0].digest == before.digest
    rewrite(root, CASE, "not_before = 2026-11-16", "not_before = 2026-12-16")
    assert read_assessment(root)[0].digest == before.digest
    rewrite(root, R, "What is done.", "What was done.")
    reworded = read_assessment(root)[0]
    assert reworded.rubric.digest != before.rubric.digest
    assert reworded.digest != before.digest
    assert [case.digest for case in reworded.cases] == [case.digest for case in before.cases]


PLANTED = [
    (A, "grade = 12\n", "", f"{A}:1: Object missing required field `grade`"),
    (A, "grade = 12", "grate = 12", f"{A}:6: grate: Object contains unknown field `grate`"),
    (A, "word_limit = 200", "word_limit = 200\nword_limits = 200", f"{A}:8: word_limits: Object contains unknown field `word_limits`"),
    (A, "at_least = 3", "at_least = 5", f"{A}:1: nobody could pass"),
    (A, "from = 2, to = 3", "from = 1, to = 2", f"{A}:1: the boundary does not hold the total that passes"),
    (A, 'version = "1"', 'version = "first"', f"{A}:2: version: Expected `str` matching regex"),
    (A, '"npq-executive-leadership"', '"npq-headship"', f"{A}:3: its folder is called “npq-executive-leadership”"),
    (A, '"ours-1"', '"ours-2"', f"{A}:5: the course’s framework.toml is “ours-1”"),
    (A, "criteria = 2", "criteria = 3", f"{R}:4: it has 2 criteria, and assessment.toml says 3"),
    (A, "word_limit = 200", "word_limit = 250", f"{CASE}:12: the questions’ words add up to 200, not to the 250 of the whole"),
    (A, "word_limit = 200", "word_limit = 250", f"{A}:7: the course page promises 200 words"),
    (A, "title =", "title ==", f"{A}:1: it is no TOML"),
    (R, 'id = "doing"', 'id = "seeing"', f"{R}:5: “seeing” is there twice"),
    (R, "{ level = 1, name", "{ level = 2, name", f"{R}:5: “seeing” needs the levels 0, 1, 2, in that order"),
    (R, '    { level = 0, name = "No", descriptor = "It is not." },\n', "", f"{R}:5: “seeing” needs the levels 0, 1, 2"),
    (CASE, "not_before = 2026-11-16\n", "", f"{CASE}:1: a live case needs not_before"),
    (CASE, 'kind = "live"', 'kind = "secret"', f"{CASE}:4: kind: Invalid enum value 'secret'"),
    (CASE, 'variant = "a"', 'variant = "a"\nvariety = "b"', f"{CASE}:4: variety: Object contains unknown field `variety`"),
    (CASE, 'id = "quellmouth"', 'id = "quelmouth"', f"{CASE}:1: its folder is called “quellmouth”"),
    (CASE, 'id = "doing"', 'id = "reading"', f"{CASE}:13: there are two questions “reading”"),
    (CASE, "words = 80", "words = 90", f"{CASE}:12: the questions’ words add up to 210"),
    (CASE, "Ottoway Brine", "Ottaway Brine", f"{CASE}:10: “Ottaway Brine” is a name that the case does not use"),
    (OTHER, 'family = "brackenholt"', 'family = "quellmouth"', f"{OTHER}:3: there are two variants “a” of “quellmouth”"),
    (OTHER, "about =", "abut =", f"{OTHER}:8: abut: Object contains unknown field `abut`"),
    (TEXT, "| number }}", "| numbr }}", f"{TEXT}:3: a figure cannot be read: No filter named 'numbr'"),
    (TEXT, "book.schools", "book.school", f"{TEXT}:3: a figure cannot be worked out: the data book has no table “school”"),
    (TEXT, "Ottoway Brine leads it.", "It has £300.", f"{TEXT}:3: “£3” is typed by hand"),
    (TEXT, "Ottoway Brine leads it.", "Ottoway Brine leads it [@robinson-2011].", f"{TEXT}:3: nothing is cited in a case"),
    (TEXT, "## The trust", "# The trust", f"{TEXT}:1: headings are ## and ###"),
    (TEXT, "Ottoway Brine leads it.", "Ottoway Brine leads it. " + HARD * 12, f"{TEXT}:1: it reads at grade "),
    (LETTER, "Nobody opens the second gate.\n", HARD * 12, f"{LETTER}:7: it reads at grade "),
    (LETTER, "Nobody opens the second gate.\n", "", f"{LETTER}:7: there is nothing in it"),
    (LETTER, "second gate", "gate of Brackenholt", f"{OTHER}:6: “Brackenholt” is a name in cases/quellmouth too"),
    (MARKERS, "book.schools.tarn", "book.schools.tern", f"{MARKERS}:3: a figure cannot be worked out: “schools” has no row “tern”"),
    (CHART, "kind: chart", "kind: picture", f"{CHART}:4: kind: Invalid enum value 'picture'"),
    (CHART, "chart: bars", "chart: pies", f"{CHART}:5: chart: Invalid enum value 'pies'"),
    (CHART, "chart: bars\n", "", f"{CHART}:1: chart says how a chart is drawn"),
    (CHART, 'text: "{{ book.schools.tarn.pupils }} pupils come to Tarn, {{ book.schools.moss.pupils }} to Moss."\n', "", f"{CHART}:1: a chart needs text"),
    (CHART, "book.schools.moss.pupils", "book.schools.mass.pupils", f"{CHART}:7: a figure cannot be worked out: “schools” has no row “mass”"),
    (CHART, '{{ table("schools", columns=["name", "pupils"]) }}', "See above.", f"{CHART}:5: a chart needs a table"),
    (CHART, '{{ table("schools", columns=["name", "pupils"]) }}', "| a | b |\n|---|---|\n| c | many |", f"{CHART}:5: “many” is no number that could be drawn"),
    (LETTER, "id: letter", "id: gates", f"{LETTER}:2: “gates” is the id of 01-gates.md too"),
    (LETTER, "kind: letter", "kind: letter\ntext: Words.", f"{LETTER}:1: text stands on a chart"),
    (BOOK, "pupils = 1100", "pupils = 1000", f"{LIVE}/data-book/checks.toml:2: It does not hold: There are 1,400 pupils"),
    (BOOK, "pupils = 300", 'pupils = "many"', f"{BOOK}:7: “pupils” of “tarn” is no number"),
    (BOOK, "Tarnwick School", "Brackenholt School", f"{CASE}:1: “Brackenholt” is a name in cases/brackenholt too"),
    (STRONG, "seeing: 2, doing: 1", "seeing: 2, doing: 2", f"{STRONG}:4: the levels add up to 4"),
    (STRONG, "seeing: 2, doing: 1", "seeing: 3, doing: 0", f"{STRONG}:3: there is no level 3"),
    (STRONG, "seeing: 2, doing: 1", "seeing: 2, making: 1", f"{STRONG}:3: rubric.toml has no criterion “making”"),
    (STRONG, "seeing: 2, doing: 1", "seeing: 3", f"{STRONG}:3: it has no level for “doing”"),
    (STRONG, "verdict: pass", "verdict: not a pass", f"{STRONG}:5: by its levels it is a pass"),
    (WEAK, "verdict: not a pass", "verdict: pass", f"{WEAK}:5: by its levels it is not a pass"),
    (STRONG, "after: 2", "after: 3", f"{STRONG}:8: there is no paragraph 3: the answer has 2"),
    (STRONG, "criterion: doing", "criterion: making", f"{STRONG}:8: rubric.toml has no criterion “making”"),
    (STRONG, "Open it.", "Open it. " * 100, f"{STRONG}:10: it has 213 words, more than the 200 allowed"),
    (WEAK, "---\ntitle", "title", f"{OTHER}:4: a rehearsal case needs an answer in answers that is not a pass"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), PLANTED, ids=[str(n) for n in range(len(PLANTED))])
def test_a_planted_fault_is_named(root, file, old, new, says):
    rewrite(root, file, old, new)
    found = faults(root)
    assert any(fault.startswith(says) for fault in found), found


def test_a_live_case_needs_its_notes_for_markers(root):
    (root / MARKERS).unlink()
    assert faults(root) == [f"{CASE}:1: a live case needs for-markers.md"]


def test_a_case_needs_documents(root):
    (root / CHART).unlink()
    (root / LETTER).unlink()
    assert faults(root) == [f"{CASE}:1: there is no document in documents"]


def test_a_name_of_the_course_is_taken(root):
    page = root.parents[1] / "courses" / NPQEL / "topics/page.md"
    page.write_text("Mossgarth is a school.\n")
    assert faults(root) == [f"{CASE}:1: “Mossgarth” is a name in the course too"]


def test_what_is_no_part_of_a_case_is_named(root):
    (root / LIVE / "notes.txt").write_text("Later.")
    assert faults(root) == [f"{LIVE}/notes.txt:1: it is no part of a case"]


def test_variants_of_a_family_share_their_names(root):
    twin = root / "cases/quellmouth-b"
    for path in sorted((root / LIVE).rglob("*.*")):
        copy = twin / path.relative_to(root / LIVE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    rewrite(root, "cases/quellmouth-b/case.toml", 'id = "quellmouth"', 'id = "quellmouth-b"')
    rewrite(root, "cases/quellmouth-b/case.toml", 'variant = "a"', 'variant = "b"')
    assert faults(root) == []


def test_an_empty_folder_is_no_assessment(tmp_path):
    assert [str(fault) for fault in read_assessment(tmp_path)[1]] == [
        f"{A}:1: there is no such file",
        f"{R}:1: there is no such file",
    ]


@pytest.mark.parametrize(
    "folder", sorted(settings.ASSESSMENTS.glob("*/assessment.toml")), ids=lambda f: f.parent.name
)
def test_the_assessments_we_publish_have_no_fault(folder):
    pack, found = read_assessment(folder.parent)
    assert [str(fault) for fault in found] == []
    assert sorted(case.kind for case in pack.cases) == ["live", "live", "rehearsal"]
    for case in pack.cases:
        assert "{{" not in str(case.paper) + case.for_markers.notes
        assert "style=" not in case.paper.html
