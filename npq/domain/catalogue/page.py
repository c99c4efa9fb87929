"""A qualification as a file: its facts and the words of its course page, checked before anything is stored."""

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from npq.domain.catalogue.kinds import CourseGroup

FILE_NAME = "qualification.toml"

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, Meta(min_length=1, max_length=160)]
Sentence = Annotated[str, Meta(min_length=1, max_length=400)]
Paragraph = Annotated[str, Meta(min_length=1, max_length=1200)]
Count = Annotated[int, Meta(ge=1, le=20_000)]
Year = Annotated[int, Meta(ge=2021, le=2100)]


class FileError(ValueError):
    """A file that cannot be published. The message names the file, the field and what is wrong with it."""


class _Checked(Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt field is an error, not a silence."""


class TopicWords(_Checked, frozen=True):
    """One topic of the framework and, in a sentence, what it means for this role."""

    identifier: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    about: Annotated[str, Meta(min_length=1, max_length=300)]


class StepWords(_Checked, frozen=True):
    """One step from reading the page to a place."""

    title: Line
    text: Paragraph


class FundingWords(_Checked, frozen=True):
    """What one funding policy means for this qualification, and for courses started in which academic years.

    `academic_years` holds the years in which they start (2022 is 2022 to 2023); empty where the policy names none.
    """

    policy: Annotated[str, Meta(min_length=1, max_length=60)]
    covers: Sentence
    who: Paragraph
    rules: Annotated[list[Sentence], Meta(min_length=1)]
    academic_years: list[Year] = []


class ManagerWords(_Checked, frozen=True):
    """What a line manager should know before saying yes."""

    lead: Paragraph
    time: Annotated[list[Sentence], Meta(min_length=1)]
    cover: Annotated[list[Sentence], Meta(min_length=1)]
    cost: Annotated[list[Sentence], Meta(min_length=1)]
    school_gains: Annotated[list[Sentence], Meta(min_length=1)]


class SourceNote(_Checked, frozen=True):
    """Where some of the facts were read, and the day somebody last checked them."""

    facts: Line
    source: Sentence
    verified_on: date


class CoursePage(_Checked, frozen=True):
    """The words of one course page. Figures are not among them: those are facts of a qualification and its cohorts."""

    kind: Line
    lead: Paragraph
    audience: Annotated[list[Sentence], Meta(min_length=1)]
    study: Sentence
    gains: Annotated[list[Sentence], Meta(min_length=1)]
    benefits: Annotated[list[Sentence], Meta(min_length=1)]
    structure: Annotated[list[Sentence], Meta(min_length=1)]
    delivery: Paragraph
    assessment: Sentence
    assessment_rules: Annotated[list[Sentence], Meta(min_length=1)]
    steps: Annotated[list[StepWords], Meta(min_length=1)]
    funding: list[FundingWords]
    line_manager: ManagerWords
    sources: Annotated[list[SourceNote], Meta(min_length=1)]

    def funding_under(self, policy: str | None, start_year: int) -> FundingWords | None:
        """The words for a policy and a course starting in an academic year; None where this page has none for them."""
        for words in self.funding:
            if words.policy == policy and (not words.academic_years or start_year in words.academic_years):
                return words
        return None


class QualificationFile(_Checked, frozen=True):
    """Everything `courses/<identifier>/qualification.toml` says."""

    identifier: Identifier
    short_code: Annotated[str, Meta(min_length=1, max_length=12)]
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    group: CourseGroup
    position: Count
    months: Count
    weekly_hours_low: Count
    weekly_hours_high: Count
    word_limit: Count
    topics: Annotated[list[TopicWords], Meta(min_length=1)]
    page: CoursePage

    @property
    def digest(self) -> str:
        """The same for the same content, however the file is laid out."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


F = TypeVar("F", bound=Struct)


def read_qualification(folder: Path) -> QualificationFile:
    """The qualification described in a folder. Raises FileError, naming file and field, when anything is wrong."""
    path = folder / FILE_NAME
    read = read_file(path, QualificationFile)
    if read.identifier != folder.name:
        raise FileError(
            f"{path}: identifier: is {read.identifier!r}, but the folder is called {folder.name!r}"
        )
    if read.weekly_hours_high < read.weekly_hours_low:
        raise FileError(f"{path}: weekly_hours_high: must not be less than weekly_hours_low")
    twice = _first_repeated([topic.identifier for topic in read.topics])
    if twice is not None:
        raise FileError(f"{path}: topics: {twice!r} is there twice")
    return read


def read_file(path: Path, shape: type[F]) -> F:
    """A TOML file as a struct. Raises FileError, naming file and field."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{path}: is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise FileError(f"{path}: {_field_and_fault(str(error))}") from error


def read_page(words: dict[str, Any]) -> CoursePage:
    """The words of a page as they were stored."""
    return msgspec.convert(words, CoursePage)


def _field_and_fault(message: str) -> str:
    """`page.steps[0].title: expected …` from msgspec's "Expected … - at `$.page.steps[0].title`"."""
    fault, _, place = message.rpartition(" - at `$")
    if not fault:
        return message
    return f"{place.rstrip('`').lstrip('.')}: {fault}"


def _first_repeated(names: list[str]) -> str | None:
    return next((name for place, name in enumerate(names) if name in names[:place]), None)
