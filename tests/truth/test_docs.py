"""Documents that fail when they lie."""

import re
from pathlib import Path

import pytest

from docs.generate import DOCUMENTS, stale

ROOT = Path(__file__).parents[2]
CODE = "\n".join(path.read_text() for path in (ROOT / "npq").rglob("*.py"))


def test_generated_documents_say_what_the_code_does():
    assert stale() == []


def test_every_generated_document_is_in_its_folder():
    assert {path.name for path in (ROOT / "docs").glob("*.md")} >= set(DOCUMENTS)


def terms() -> list[str]:
    return re.findall(
        r"^\| \*\*(.+?)\*\* \|", (ROOT / "docs" / "glossary.md").read_text(), flags=re.MULTILINE
    )


@pytest.mark.parametrize("term", terms())
def test_every_term_of_the_glossary_is_a_name_in_the_code(term: str):
    as_class = "".join(word.capitalize() for word in term.split())
    as_name = term.lower().replace(" ", "_")
    pattern = rf"\bclass \w*{as_class}\w*|\b\w*{as_name}\w*"
    assert re.search(pattern, CODE), f"“{term}” is in the glossary and nowhere in the code"


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=lambda p: p.name
)
def test_paths_named_in_documents_exist(page: Path):
    for named in re.findall(
        r"`((?:npq|tests|docs|courses|frontend|bench|requirements)/[\w./-]+)`", page.read_text()
    ):
        assert (ROOT / named).exists(), f"{page.name} names {named}"


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=lambda p: p.name
)
def test_links_in_documents_lead_somewhere(page: Path):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
