"""The text of a response that was written in a word processor. Nothing in the file is run, fetched or believed.

Read are the main text, tables as text, and notes where they are called. Not read are headers, comments, what was
deleted with changes tracked, pictures, and all that says who wrote the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from npq.domain.assessment.kinds import WordFault
from npq.domain.assessment.rules.revisions import plain

MOST_BYTES = 5_000_000
"""How large a file may be: 2,500 words are some 30,000 bytes, and pictures are not read."""

MOST_UNPACKED = 40_000_000
MOST_PARTS = 1_000
MOST_CHARACTERS = 200_000

_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:rPr"), qn("w:pPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_NOTE_CALLS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_LONGEST_HEADING = 600
_FEWEST_WORDS = 3

Element = Any
"""Of an XML tree. lxml does not say what its own are."""


class Unreadable(ValueError):
    """A file that is not read: `fault` says why."""

    def __init__(self, fault: WordFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Found:
    """What a file says under each question, in their order, and what stands before the first heading that is one's.

    Where no heading is any question's, all of it stands `before`.
    """

    sections: dict[str, str]
    before: str


@dataclass
class _Paragraph:
    text: str
    is_heading: bool
    notes: list[str] = field(default_factory=list)


def read_word_file(content: bytes, questions: Mapping[str, str]) -> Found:
    """The text of a .docx, by the questions' identifiers; `questions` gives what each asks. Raises Unreadable."""
    _require_harmless(content)
    try:
        document = Document(BytesIO(content))
        paragraphs = list(_paragraphs(document))
    except Unreadable:
        raise
    except Exception as error:
        # Whatever a broken file breaks in a reader of files: it is the file that cannot be read.
        raise Unreadable(WordFault.NOT_WORD) from error
    if sum(len(one.text) for one in paragraphs) > MOST_CHARACTERS:
        raise Unreadable(WordFault.TOO_LONG)
    if not any(one.text.strip() for one in paragraphs):
        raise Unreadable(WordFault.EMPTY)
    return _sorted(paragraphs, questions)


def _require_harmless(content: bytes) -> None:
    """Raises Unreadable, before anything is unpacked, for what is no .docx or more than one can be."""
    if len(content) > MOST_BYTES:
        raise Unreadable(WordFault.TOO_LARGE)
    if content.startswith(_OLE):
        # An old .doc, or a .docx behind a password.
        raise Unreadable(WordFault.OLD_OR_LOCKED)
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (BadZipFile, ValueError, OSError):
        raise Unreadable(WordFault.NOT_WORD) from None
    # A part is never read beyond the size it declares here, so that one which lies is broken and not large.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(WordFault.TOO_LARGE)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(WordFault.OLD_OR_LOCKED)
    names = [part.filename.lower() for part in parts]
    if any(name.endswith(_MACROS) for name in names):
        raise Unreadable(WordFault.MACROS)
    if "[content_types].xml" not in names:
        raise Unreadable(WordFault.NOT_WORD)


def _paragraphs(document: Any) -> Iterator[_Paragraph]:
    """Every paragraph and table of the main text in its order, with the notes that it calls."""
    notes = _Notes(document)
    headings = {
        style.style_id
        for style in document.styles
        if (style.name or "").lower().startswith(("heading", "title", "subtitle"))
    }
    yield from _blocks(document.element.body, headings, notes)


def _blocks(parent: Element, headings: set[str], notes: "_Notes") -> Iterator[_Paragraph]:
    for child in parent:
        if child.tag == qn("w:p"):
            text = _text(child, notes).strip("\n")
            style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            is_heading = style is not None and style.get(qn("w:val")) in headings
            if child.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None and text and not is_heading:
                text = f"• {text}"
            yield _Paragraph(text, is_heading, notes.taken())
        elif child.tag == qn("w:tbl"):
            rows = [_row(row, notes) for row in child.iter(qn("w:tr"))]
            yield _Paragraph("\n".join(row for row in rows if row.strip()), False, notes.taken())
        elif child.tag not in _LEFT_OUT and child.tag != qn("w:sectPr"):
            # A content control, or what was inserted with changes tracked.
            yield from _blocks(child, headings, notes)


