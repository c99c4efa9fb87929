"""From an author's text to the HTML that is published: figures filled in, Markdown rendered, the rest kept out."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import nh3
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.token import Token

from npq.domain.learning.packs import figures
from npq.domain.learning.packs.book import ColumnKind, DataBook, Table
from npq.domain.learning.packs.expressions import CannotWorkOut, Knows

CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
PAGE_LINK = re.compile(r"\]\(page:([a-z0-9-]*)\)")
DECISION = re.compile(r"^\[\[decision ([a-z0-9-]+)\]\]\s*$", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\]]*)\]\(")
CAPTION = "Table: "

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "blockquote_open": "govuk-inset-text",
    "link_open": "govuk-link",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
    "hr_open": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
}
CAPTION_CLASS = "govuk-table__caption govuk-table__caption--s"
HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s"}
TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "em", "strong", "a", "blockquote", "code", "hr", "br", "div"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"*": {"class"}, "a": {"href"}, "th": {"scope"}, "div": {"role", "tabindex", "aria-label"}}


class CannotWrite(ValueError):
    """A text that cannot be made into a page. `line` counts from 1 within the text."""

    def __init__(self, says: str, line: int) -> None:
        super().__init__(says)
        self.says, self.line = says, line


@dataclass(frozen=True)
class Written:
    """A text as it is published, and its running text without tables, headings and citations."""

    html: str
    prose: str


class _Figures(SandboxedEnvironment):
    """Fills in `{{ … }}`. Parts of the data book are looked up by its own rules and nothing else is reached into."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, block_start_string="{%%", comment_start_string="{##")
        self.filters = dict(figures.FILTERS)
        self.tests = {}
        self.globals = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Knows):
            return obj.look_up(attribute)
        raise SecurityError(f"there is no “{attribute}” in a value")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        return True  # only parts of the book and `table` can be named


_FIGURES = _Figures()
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def filled_in(text: str, names: Mapping[str, Any]) -> str:
    """The text with its figures. Raises CannotWrite where one cannot be worked out."""
    if "{{" not in text:
        return text
    try:
        return _FIGURES.from_string(text).render(names)
    except TemplateSyntaxError as error:
        raise CannotWrite(f"a figure cannot be read: {error.message}", error.lineno) from error
    except (TemplateError, CannotWorkOut, TypeError, ArithmeticError) as error:
        raise CannotWrite(f"a figure cannot be worked out: {error}", _template_line(error)) from error


def with_tables(book: DataBook) -> Callable[..., str]:
    """The function `table(…)` of the texts: a table of the book in Markdown, under its title."""

    def table(
        name: str,
        columns: Iterable[str] | None = None,
        rows: Iterable[str] | None = None,
        total: Iterable[str] = (),
        title: str = "",
    ) -> str:
        shown = book.look_up(name)
        names = list(columns or shown.columns)
        unknown = [one for one in names if one not in shown.columns]
        if unknown:
            raise CannotWorkOut(f"“{name}” has no column “{unknown[0]}”")
        return "\n".join(_table_lines(shown, names, list(rows or shown.ids), list(total), title))

    return table


def _table_lines(table: Table, names: list[str], ids: list[str], total: list[str], title: str) -> list[str]:
    kinds = [table.columns[name].kind for name in names]
    lines = [f"{CAPTION}{title or table.title}", ""]
    lines.append("| " + " | ".join(table.columns[name].label for name in names) + " |")
    lines.append("|" + "|".join("---" if kind is ColumnKind.TEXT else "---:" for kind in kinds) + "|")
    for id in ids:
        row = table.row(id)
        cells = [figures.written(row.look_up(name), kind) for name, kind in zip(names, kinds, strict=True)]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    if total:
        chosen = [table.row(id) for id in ids]
        sums = [
            f"**{figures.written(sum(row.look_up(name) for row in chosen), kind)}**" if name in total else ""
            for name, kind in zip(names, kinds, strict=True)
        ]
        lines.append("| " + " | ".join([sums[0] or "**Total**", *sums[1:]]) + " |")
    return ["", *lines, ""]


def write(text: str, cited: Mapping[str, tuple[str, str]]) -> Written:
    """Markdown as HTML in the design's classes. `cited` gives each key the words and the address of its citation.

    Raises CannotWrite for a heading of the first rank, which is the page's own, and for a table with a column that has
    no head: read aloud, what stands in it is of nothing.
    """
    linked = CITATION.sub(lambda found: "[{}]({})".format(*cited[found[1]]), text)
    tokens = _MARKDOWN.parse(linked)
    for token, inside in pairwise(tokens):
        if token.type == "heading_open" and token.tag not in HEADINGS:
            raise CannotWrite("headings are ## and ###: the title is the page’s own", _line(token))
        if token.type == "tr_open":
            row = token
        if token.type == "th_open" and not inside.content.strip():
            raise CannotWrite("a column of this table has no head: say what stands in it", _line(row))
    prose = _prose(_MARKDOWN.parse(CITATION.sub("", text)))
    rendered = _MARKDOWN.renderer.render(_dressed(tokens), _MARKDOWN.options, {})
    safe = nh3.clean(
        rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "page", "mailto"}, link_rel=None
    )
    return Written(safe, prose)


def _dressed(tokens: list[Token]) -> list[Token]:
    """The tokens with the design's classes, table captions, and tables that scroll by themselves on a phone."""
    dressed: list[Token] = []
    caption = ""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if caption_here := _caption(tokens, place):
            caption = caption_here
            place += 3
            continue
        if token.type == "table_open":
            dressed.append(
                _html(
                    f'<div class="npq-scroll" role="region" tabindex="0" aria-label="{caption or "Table"}">'
                )
            )
        _dress(token)
        dressed.append(token)
        if token.type == "table_open" and caption:
            dressed.append(_html(f'<caption class="{CAPTION_CLASS}">{caption}</caption>'))
            caption = ""
        if token.type == "table_close":
            dressed.append(_html("</div>"))
        place += 1
    return dressed


def _dress(token: Token) -> None:
    if token.type == "heading_open":
        token.attrSet("class", HEADINGS[token.tag])
    elif token.type in CLASSES:
        token.attrSet("class", CLASSES[token.type])
    if token.type in {"th_open", "td_open"}:
        if "right" in str(token.attrs.pop("style", "")):  # the security policy lets no style through
            token.attrJoin("class", f"{CLASSES[token.type]}--numeric")
        if token.type == "th_open":
            token.attrSet("scope", "col")
    for child in token.children or []:
        _dress(child)


def _caption(tokens: list[Token], place: int) -> str:
    """The words of a paragraph that names the table right after it."""
    if [t.type for t in tokens[place : place + 4]] != [
        "paragraph_open",
        "inline",
        "paragraph_close",
        "table_open",
    ]:
        return ""
    words = tokens[place + 1].content
    return html.escape(words.removeprefix(CAPTION)) if words.startswith(CAPTION) else ""


def _prose(tokens: list[Token]) -> str:
    """Running text, a paragraph a block; list items end as sentences do."""
    said: list[str] = []
    within = 0
    for place, token in enumerate(tokens):
        if token.type in {"table_open", "heading_open"}:
            within += 1
        elif token.type in {"table_close", "heading_close"}:
            within -= 1
        elif token.type == "inline" and not within and not _caption(tokens, place - 1):
            said.append("".join(_words(child) for child in token.children or []))
    return "\n\n".join(said)


def _words(token: Token) -> str:
    return "\n" if token.type == "softbreak" else token.content


def _html(text: str) -> Token:
    return Token("html_block", "", 0, content=text)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _template_line(error: BaseException) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
