"""A folder read as a course pack, file by file. Every fault is noted, and reading goes on."""

from collections.abc import Iterator
from pathlib import Path

from npq.domain.catalogue.page import FILE_NAME, FileError, QualificationFile, read_qualification
from npq.domain.learning.kinds import Opening
from npq.domain.learning.packs.book import DataBook
from npq.domain.learning.packs.book_files import BOOK, read_book
from npq.domain.learning.packs.faults import Faults
from npq.domain.learning.packs.front import Document, read_document, read_entries, read_toml
from npq.domain.learning.packs.pack import Pack, Page, Topic, Unit
from npq.domain.learning.packs.pages import PageWriter
from npq.domain.learning.packs.shapes import (
    CourseFile,
    FrameworkFile,
    PageFront,
    Source,
    TopicFront,
    UnitFront,
)
from npq.domain.learning.packs.text import CannotWrite, filled_in, with_tables, write

TOPICS = "topics"


class PackReader:
    """Reads one folder. `grades` keeps the grade of each page, by its file, for whoever checks."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.faults = folder, Faults(folder)
        self.book = DataBook()
        self.sources: dict[str, Source] = {}
        self.course: CourseFile | None = None
        self.framework: FrameworkFile | None = None
        self.documents: dict[str, Document[PageFront]] = {}
        self.grades: dict[str, float] = {}
        self.unit_files: dict[str, Path] = {}
        self.topics: list[str] = []

    def read(self) -> Pack | None:
        """The pack as far as it can be read, faults or not; None where a file at its root cannot be read."""
        qualification = self._qualification()
        self.course = read_toml(self.folder / "course.toml", CourseFile, self.faults)
        self.framework = read_toml(self.folder / "framework.toml", FrameworkFile, self.faults)
        self.sources = read_entries(self.folder / "sources.toml", Source, self.faults)
        self.book = read_book(self.folder / BOOK, self.faults)
        if qualification is None or self.course is None or self.framework is None:
            return None
        self.topics = [words.identifier for words in qualification.topics]
        topics = [topic for of in qualification.topics if (topic := self._topic(of.identifier, of.name))]
        self._unlisted(self.folder / TOPICS, self.topics)
        return Pack(
            qualification=qualification.identifier,
            title=self.course.title,
            version=self.course.version,
            framework=self.framework.version,
            framework_note=self.framework.note,
            statements=self.framework.statement,
            sources=self.sources,
            topics=topics,
        )

    def _qualification(self) -> QualificationFile | None:
        try:
            return read_qualification(self.folder)
        except FileError as error:
            self.faults.add(self.folder / FILE_NAME, 1, str(error))
            return None

    def _topic(self, identifier: str, name: str) -> Topic | None:
        folder = self.folder / TOPICS / identifier
        document = read_document(folder / "topic.md", TopicFront, self.faults)
        if document is None:
            return None
        units = [unit for id in document.front.units if (unit := self._unit(folder / id, id))]
        self._unlisted(folder, document.front.units)
        return Topic(
            id=identifier,
            name=name,
            opens=document.front.opens,
            about=self._about(document),
            units=units if document.front.opens is Opening.NOW else [],
            outline=document.front.outline,
        )

    def _about(self, document: Document[TopicFront]) -> str:
        try:
            text = filled_in(document.text, {"book": self.book, "table": with_tables(self.book)})
            return write(text, {}).html
        except CannotWrite as error:
            self.faults.add(document.path, document.text_line + error.line - 1, error.says)
            return ""

    def _unit(self, folder: Path, id: str) -> Unit | None:
        document = read_document(folder / "unit.md", UnitFront, self.faults)
        if document is None:
            return None
        self.unit_files[id] = document.path
        files = sorted(path for path in folder.glob("*.md") if path.name != "unit.md")
        read = [page for path in files if (page := read_document(path, PageFront, self.faults))]
        sources_page = next((page.front.id for page in reversed(read)), id)
        pages = list(self._pages(read, sources_page))
        return Unit(id=id, title=document.front.title, problem=document.front.problem, pages=pages)

    def _pages(self, documents: list[Document[PageFront]], sources_page: str) -> Iterator[Page]:
        for document in documents:
            writer = PageWriter(document, self.book, self.sources, sources_page, self.faults)
            page = writer.page()
            if page.id in self.documents:
                other = self.documents[page.id].path.relative_to(self.folder)
                self.faults.add(
                    document.path, document.lines.of("id"), f"“{page.id}” is the id of {other} too"
                )
                continue
            self.documents[page.id] = document
            self.grades[page.id] = writer.grade
            yield page

    def _unlisted(self, folder: Path, listed: list[str]) -> None:
        """A folder that nobody will see is a mistake, not a draft."""
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.is_dir() and path.name not in listed:
                self.faults.add(path, 1, "this folder is not listed where its place is said")