def _row(row: Element, notes: "_Notes") -> str:
    cells = [
        " ".join(_text(paragraph, notes).strip() for paragraph in cell.iter(qn("w:p")))
        for cell in row.iter(qn("w:tc"))
    ]
    return "\t".join(cells)


def _text(element: Element, notes: "_Notes") -> str:
    """The text of an element and all within it, in order."""
    said: list[str] = []
    # Depth by a list and not by calls: a file may nest as deep as it likes.
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag in _LEFT_OUT or one.tag == _FALLBACK or not isinstance(one.tag, str):
            continue
        if one.tag == qn("w:t"):
            said.append(one.text or "")
        elif one.tag in _BREAKS:
            said.append(_BREAKS[one.tag])
        elif one.tag in _NOTE_CALLS:
            said.append(notes.call(_NOTE_CALLS[one.tag], one.get(qn("w:id"))))
        else:
            if one.tag == qn("w:p") and one is not element:
                said.append("\n")
            waiting.extend(reversed(one))
    return "".join(said)


class _Notes:
    """Foot- and endnotes, numbered in the order in which they are called."""

    def __init__(self, document: Any) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._called = 0
        self._taken: list[str] = []
        for kind, relation in (
            ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
            ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
        ):
            for related in document.part.rels.values():
                if related.reltype == relation and not related.is_external:
                    self._read(kind, related.target_part.blob)

    def _read(self, kind: str, content: bytes) -> None:
        for note in parse_xml(content).iter(qn(f"w:{kind}")):
            paragraphs = [_text(one, self).strip() for one in note.iter(qn("w:p"))]
            self._texts[kind, note.get(qn("w:id"))] = " ".join(one for one in paragraphs if one)

    def call(self, kind: str, id: str) -> str:
        """The mark in the text, as [1]; nothing for a note that is not there."""
        text = self._texts.get((kind, id))
        if not text:
            return ""
        self._called += 1
        self._taken.append(f"[{self._called}] {text}")
        return f"[{self._called}]"

    def taken(self) -> list[str]:
        """The notes called since this was last asked."""
        taken, self._taken = self._taken, []
        return taken


def _sorted(paragraphs: list[_Paragraph], questions: Mapping[str, str]) -> Found:
    """The paragraphs under the question whose heading they follow, and each one's notes at the end of it."""
    texts: dict[str | None, list[str]] = {None: [], **{name: [] for name in questions}}
    notes: dict[str | None, list[str]] = {name: [] for name in texts}
    under: str | None = None
    for one in paragraphs:
        asked = _question(one, questions)
        if asked is not None:
            under = asked
            continue
        texts[under].append(one.text)
        notes[under] += one.notes
    said = {name: _joined(texts[name], notes[name]) for name in texts}
    return Found({name: said[name] for name in questions}, said[None])


def _joined(texts: list[str], notes: list[str]) -> str:
    body = re.sub(r"\n{3,}", "\n\n", "\n\n".join(texts)).strip()
    return plain("\n\n".join(part for part in (body, "\n".join(notes)) if part))


def _question(paragraph: _Paragraph, questions: Mapping[str, str]) -> str | None:
    """The question that a paragraph is the heading of, or None.

    “Question 2” and the whole of what is asked are one in any style; a number alone, the question's own identifier and
    the beginning of what is asked only where the writer made them a heading.
    """
    if len(paragraph.text) > _LONGEST_HEADING:
        return None
    said = _bare(paragraph.text)
    for number, (name, ask) in enumerate(questions.items(), start=1):
        asked = _bare(ask)
        if said in {
            f"question {number}",
            f"q{number}",
            asked,
            f"question {number} {asked}",
            f"{number} {asked}",
        }:
            return name
        if not paragraph.is_heading:
            continue
        rest = re.sub(rf"^(question |q)?{number}\b ?", "", said)
        if said in {str(number), _bare(name)} or rest == _bare(name):
            return name
        if said.startswith(f"question {number} ") or (
            len(rest.split()) >= _FEWEST_WORDS and asked.startswith(rest)
        ):
            return name
    return None


def _bare(text: str) -> str:
    """Letters and digits in lower case, a space between words."""
    return " ".join(re.findall(r"\w+", text.casefold()))
