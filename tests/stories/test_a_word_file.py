"""A response from a word processor: read, shown answer by answer, put right, and confirmed; a wrong file is told why."""

from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from playwright.sync_api import expect

from npq.domain.assessment.models import Revision, Script, WordFile
from tests.runner.service import Service
from tests.runner.walker import Walker
from tests.stories import sitting, steps

ESME = "Esme Underway"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHANGED = f"""<w:p {W}><w:r><w:t xml:space="preserve">We </w:t></w:r>
<w:ins w:id="1" w:author="{ESME}" w:date="2026-11-02T09:30:00Z"><w:r><w:t>keep</w:t></w:r></w:ins>
<w:del w:id="2" w:author="{ESME}" w:date="2026-11-02T09:30:00Z"><w:r><w:delText>drop</w:delText></w:r></w:del>
<w:r><w:t xml:space="preserve"> the standard.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>The census of 2026.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def her_file() -> bytes:
    """Headings, a table, a footnote and tracked changes, as a word processor saves them, with her name all over it."""
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = ESME
    document.add_paragraph("My response, third draft")
    document.add_heading("Question 1", level=1)
    document.add_paragraph("Suspensions fell in one school only.")
    table = document.add_table(rows=2, cols=2)
    for row, said in zip(table.rows, (("School", "Hours"), ("Pellantry", "42")), strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.add_heading("Question 2", level=1)
    document.element.body.insert(-1, parse_xml(CHANGED))
    notes = Part(
        PackURI("/word/footnotes.xml"), f"{TYPE}.footnotes+xml", NOTES.encode(), document.part.package
    )
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def uploads(somebody: Walker, name: str, content: bytes) -> Walker:
    somebody.page.get_by_label("A .docx file").set_input_files(
        {"name": name, "mimeType": f"{TYPE}.document", "buffer": content}
    )
    return somebody.press("Upload")


def test_a_word_file_is_read_shown_and_confirmed(someone, service: Service) -> None:
    esme, content = someone(), her_file()
    steps.is_persona(esme, ESME)
    id = sitting.opens_the_case(esme)
    sitting.saves(esme, 2, "What I wrote here before.")
    esme.follow("upload a Word file")
    uploads(esme, "response.docx", b"Dear diary").sees(
        "This is not a Word file that can be read. Save it as .docx"
    )
    uploads(esme, "old.docx", b"\xd0\xcf\x11\xe0" + bytes(600)).sees("in an old format or has a password")
    assert not WordFile.objects.exists()

    uploads(esme, "response.docx", content).sees("What we read in your file", "Nothing has changed yet")
    expect(esme.page.get_by_role("region", name="Before the first question’s heading")).to_contain_text(
        "My response, third draft"
    )
    expect(sitting.box(esme, 1)).to_have_value(
        "Suspensions fell in one school only.\n\nSchool\tHours\nPellantry\t42"
    )
    expect(sitting.box(esme, 2)).to_have_value("We keep the standard.[1]\n\n[1] The census of 2026.")
    expect(sitting.box(esme, 3)).to_have_value("")
    # Looking at it changes nothing.
    assert Script.objects.get(sitting=id).head == 1

    sitting.writes(esme, 3, "We shall know by May.").press("Use this text")
    expect(sitting.box(esme, 2)).to_have_value("We keep the standard.[1]\n\n[1] The census of 2026.")
    expect(sitting.box(esme, 3)).to_have_value("We shall know by May.")
    kept = WordFile.objects.get(script=id)
    assert (bytes(kept.content), kept.revision) == (content, 2)
    assert ESME not in repr([kept.sections, kept.before, Script.objects.get(sitting=id).content])
    # What she had written before is still among her versions.
    assert "What I wrote here before." in repr(Revision.objects.get(script=id, number=1).full)
    sitting.hands_in(esme)
