"""PDFs hold what people wrote to the letter, whatever it looks like, are accessible, and are the same each time."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from npq.gateways import pdf
from npq.gateways.pdf.characters import KNOWN, MISSING, printable
from tests.world import AT

MARKUP = [
    '#panic("no") #let x = 1; #x',
    '#read("/etc/passwd") #import "@preview/x:0.1.0": *',
    "*bold* _italic_ `raw` $x^2$ = heading",
    "= heading\n== another\n- item\n+ item\n/ term: said",
    "// comment /* block */ \\u{41} \\ @ref <label> ~ -- --- ...",
    "<script>alert(1)</script><b>bold</b> &amp; <!-- -->",
    "<p class=MsoNormal style='margin:0'><o:p>Word</o:p></p> {\\rtf1\\b bold}",
    "\"quoted\" 'single' https://else.example/?a=b#c {{ book }} %{x}",
    '"}],"title":"another","entries":[{"text":"',
]


def log(*texts: str, title: str = "Learning log: Executive leadership") -> dict[str, pdf.Told]:
    entries: list[pdf.Told] = [
        {
            "title": f"Entry {number}",
            "said": "Written.",
            "about": ["Know what a promise costs."],
            "text": text,
        }
        for number, text in enumerate(texts)
    ]
    return {"title": title, "about": "As it was.", "entries": entries}


def made(*texts: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.make("learning-log", log(*texts), at=AT)))


def words(reader: PdfReader) -> str:
    """All it says, without where its lines end."""
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_comes_out_to_the_letter(text):
    assert "".join(text.split()) in words(made(text))


def test_it_says_what_the_page_of_an_entry_is_about():
    assert "Knowwhatapromisecosts." in words(made("One."))


def test_it_is_tagged_and_has_a_title_a_language_and_headings():
    reader = made("One.", "Two.")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Learning log: Executive leadership"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    kinds = _kinds(root["/StructTreeRoot"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2
    assert "/BlockQuote" in kinds


def _kinds(node) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for one in node for kind in _kinds(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (_kinds(node["/K"]) if "/K" in node else [])


def test_the_same_facts_at_the_same_moment_are_the_same_bytes():
    one, two = (pdf.make("learning-log", log("One.", "Two."), at=AT) for _ in range(2))
    assert one == two
    assert b"20261102093000" in one
    assert one == pdf.make("learning-log", log("One.", "Two."), at=AT.replace(microsecond=7))


def test_every_character_that_is_said_to_be_known_can_be_shown():
    every = "".join(chr(code) for first, last in KNOWN for code in range(first, last + 1))
    assert printable(every.replace("\u0340", "")) != ""
    made(" ".join(every))
    made(every)


def test_signs_are_named_and_letters_of_other_scripts_told_of():
    said = words(made("A 🌱 and 漢字 and \u202e\ufeff\x07\u200dturned"))
    assert "[seedling]" in said
    assert f"and{MISSING}andturned" in said
    assert "Somelettersofotherscriptscannotbeshown" in said
    assert "Someletters" not in words(made("Plain."))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_written_there_is_a_pdf(text):
    assert pdf.make("learning-log", log(text), at=AT).startswith(b"%PDF")


def test_paragraphs_and_lines_stay():
    text = made("First line\nsecond line\n\nNew paragraph").pages[0].extract_text()
    assert "First line\n" in text
    assert "second line\n" in text


def test_of_what_stops_typst_nothing_is_told_but_the_template(monkeypatch):
    def stops(*args, **kwargs):
        raise pdf.typst.TypstError("a secret word")

    monkeypatch.setattr(pdf.typst, "compile", stops)
    with pytest.raises(pdf.PdfNotMade) as problem:
        pdf.make("learning-log", log("a secret word"), at=AT)
    assert "secret" not in f"{problem.value!r} {problem.value.__cause__!r}"


def test_facts_that_are_missing_are_a_fault_of_ours():
    told = log("One.")
    del told["title"]
    with pytest.raises(pdf.PdfNotMade):
        pdf.make("learning-log", told, at=AT)
    assert json.dumps(told)
