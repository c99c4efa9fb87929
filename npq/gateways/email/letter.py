"""A letter ready to go, and how its words come together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from npq.gateways.email.failures import WordsDoNotFit

LETTERS = Path(__file__).parent / "letters"

# Known to every letter, so that no caller passes them.
_OURS = {"service", "controller", "contact", "demonstration"}

_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})")


@dataclass(frozen=True)
class Letter:
    """What leaves: to whom, and the finished words. `reference` is the same on every try of one letter."""

    reference: str
    to: str
    template: str
    subject: str
    body: str


def names() -> list[str]:
    """The names of all letters, in order."""
    return sorted(path.stem for path in LETTERS.glob("[!_]*.txt"))


@cache
def words_of(template: str) -> frozenset[str]:
    """The words a letter needs. Raises jinja2.TemplateNotFound for an unknown name."""
    environment = _environment()
    source, _, _ = environment.loader.get_source(environment, f"{template}.txt")  # type: ignore[union-attr]
    return frozenset(meta.find_undeclared_variables(environment.parse(source)) - _OURS)


def write(template: str, personalisation: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the body of a letter. Raises WordsDoNotFit unless exactly its words are given."""
    if personalisation.keys() != words_of(template):
        amiss = sorted(personalisation.keys() ^ words_of(template))
        raise WordsDoNotFit(f"{template}: {', '.join(amiss)}")
    words = {name: _harmless(name, word) for name, word in personalisation.items()}
    text = _environment().get_template(f"{template}.txt").render(words | _our_words())
    subject, _, body = text.partition("\n")
    return subject.strip(), body.strip() + "\n"


def _harmless(name: str, word: str) -> str:
    """One line, and nothing a mail program would make a link of: names are typed by people we do not know.

    A text keeps its lines and its addresses: only staff of organisations that we know write one.
    """
    if "link" in name.split("_") or "text" in name.split("_"):
        return word
    return _BETWEEN_LETTERS.sub(". ", " ".join(word.split()).replace("://", " "))


def _our_words() -> dict[str, object]:
    return {
        "service": settings.SERVICE_NAME,
        "controller": settings.CONTROLLER_NAME,
        "contact": settings.CONTACT_EMAIL,
        "demonstration": settings.DEMONSTRATION,
    }


@cache
def _environment() -> Environment:
    # Plain text: there is nothing to escape.
    return Environment(
        loader=FileSystemLoader(LETTERS),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
    )
