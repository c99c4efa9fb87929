"""A folder read as an assessment pack, file by file. Every fault is noted, and reading goes on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from npq.domain.assessment.packs.answers import paragraphs_of
from npq.domain.assessment.packs.charts import CannotDraw, chart_of
from npq.domain.assessment.packs.pack import (
    Annotation,
    Answer,
    Assessment,
    Case,
    CasePaper,
    Chart,
    Document,
    ForMarkers,
    Question,
    Rubric,
)
from npq.domain.assessment.packs.shapes import (
    AnswerFront,
    AssessmentFile,
    CaseFile,
    DocumentFront,
    RubricFile,
)
from npq.domain.assessment.rules.words import counted
from npq.domain.learning.packs.book import DataBook
from npq.domain.learning.packs.book_files import BOOK, read_book
from npq.domain.learning.packs.faults import Faults, line_of
from npq.domain.learning.packs.front import Document as File
from npq.domain.learning.packs.front import read_document, read_text, read_toml
from npq.domain.learning.packs.pages import FILLED_IN, TYPED
from npq.domain.learning.packs.text import (
    CITATION,
    CannotWrite,
    Written,
    filled_in,
    with_tables,
    write,
)

ASSESSMENT, RUBRIC, CASES = "assessment.toml", "rubric.toml", "cases"
CASE, TEXT, DOCUMENTS, MARKERS, ANSWERS = "case.toml", "case.md", "documents", "for-markers.md", "answers"
OF_A_CASE = frozenset({CASE, TEXT, DOCUMENTS, MARKERS, ANSWERS, BOOK})


@dataclass
class CaseFiles:
    """A case beside the files it was read from, for whoever checks it."""

    folder: Path
    file: CaseFile
    book: DataBook
    case: Case
    prose: dict[Path, str] = field(default_factory=dict)
    documents: dict[str, File[DocumentFront]] = field(default_factory=dict)
    answers: dict[str, File[AnswerFront]] = field(default_factory=dict)


class AssessmentReader:
    """Reads one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.faults = folder, Faults(folder)
        self.assessment: AssessmentFile | None = None
        self.rubric: RubricFile | None = None
        self.cases: list[CaseFiles] = []

    def read(self) -> Assessment | None:
        """The pack as far as it can be read, faults or not; None where a file at its root cannot be read."""
        self.assessment = read_toml(self.folder / ASSESSMENT, AssessmentFile, self.faults)
        self.rubric = read_toml(self.folder / RUBRIC, RubricFile, self.faults)
        folders = sorted(path for path in (self.folder / CASES).glob("*") if path.is_dir())
        self.cases = [read for folder in folders if (read := _CaseReader(folder, self.faults).read())]
        if self.assessment is None or self.rubric is None:
            return None
        return Assessment(
            qualification=self.assessment.qualification,
            title=self.assessment.title,
            version=self.assessment.version,
            note=self.assessment.note,
            framework=self.assessment.framework,
            policy=self.assessment.policy,
            rubric=Rubric(self.rubric.version, self.rubric.note, self.rubric.criterion),
            cases=[read.case for read in self.cases],
        )


