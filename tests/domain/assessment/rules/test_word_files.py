"""What a word processor's file says, and what is never read from one."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from npq.domain.assessment.kinds import WordFault
from npq.domain.assessment.rules import word_files
from npq.domain.assessment.rules.word_files import Unreadable, read_word_file

QUESTIONS = {
    "situation": "What is happening to behaviour in the schools of Stennet Bay?",
    "plan": "What do you decide about the Bay Standard, and why?",
    "account": "How will you, the trustees and the families know whether it is working?",
}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def written(*lines, **document_facts) -> bytes:
    """A file of paragraphs; one that begins with # is a heading."""
    document = Document()
    for line in lines:
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=1)
        else:
            document.add_paragraph(line)
    for name, value in document_facts.items():
        setattr(document.core_properties, name, value)
    return saved(document)


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The file with parts replaced or added; __ stands for a slash and a part's name has no ending."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in changes:
                after.writestr(name, before.read(name))
        for name, part in changes.items():
            after.writestr(name, part)
    return packed.getvalue()


def body(xml: str) -> bytes:
    """A file whose main text is this XML."""
    document = Document()
    element = document.element.body
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        element.append(child)
    return saved(document)


@pytest.mark.parametrize(
    "headings",
    [
        ("# Question 1", "# Question 2", "# Question 3"),
        ("Question 1", "Question 2:", "QUESTION 3."),
        ("# 1", "# 2.", "# 3)"),
        ("# 1. Situation", "# 2. Plan", "# 3. Account"),
        ("# Q1", "Q2", "# q3"),
        tuple(QUESTIONS.values()),
        tuple(f"{n}. {ask}" for n, ask in enumerate(QUESTIONS.values(), start=1)),
        ("# What is happening to behaviour", "# What do you decide", "# How will you, the trustees"),
        ("# Question 1 The situation as I see it", "# Question 2 – what we do", "# Question 3 – afterwards"),
    ],
)
def test_text_goes_under_the_question_whose_heading_it_follows(headings):
    lines = (headings[0], "One.", "More.", headings[1], "Two.", headings[2], "Three.")
    found = read_word_file(written(*lines), QUESTIONS)
    assert found.sections == {"situation": "One.\n\nMore.", "plan": "Two.", "account": "Three."}
    assert found.before == ""


def test_other_headings_stay_where_they_are():
    found = read_word_file(
        written("My response", "# Question 1", "# What matters most", "It is lessons.", "1 in 4 of them."),
        QUESTIONS,
    )
    assert found.before == "My response"
    assert found.sections["situation"] == "What matters most\n\nIt is lessons.\n\n1 in 4 of them."


def test_without_such_headings_all_of_it_is_told_apart_from_none():
    found = read_word_file(written("One.", "Two."), QUESTIONS)
    assert found.before == "One.\n\nTwo."
    assert set(found.sections.values()) == {""}


