"""PDFs: the one place that calls typst. A template file and facts come in, the same facts give the same bytes.

What people write is passed as data and never becomes part of a template, so nothing in it is taken for markup. What
comes out is PDF/UA-1: tagged, with a title and a language. Fonts are those of typst's own; the network is not asked.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from npq.gateways.pdf.characters import MISSING, printable

__all__ = ["MISSING", "PdfNotMade", "Told", "make"]

MUCH = 100_000
AGES = 11
"""Typst keeps what it worked out for its next ten documents. After one of MUCH text these are empty ones: otherwise
hundreds of megabytes would stay."""

TEMPLATES = Path(__file__).parent / "templates"

Told = str | int | bool | None | list["Told"] | dict[str, "Told"]
"""What a template may be told."""


class PdfNotMade(Exception):
    """There is no PDF of these facts: a fault of ours."""


def make(template: str, told: Mapping[str, Told], *, at: datetime) -> bytes:
    """The PDF that a template makes of what it is told, created at the second of `at`. Raises PdfNotMade.

    Letters that the fonts lack are MISSING in it. The template is told whether there are any, and the sign.
    """
    try:
        return _compile(template, told, at, printable)
    except PdfNotMade:
        # A mark on a letter that no font has together with it. Letters alone always go.
        return _compile(template, told, at, lambda text: printable(text, marks=False))


def _compile(template: str, told: Mapping[str, Told], at: datetime, clean: Callable[[str], str]) -> bytes:
    shown = json.dumps(_cleaned(dict(told), clean), ensure_ascii=False)
    facts = json.dumps({"missing": MISSING in shown, "sign": MISSING})
    try:
        made = typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=at.replace(microsecond=0),  # typst refuses parts of a second
            sys_inputs={"told": shown, "facts": facts},
        )
    except typst.TypstError as problem:
        # Typst's own words may quote what somebody wrote.
        raise PdfNotMade(template) from _without_words(problem)
    except BaseException as problem:
        # A panic within typst is no Exception.
        if type(problem).__name__ == "PanicException":
            raise PdfNotMade(template) from None
        raise
    finally:
        if len(shown) > MUCH:
            for _ in range(AGES):
                typst.compile(b"", font_paths=_fonts(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _without_words(problem: Exception) -> Exception:
    return RuntimeError(type(problem).__name__)


def _cleaned(told: Told, clean: Callable[[str], str]) -> Told:
    if isinstance(told, str):
        return clean(told)
    if isinstance(told, list):
        return [_cleaned(one, clean) for one in told]
    if isinstance(told, dict):
        return {name: _cleaned(one, clean) for name, one in told.items()}
    return told


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
