"""One page, from its file to what is published."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from npq.domain.learning.kinds import PageKind, QuestionKind
from npq.domain.learning.packs import ease
from npq.domain.learning.packs.book import DataBook
from npq.domain.learning.packs.expressions import CannotWorkOut, as_number, work_out
from npq.domain.learning.packs.faults import Faults
from npq.domain.learning.packs.front import Document
from npq.domain.learning.packs.pack import Answer, Choice, Decision, Page, Question
from npq.domain.learning.packs.shapes import PageFront, QuestionFront, Source
from npq.domain.learning.packs.text import (
    CITATION,
    DECISION,
    IMAGE,
    CannotWrite,
    Written,
    filled_in,
    with_tables,
    write,
)

FEWEST_GRADED = 80
"""Words below which a grade says nothing."""

FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TYPED = re.compile(r"£\s?\d|\d\s?(?:%|per cent)|\b\d{1,3}(?:,\d{3})+\b|\b(?!(?:19|20)\d\d\b)\d{4,}\b")
RELATIVE_LINK = re.compile(r"\]\((?!https://|page:|mailto:)([^)]*)\)")


class PageWriter:
    """Makes one page of a pack, and notes what is wrong with it."""

    def __init__(
        self,
        document: Document[PageFront],
        book: DataBook,
        sources: Mapping[str, Source],
        at: str,
        faults: Faults,
    ) -> None:
        """`at` is the address of the page on which the unit's sources are listed."""
        self.document, self.front, self._faults = document, document.front, faults
        self._sources, self._at = sources, at
        self._names: dict[str, Any] = {"book": book, "table": with_tables(book)}
        self._cites: list[str] = []
        self._prose: list[str] = []
        self._results: list[list[str]] = []

    def page(self) -> Page:
        self._work_out_figures()
        parts = self._parts()
        decisions = self._decisions()
        questions = [self._question(place, question) for place, question in enumerate(self.front.questions)]
        return Page(
            id=self.front.id,
            kind=self.front.kind,
            title=self.front.title,
            minutes=self.front.minutes,
            task_minutes=self.front.task_minutes or 0,
            statements=self.front.statements,
            cites=list(dict.fromkeys(self._cites)),
            words=self._words_read(),
            parts=parts,
            decisions=decisions,
            questions=questions,
        )

    def _words_read(self) -> int:
        """The words on one way through the page: of the results of a decision, only one is read."""
        every = len(ease.words_of("\n\n".join(self._prose)))
        results = [[len(ease.words_of(words)) for words in decision] for decision in self._results]
        return every - sum(sum(words) - round(sum(words) / len(words)) for words in results)

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade of what there is to read; 0 where it is too short to have one."""
        prose = "\n\n".join(self._prose)
        return ease.grade(prose) if len(ease.words_of(prose)) >= FEWEST_GRADED else 0.0

    def _fault(self, line: int, says: str) -> None:
        self._faults.add(self.document.path, line, says)

    def _work_out_figures(self) -> None:
        for name, given in self.front.figures.items():
            try:
                known = {n: v for n, v in self._names.items() if n != "table"}
                value = work_out(given, known) if isinstance(given, str) else as_number(given)
            except CannotWorkOut as error:
                self._fault(self.document.lines.of("figures", name), f"{name}: {error}")
                value = Decimal(0)
            self._names[name] = value

    def _parts(self) -> list[str]:
        text, first = self.document.text, self.document.text_line
        named = [found[1] for found in DECISION.finditer(text)]
        asked = [decision.id for decision in self.front.decisions]
        if named != asked:
            missing = next((one for one in asked if one not in named), None)
            says = (
                f"[[decision {missing}]] is missing"
                if missing
                else "decisions stand in another order, or are not in the front matter"
            )
            self._fault(first, says)
        parts: list[str] = []
        start = 0
        for found in [*DECISION.finditer(text), None]:
            end = found.start() if found else len(text)
            parts.append(self._text(text[start:end], _from(first + text.count("\n", 0, start))))
            start = found.end() if found else end
        return parts

    def _decisions(self) -> list[Decision]:
        made = []
        for place, decision in enumerate(self.front.decisions):
            where = self._at_front("decisions", place)
            self._distinct([choice.id for choice in decision.choices], where(0), "choices")
            choices = []
            results = []
            for n, choice in enumerate(decision.choices):
                text = self._plain(choice.text, self._at_front("decisions", place, "choices", n, "text"))
                result = self._text(choice.result, self._at_front("decisions", place, "choices", n, "result"))
                results.append(self._prose[-1])
                choices.append(Choice(choice.id, text, result))
            self._results.append(results)
            made.append(Decision(decision.id, self._plain(decision.ask, where), choices))
        return made

    def _question(self, place: int, front: QuestionFront) -> Question:
        where = self._at_front("questions", place)
        answers = [
            Answer(
                self._plain(answer.text, self._at_front("questions", place, "answers", n, "text")),
                answer.right,
                self._text(answer.why, self._at_front("questions", place, "answers", n, "why")),
            )
            for n, answer in enumerate(front.answers)
        ]
        self._distinct([answer.text for answer in answers], where(0), "answers")
        return Question(
            id=front.id,
            kind=front.kind,
            ask=self._plain(front.ask, where),
            statements=front.statements or self.front.statements,
            answers=answers,
            value=self._value(front, where(0)) if front.kind is QuestionKind.NUMBER else None,
            within=as_number(front.within),
            unit=front.unit,
            why_right=self._text(front.why_right, where) if front.why_right else "",
            why_wrong=self._text(front.why_wrong, where) if front.why_wrong else "",
        )

    def _value(self, front: QuestionFront, line: int) -> Decimal:
        try:
            known = {n: v for n, v in self._names.items() if n != "table"}
            value = work_out(front.value, known) if isinstance(front.value, str) else as_number(front.value)
        except CannotWorkOut as error:
            self._fault(line, f"{front.id}: {error}")
            return Decimal(0)
        if not isinstance(value, Decimal):
            self._fault(line, f"{front.id}: its value is no number")
            return Decimal(0)
        return value

    def _at_front(self, *path: str | int) -> Callable[[int], int]:
        line = self.document.lines.of(*path)
        return lambda within: line

    def _distinct(self, names: list[str], line: int, what: str) -> None:
        if len(set(names)) < len(names):
            self._fault(line, f"two {what} are the same")

    def _plain(self, text: str, where: Callable[[int], int]) -> str:
        """A line of words with its figures, and no Markdown."""
        self._look_over(text, where)
        filled = self._filled_in(text, where)
        self._prose.append(filled)
        return filled

    def _text(self, text: str, where: Callable[[int], int]) -> str:
        """Markdown as HTML, with its figures and citations."""
        self._look_over(text, where)
        keys = [key for key in CITATION.findall(text) if key in self._sources]
        self._cites += keys
        cited = {key: (citation(self._sources[key]), f"page:{self._at}#{key}") for key in keys}
        known = CITATION.sub(lambda found: found[0] if found[1] in cited else "", text)
        try:
            written = write(self._filled_in(known, where), cited)
        except CannotWrite as error:
            self._fault(where(error.line), error.says)
            written = Written("", "")
        self._prose.append(written.prose)
        return written.html

    def _filled_in(self, text: str, where: Callable[[int], int]) -> str:
        try:
            return filled_in(text, self._names)
        except CannotWrite as error:
            self._fault(where(error.line), error.says)
            return ""

    def _look_over(self, text: str, where: Callable[[int], int]) -> None:
        """Faults that show in the text as it was typed."""
        for number, line in enumerate(text.split("\n"), start=1):
            for key in CITATION.findall(line):
                if key not in self._sources:
                    self._fault(where(number), f"sources.toml has no “{key}”")
            for alternative in IMAGE.findall(line):
                if not alternative.strip():
                    self._fault(where(number), "the image has no text alternative")
            for target in RELATIVE_LINK.findall(line):
                self._fault(where(number), f"the link to “{target}” leads nowhere: https:// or page:ID")
            if self.front.kind in {PageKind.CASE, PageKind.CHECK}:
                for typed in TYPED.finditer(FILLED_IN.sub("", line)):
                    self._fault(
                        where(number), f"“{typed[0]}” is typed by hand: draw it from the data book or figures"
                    )


def _from(line: int) -> Callable[[int], int]:
    """Lines within a part of a file that begins at `line`."""
    return lambda within: line + within - 1


SURNAMES = re.compile(r"([^\W\d_][\w’'-]+(?: [\w’'-]+)?), (?:[A-Z]\.[ -]?)+")


def citation(source: Source) -> str:
    """A source as the text names it: Robinson (2011), Coe and others (2014)."""
    surnames = SURNAMES.findall(source.authors)
    match surnames:
        case []:
            who = source.authors
        case [one]:
            who = one
        case [one, other]:
            who = f"{one} and {other}"
        case [first, *_]:
            who = f"{first} and others"
    return f"{who} ({source.year})"
