"""The only road to publication: an assessment pack is read, and what must hold of it as a whole is checked."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import TypeVar

from npq.domain.assessment.kinds import CaseKind, Verdict
from npq.domain.assessment.packs.answers import paragraphs_of
from npq.domain.assessment.packs.names import found_in, names_of, text_of
from npq.domain.assessment.packs.pack import Assessment
from npq.domain.assessment.packs.read import (
    ANSWERS,
    ASSESSMENT,
    CASE,
    CASES,
    DOCUMENTS,
    MARKERS,
    RUBRIC,
    AssessmentReader,
    CaseFiles,
    line_in,
)
from npq.domain.assessment.packs.shapes import AnswerFront, AssessmentFile, RubricFile
from npq.domain.assessment.rules.levels import verdict
from npq.domain.learning.packs import ease
from npq.domain.learning.packs.faults import Fault, line_of
from npq.domain.learning.packs.front import Document as File
from npq.domain.learning.packs.pages import FEWEST_GRADED

T = TypeVar("T")

COURSES = "courses"
FRAMEWORK = "framework.toml"
QUALIFICATION = "qualification.toml"


def read_assessment(folder: Path, course: Path | None = None) -> tuple[Assessment | None, list[Fault]]:
    """The assessment in a folder, and its faults by file and line. There is an assessment only where there is no fault.

    `course` is the folder of the course it belongs to; left out, the one of the same name beside the assessments.
    """
    reader = AssessmentReader(folder)
    pack = reader.read()
    if pack is not None:
        _Whole(pack, reader, course or folder.parent.parent / COURSES / folder.name).check()
    faults = reader.faults.in_order()
    return (None if faults else pack), faults


class _Whole:
    def __init__(self, pack: Assessment, reader: AssessmentReader, course: Path) -> None:
        assert reader.assessment is not None and reader.rubric is not None
        self.pack, self.reader, self.course = pack, reader, course
        self.file: AssessmentFile = reader.assessment
        self.rubric: RubricFile = reader.rubric
        self.criteria = [criterion.id for criterion in reader.rubric.criterion]

    def check(self) -> None:
        self._assessment()
        self._rubric()
        if not self.reader.cases:
            self._at_root(ASSESSMENT, "title", f"there is no case in {CASES}")
        for variants in _twice([(read.file.family, read.file.variant) for read in self.reader.cases]):
            for read in self.reader.cases:
                if (read.file.family, read.file.variant) == variants:
                    self._at_case(
                        read, "variant", f"there are two variants “{variants[1]}” of “{variants[0]}”"
                    )
        for read in self.reader.cases:
            self._case(read)
            self._grades(read)
            for id, answer in read.answers.items():
                self._answer(read, id, answer)
        self._names()

    def _assessment(self) -> None:
        if self.file.qualification != self.reader.folder.name:
            self._at_root(ASSESSMENT, "qualification", f"its folder is called “{self.reader.folder.name}”")
        version = _said_in(self.course / FRAMEWORK, "version")
        if version is not None and version != self.file.framework:
            self._at_root(ASSESSMENT, "framework", f"the course’s framework.toml is “{version}”")
        limit = _said_in(self.course / QUALIFICATION, "word_limit")
        if limit is not None and limit != self.file.word_limit:
            self._at_root(ASSESSMENT, "word_limit", f"the course page promises {limit} words")

    def _rubric(self) -> None:
        if len(self.criteria) != self.file.criteria:
            says = f"it has {len(self.criteria)} criteria, and assessment.toml says {self.file.criteria}"
            self._at_root(RUBRIC, "[[criterion]]", says)
        for id in _twice(self.criteria):
            self._at_root(RUBRIC, f'id = "{id}"', f"“{id}” is there twice")
        wanted = list(range(self.file.levels))
        for criterion in self.rubric.criterion:
            if [words.level for words in criterion.levels] != wanted:
                says = f"“{criterion.id}” needs the levels {', '.join(map(str, wanted))}, in that order"
                self._at_root(RUBRIC, f'id = "{criterion.id}"', says)

    def _case(self, read: CaseFiles) -> None:
        file, folder = read.file, read.folder
        if file.id != folder.name:
            self._at_case(read, "id", f"its folder is called “{folder.name}”")
        words = sum(question.words for question in file.question)
        if words != self.file.word_limit:
            says = f"the questions’ words add up to {words}, not to the {self.file.word_limit} of the whole"
            self._at_case(read, "[[question]]", says)
        for id in _twice([question.id for question in file.question]):
            self._at_case(read, f'id = "{id}"', f"there are two questions “{id}”")
        if not read.documents:
            self.reader.faults.add(folder / CASE, 1, f"there is no document in {DOCUMENTS}")
        if not (folder / MARKERS).is_file() and file.kind is CaseKind.LIVE:
            self.reader.faults.add(folder / CASE, 1, f"a live case needs {MARKERS}")
        verdicts = {answer.front.verdict for answer in read.answers.values()}
        for needed in Verdict if file.kind is CaseKind.REHEARSAL else ():
            if needed not in verdicts:
                says = f"a rehearsal case needs an answer in {ANSWERS} that is {_called(needed)}"
                self._at_case(read, "kind", says)

    def _grades(self, read: CaseFiles) -> None:
        for path, prose in read.prose.items():
            line = _first_line(read, path)
            self._grade(path, line, prose)
        asks = "\n\n".join(question.ask for question in read.file.question)
        path = read.folder / CASE
        self._grade(path, line_in(path, "[[question]]"), asks)

    def _grade(self, path: Path, line: int, prose: str) -> None:
        if len(ease.words_of(prose)) >= FEWEST_GRADED and (grade := ease.grade(prose)) > self.file.grade:
            self.reader.faults.add(path, line, f"it reads at grade {grade:.1f}, above {self.file.grade:g}")

    def _answer(self, read: CaseFiles, id: str, file: File[AnswerFront]) -> None:
        front, faults = file.front, self.reader.faults
        answer = next(one for one in read.case.for_markers.answers if one.id == id)
        if answer.words > self.file.word_limit:
            says = f"it has {answer.words} words, more than the {self.file.word_limit} allowed"
            faults.add(file.path, file.text_line, says)
        for criterion in self.criteria:
            if criterion not in front.levels:
                faults.add(file.path, file.lines.of("levels"), f"it has no level for “{criterion}”")
        for criterion, level in front.levels.items():
            line = file.lines.of("levels", criterion)
            if criterion not in self.criteria:
                faults.add(file.path, line, f"rubric.toml has no criterion “{criterion}”")
            if level >= self.file.levels:
                faults.add(file.path, line, f"there is no level {level}")
        total = sum(front.levels.values())
        if front.total != total:
            faults.add(file.path, file.lines.of("total"), f"the levels add up to {total}")
        found = verdict(list(front.levels.values()), self.file.passes)
        if front.verdict is not found:
            faults.add(file.path, file.lines.of("verdict"), f"by its levels it is {_called(found)}")
        paragraphs = len(paragraphs_of(answer.text))
        for place, note in enumerate(front.annotations):
            line = file.lines.of("annotations", place)
            if note.after > paragraphs:
                says = f"there is no paragraph {note.after}: the answer has {paragraphs}"
                faults.add(file.path, line, says)
            if note.criterion not in self.criteria:
                faults.add(file.path, line, f"rubric.toml has no criterion “{note.criterion}”")

    def _names(self) -> None:
        """A case is told from everything else by its names: that is also how a copied text is known."""
        cases = self.reader.cases
        texts = {f"{CASES}/{read.folder.name}": text_of(read.folder) for read in cases}
        families = {f"{CASES}/{read.folder.name}": read.file.family for read in cases}
        if self.course.is_dir():
            texts["the course"] = text_of(self.course)
        for read in cases:
            own = f"{CASES}/{read.folder.name}"
            names = names_of(read.file.trust, read.file.names, read.book)
            for listed in read.file.names:
                if not any(listed in text for text in _texts(read)):
                    self._at_case(read, f'"{listed}"', f"“{listed}” is a name that the case does not use")
            for where, text in texts.items():
                if families.get(where) != read.file.family and where != own:
                    for name in found_in(names, text):
                        self._at_case(read, name, f"“{name}” is a name in {where} too")

    def _at_root(self, name: str, needle: str, says: str) -> None:
        path = self.reader.folder / name
        self.reader.faults.add(path, line_of(path.read_text("utf-8"), needle), says)

    def _at_case(self, read: CaseFiles, needle: str, says: str) -> None:
        path = read.folder / CASE
        self.reader.faults.add(path, line_in(path, needle), says)


def _said_in(path: Path, field: str) -> object:
    """What a file of the course says; None where it says nothing, which is for the course's own check to mind."""
    try:
        return tomllib.loads(path.read_text("utf-8")).get(field)
    except (OSError, ValueError):
        return None


def _first_line(read: CaseFiles, path: Path) -> int:
    """The line on which a text of a case begins."""
    return next((one.text_line for one in read.documents.values() if one.path == path), 1)


def _texts(read: CaseFiles) -> list[str]:
    """What a case says, without its list of names."""
    files = [path for path in sorted(read.folder.rglob("*")) if path.suffix in {".md", ".toml"}]
    return [
        " ".join(path.read_text("utf-8", errors="replace").split()) for path in files if path.name != CASE
    ]


def _called(verdict: Verdict) -> str:
    return "a pass" if verdict is Verdict.PASS else "not a pass"


def _twice(values: list[T]) -> list[T]:
    return [value for value, count in Counter(values).items() if count > 1]