class _CaseReader:
    """Reads one case."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self.folder, self.faults = folder, faults
        self.names: dict[str, Any] = {}
        self.prose: dict[Path, str] = {}

    def read(self) -> CaseFiles | None:
        """The case as far as it can be read; None where case.toml cannot be."""
        for path in sorted(self.folder.iterdir()):
            if path.name not in OF_A_CASE:
                self.faults.add(path, 1, "it is no part of a case")
        file = read_toml(self.folder / CASE, CaseFile, self.faults)
        book = read_book(self.folder / BOOK, self.faults)
        self.names = {"book": book, "table": with_tables(book)}
        html = self._plain_file(self.folder / TEXT)
        documents = list(self._documents())
        notes = self._notes()
        answers = list(self._answers())
        if file is None:
            return None
        paper = CasePaper(
            title=file.title,
            trust=file.trust,
            set=file.set,
            about=file.about,
            html=html,
            documents=[document for document, _ in documents],
            questions=[Question(one.id, one.ask, one.words) for one in file.question],
        )
        case = Case(
            id=file.id,
            family=file.family,
            variant=file.variant,
            kind=file.kind,
            paper=paper,
            for_markers=ForMarkers(notes, [answer for answer, _ in answers]),
            not_before=file.not_before,
        )
        return CaseFiles(
            self.folder,
            file,
            book,
            case,
            self.prose,
            {read.front.id: read for _, read in documents},
            {answer.id: read for answer, read in answers},
        )

    def _plain_file(self, path: Path, *, graded: bool = True) -> str:
        """A file that is nothing but text."""
        text = read_text(path, self.faults)
        return "" if text is None else self._html(text, path, 1, graded=graded)

    def _notes(self) -> str:
        path = self.folder / MARKERS
        return self._plain_file(path, graded=False) if path.exists() else ""

    def _documents(self) -> Iterator[tuple[Document, File[DocumentFront]]]:
        seen: dict[str, str] = {}
        for path in sorted((self.folder / DOCUMENTS).glob("*.md")):
            read = read_document(path, DocumentFront, self.faults)
            if read is None:
                continue
            front = read.front
            if front.id in seen:
                says = f"“{front.id}” is the id of {seen[front.id]} too"
                self.faults.add(path, read.lines.of("id"), says)
                continue
            seen[front.id] = path.name
            html = self._html(read.text, path, read.text_line)
            yield (
                Document(front.id, front.title, front.kind, front.about, html, self._chart(read)),
                read,
            )

    def _chart(self, read: File[DocumentFront]) -> Chart | None:
        if read.front.chart is None:
            return None
        line = read.lines.of("text")
        text = self._filled(read.front.text, read.path, lambda within: line)
        drawn = self._filled(read.text, read.path, None)
        try:
            labels, series = chart_of(drawn)
        except CannotDraw as error:
            self.faults.add(read.path, read.lines.of("chart"), str(error))
            labels, series = [], []
        return Chart(read.front.chart, labels, series, " ".join(text.split()))

    def _answers(self) -> Iterator[tuple[Answer, File[AnswerFront]]]:
        for path in sorted((self.folder / ANSWERS).glob("*.md")):
            read = read_document(path, AnswerFront, self.faults)
            if read is None:
                continue
            front, text = read.front, read.text.strip()
            if not paragraphs_of(text):
                self.faults.add(path, read.text_line, "there is no answer in it")
            yield (
                Answer(
                    id=path.stem,
                    title=front.title,
                    text=text,
                    words=counted(text, 0).counted,
                    levels=front.levels,
                    total=front.total,
                    verdict=front.verdict,
                    annotations=[
                        Annotation(one.after, one.criterion, one.note.strip()) for one in front.annotations
                    ],
                ),
                read,
            )

    def _html(self, text: str, path: Path, first: int, *, graded: bool = True) -> str:
        """Markdown as HTML, with its figures. What candidates read is kept to be graded, and typed sums are faults."""
        if graded:
            self._look_over(text, path, first)
        cites = [number for number, line in enumerate(text.split("\n")) if CITATION.search(line)]
        for number in cites:
            self.faults.add(path, first + number, "nothing is cited in a case: name the paper in words")
        plain = CITATION.sub("", text)
        try:
            filled = self._filled(plain, path, lambda within: first + within - 1)
            written = write(filled, {})
        except CannotWrite as error:
            self.faults.add(path, first + error.line - 1, error.says)
            written = Written("", "")
        if graded:
            self.prose[path] = written.prose
        return written.html

    def _filled(self, text: str, path: Path, where: Callable[[int], int] | None) -> str:
        """The text with its figures; a fault is noted where there is a place for it."""
        try:
            return filled_in(text, self.names)
        except CannotWrite as error:
            if where is not None:
                self.faults.add(path, where(error.line), error.says)
            return ""

    def _look_over(self, text: str, path: Path, first: int) -> None:
        if not text.strip():
            self.faults.add(path, first, "there is nothing in it")
        for number, line in enumerate(text.split("\n")):
            for typed in TYPED.finditer(FILLED_IN.sub("", line)):
                says = f"“{typed[0]}” is typed by hand: draw it from the data book"
                self.faults.add(path, first + number, says)


def line_in(path: Path, needle: str) -> int:
    """The first line of a file that holds a text; 1 where none does."""
    return line_of(path.read_text("utf-8"), needle) if path.is_file() else 1