def test_tables_become_text_and_lists_keep_their_marks():
    document = Document()
    document.add_paragraph("Question 1")
    table = document.add_table(rows=2, cols=2)
    for row, said in zip(table.rows, (("School", "Hours"), ("Pellantry", "42")), strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("Line one\nline two\tand a tab")
    found = read_word_file(saved(document), QUESTIONS)
    assert found.sections["situation"].startswith("School\tHours\nPellantry\t42\n\n")
    assert found.sections["situation"].endswith("First\n\nLine one\nline two\tand a tab")


def test_what_was_inserted_with_changes_tracked_counts_and_what_was_deleted_does_not():
    content = body(
        "<w:p><w:r><w:t>We </w:t></w:r><w:ins w:id='1' w:author='Amina Clarke'><w:r><w:t>act</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='Amina Clarke'><w:r><w:delText>wait</w:delText></w:r></w:del>"
        "<w:r><w:t xml:space='preserve'> now.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read_word_file(content, QUESTIONS).before == "We act now.\n\nIn a box."


def test_fields_are_read_as_they_stand_and_their_instructions_are_not():
    content = body(
        '<w:p><w:r><w:instrText>INCLUDETEXT "c:\\\\secret" </w:instrText></w:r><w:hyperlink><w:r><w:t>a link</w:t></w:r>'
        "</w:hyperlink><w:r><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"
    )
    assert read_word_file(content, QUESTIONS).before == "a link-x"


def test_notes_stand_at_the_end_of_the_answer_that_calls_them():
    document = Document()
    for text in ("Question 1", "Claim", "Question 2", "Other"):
        document.add_paragraph(text)
    for index, (kind, id) in {1: ("footnote", 2), 3: ("endnote", 1)}.items():
        call = f"<w:r {W}><w:{kind}Reference w:id='{id}'/></w:r>"
        document.paragraphs[index]._p.append(parse_xml(call))
    for kind, id, text in (("footnote", 2, "The census."), ("endnote", 1, "The minutes.")):
        blob = (
            f"<w:{kind}s {W}><w:{kind} w:id='0' w:type='separator'><w:p/></w:{kind}>"
            f"<w:{kind} w:id='{id}'><w:p><w:r><w:{kind}Ref/><w:t>{text}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
        )
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        part = Part(PackURI(f"/word/{kind}s.xml"), content_type, blob.encode(), document.part.package)
        document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
    found = read_word_file(saved(document), QUESTIONS)
    assert found.sections["situation"] == "Claim[1]\n\n[1] The census."
    assert found.sections["plan"] == "Other[2]\n\n[2] The minutes."


def test_who_wrote_it_is_not_read():
    content = written(
        "Question 1", "Text.", author="Amina Clarke", last_modified_by="Amina Clarke", title="Amina"
    )
    found = read_word_file(content, QUESTIONS)
    assert "Amina" not in repr(found)


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    content = body(
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read_word_file(content, QUESTIONS).before == "Boxed."


class TestRefused:
    def refused(self, content) -> WordFault:
        with pytest.raises(Unreadable) as refused:
            read_word_file(content, QUESTIONS)
        return refused.value.fault

    @pytest.mark.parametrize(
        "content", [b"", b"PK", b"Plain text.", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 200]
    )
    def test_what_is_no_word_file(self, content):
        assert self.refused(content) is WordFault.NOT_WORD

    def test_another_kind_of_package(self):
        assert (
            self.refused(repacked(written("x"), **{"word/document.xml": b"<not-xml"})) is WordFault.NOT_WORD
        )
        packed = BytesIO()
        with ZipFile(packed, "w") as made:
            made.writestr("a.txt", "x")
        assert self.refused(packed.getvalue()) is WordFault.NOT_WORD

    def test_an_old_or_locked_file(self):
        assert self.refused(b"\xd0\xcf\x11\xe0" + b"\0" * 1000) is WordFault.OLD_OR_LOCKED

    def test_macros(self):
        assert self.refused(repacked(written("x"), **{"word/vbaProject.bin": b"x"})) is WordFault.MACROS

    def test_a_large_file_is_not_opened(self):
        assert self.refused(b"PK\x03\x04" + b"\0" * word_files.MOST_BYTES) is WordFault.TOO_LARGE

    def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(self):
        bomb = repacked(written("x"), **{"word/media/image1.png": b"\0" * (word_files.MOST_UNPACKED + 1)})
        assert len(bomb) < 100_000
        assert self.refused(bomb) is WordFault.TOO_LARGE

    def test_a_file_that_lies_about_its_size_is_no_way_round(self):
        bomb = bytearray(repacked(written("x"), **{"word/document.xml": b" " * 30_000_000}))
        size = (30_000_000).to_bytes(4, "little")
        assert size in bomb
        assert self.refused(bytes(bomb).replace(size, (900).to_bytes(4, "little"))) is WordFault.NOT_WORD

    def test_a_file_of_very_many_parts(self):
        many = {f"word/media/{n}.png": b"" for n in range(word_files.MOST_PARTS)}
        assert self.refused(repacked(written("x"), **many)) is WordFault.TOO_LARGE

    def test_entities_that_grow_are_not_followed(self):
        doubled = "".join(f"<!ENTITY e{n} '&e{n - 1};&e{n - 1};'>" for n in range(1, 40))
        xml = (
            f"<?xml version='1.0'?><!DOCTYPE w:document [<!ENTITY e0 'ha'>{doubled}]>"
            f"<w:document {W}><w:body><w:p><w:r><w:t>&e39;</w:t></w:r></w:p></w:body></w:document>"
        )
        assert self.refused(repacked(written("x"), **{"word/document.xml": xml.encode()})) in WordFault

    def test_files_of_this_machine_are_not_read(self, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("a secret")
        xml = (
            f"<?xml version='1.0'?><!DOCTYPE w:document [<!ENTITY x SYSTEM 'file://{secret}'>]>"
            f"<w:document {W}><w:body><w:p><w:r><w:t>told: &x;</w:t></w:r></w:p></w:body></w:document>"
        )
        found = read_word_file(repacked(written("x"), **{"word/document.xml": xml.encode()}), QUESTIONS)
        assert "a secret" not in found.before

    def test_nothing_in_it(self):
        assert self.refused(written()) is WordFault.EMPTY
        assert self.refused(written(" ", "")) is WordFault.EMPTY

    def test_more_than_anybody_writes(self):
        assert self.refused(written("word " * 50_000)) is WordFault.TOO_LONG

    def test_very_deep_nesting(self):
        deep = "<w:ins>" * 100 + "<w:r><w:t>deep</w:t></w:r>" + "</w:ins>" * 100
        assert read_word_file(body(f"<w:p>{deep}</w:p>"), QUESTIONS).before == "deep"
        tables = "<w:sdt><w:sdtContent>" * 2000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 2000
        xml = f"<w:document {W}><w:body>{tables}</w:body></w:document>".encode()
        assert self.refused(repacked(written("x"), **{"word/document.xml": xml})) in WordFault
