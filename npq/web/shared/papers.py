"""The papers of a case as somebody reads them: as they come, in large print, as plain pages, or to be listened to.

Formats go together: what is agreed with somebody may be large print and plain pages at once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

from npq.domain.assessment.kinds import Format
from npq.domain.assessment.packs.pack import CasePaper, Document
from npq.web.shared.charts import chart

WITHOUT_PICTURES = {Format.PLAIN, Format.AUDIO_FRIENDLY}

CLASSES = {
    Format.LARGE_PRINT: "npq-papers--large",
    Format.PLAIN: "npq-papers--plain",
    Format.AUDIO_FRIENDLY: "npq-papers--aloud",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document. `says` is all that its chart shows, in words; `picture` the chart where there is to be one."""

    id: str
    title: str
    about: str
    body: Markup
    picture: Markup | None
    says: str


def classes(formats: Collection[Format]) -> str:
    """What the style sheet knows these formats by."""
    return " ".join(["npq-papers", *(name for key, name in CLASSES.items() if key in formats)])


def story(paper: CasePaper, formats: Collection[Format]) -> Markup:
    """The case itself."""
    return _laid_out(paper.html, formats)


def sheets(paper: CasePaper, formats: Collection[Format]) -> Iterator[Sheet]:
    """Its documents, in their order."""
    for document in paper.documents:
        yield Sheet(
            id=document.id,
            title=document.title,
            about=document.about,
            body=_laid_out(document.html, formats),
            picture=None if WITHOUT_PICTURES & set(formats) else _drawn(document, formats),
            says=document.chart.text if document.chart else "",
        )


def tables_in_words(html: str) -> str:
    """HTML with each table as a list: a line for each of its rows, in which every figure comes after what it is of.

    A table that is read aloud cell by cell leaves its listener to remember the heads of the columns.
    """
    reader = _Tables()
    reader.feed(html)
    reader.close()
    return "".join(reader.written)


def _laid_out(html: str, formats: Collection[Format]) -> Markup:
    said = tables_in_words(html) if Format.AUDIO_FRIENDLY in formats else html
    return Markup(said)  # noqa: S704  cleaned by nh3 when published; what is in a cell is passed on as it stood


def _drawn(document: Document, formats: Collection[Format]) -> Markup | None:
    if document.chart is None:
        return None
    series = [(one.name, one.values) for one in document.chart.series]
    large = Format.LARGE_PRINT in formats
    return chart(document.chart.kind.value, document.title, document.chart.labels, series, large=large)


class _Tables(HTMLParser):
    """Passes HTML on as it is, but for tables and what holds them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._caption: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._into: list[str] = self.written

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._caption, self._rows, self._into = [], [], []
        elif tag == "caption":
            self._into = self._caption
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._into = []
            self._rows[-1].append(self._into)
        elif tag not in {"thead", "tbody", "div"}:
            self._into.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._into = self.written
            self.written += _in_words("".join(self._caption), [_cells(row) for row in self._rows])
        elif tag in {"td", "th", "caption"}:
            self._into = []
        elif tag not in {"tr", "thead", "tbody", "div"}:
            self._into.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._into.append(data)

    def handle_entityref(self, name: str) -> None:
        self._into.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._into.append(f"&#{name};")


def _cells(row: list[list[str]]) -> list[str]:
    return ["".join(cell).strip() for cell in row]


def _in_words(caption: str, rows: list[list[str]]) -> Iterator[str]:
    if not rows:
        return
    head, lines = rows[0], rows[1:]
    about = f"Table: {caption.strip()}. " if caption.strip() else "A table. "
    count = f"{len(lines)} line{'' if len(lines) == 1 else 's'}."
    yield f'<p class="govuk-body"><strong>{about}</strong>{count}</p>'
    yield '<ol class="govuk-list govuk-list--number">'
    for line in lines:
        said = [f"{name}: {cell}" for name, cell in zip(head[1:], line[1:], strict=False) if cell]
        yield f"<li>{line[0] or 'Total'}. {'; '.join(said)}.</li>"
    yield '</ol><p class="govuk-body">End of the table.</p>'
