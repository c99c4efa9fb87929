"""What a window's scripts are compared with, and what is found. Only numbers of scripts are read here, never a text."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from npq.domain.assessment.kinds import Origin, WindowKind
from npq.domain.assessment.models import (
    CaseSalt,
    CaseVersion,
    GivenSource,
    ScriptFingerprint,
    SealedScript,
    Window,
)
from npq.domain.assessment.rules.alike import USUAL, Likeness, Line, Span
from npq.domain.assessment.rules.comparison import Comparison
from npq.domain.assessment.rules.shingles import Fingerprint
from npq.domain.assessment.rules.whole import much_is_quoted, text_of
from npq.domain.learning.models import CourseVersion

ROWS_AT_ONCE = 100
WIDESPREAD_SHOWN = 5


@dataclass(frozen=True)
class Family:
    """The variants of a case, and who sets them."""

    qualification: str
    set_by: UUID | None
    family: str

    @classmethod
    def of(cls, case: CaseVersion) -> "Family":
        return cls(case.qualification_id, case.set_by_id, case.family)

    @property
    def q(self) -> Q:
        """Its cases, and its salt."""
        return Q(qualification=self.qualification, set_by=self.set_by, family=self.family)

    @property
    def cases(self) -> QuerySet[CaseVersion]:
        return CaseVersion.objects.filter(self.q)


@dataclass(frozen=True)
class Found:
    """What a comparison found, and among how many scripts of the window."""

    salt: UUID
    scripts: int
    line: Line
    likenesses: list[Likeness]
    much_quoted: list[UUID]
    widespread: int
    widespread_at: list[tuple[UUID, Span]]


def windows_to_compare() -> list[UUID]:
    """Windows with scripts that were not compared, or something new to compare them with, first sealed first."""
    scripts = SealedScript.objects.filter(window=OuterRef("pk")).order_by().values("window")
    windows = (
        Window.objects.filter(
            Exists(SealedScript.objects.filter(window=OuterRef("pk"))), kind=WindowKind.LIVE
        )
        .annotate(
            sealed=Subquery(scripts.annotate(many=Count("pk")).values("many")),
            sealed_at=Subquery(scripts.annotate(last=Max("sealed_at")).values("last")),
        )
        .filter(Q(comparison__compared_at=None) | Q(sealed__gt=F("comparison__scripts")))
        .select_related("case")
        .defer("case__content", "case__for_markers")
    )
    forgotten = {
        Family(one.qualification_id, one.set_by_id, one.family) for one in CaseSalt.objects.filter(salt=None)
    }
    ordered = windows.order_by("sealed_at", "id")
    return [window.id for window in ordered if Family.of(window.case) not in forgotten]


def given_texts(family: Family) -> list[str]:
    """What everybody who writes on a family was given: every variant of the case, and the framework's statements."""
    texts = []
    for content in family.cases.values_list("content", flat=True):
        texts += [text_of(content["html"]), content["about"]]
        texts += [question["ask"] for question in content["questions"]]
        for document in content["documents"]:
            texts += [document["title"], document["about"], text_of(document["html"])]
            texts += [document["chart"]["text"]] if document["chart"] else []
    versions = CourseVersion.objects.filter(qualification=family.qualification)
    said = {one["text"] for statements in versions.values_list("statements", flat=True) for one in statements}
    return texts + sorted(said)


def scripts_without_numbers(family: Family) -> QuerySet[SealedScript]:
    """Sealed scripts on a family that cannot be compared yet."""
    return SealedScript.objects.filter(fingerprint=None, window__case__in=family.cases).order_by("id")


def found_in(window_id: UUID, salt: UUID, line: Line = USUAL) -> Found:
    """Compares the scripts of a window with each other, with those sealed before on the same family, and with the
    sources that were given. It takes a minute for three thousand, so no transaction is around it."""
    comparison, much_quoted = Comparison(line), []
    for source in GivenSource.objects.filter(salt=salt).order_by("given_at", "id"):
        comparison.add(source.id, Fingerprint(array("q", source.numbers or ()), source.words), Origin.SOURCE)
    for script, kept, writer in _rows(_earlier(window_id, salt)):
        comparison.add(script, kept, Origin.EARLIER, writer)
    scripts = 0
    for script, kept, writer in _rows(ScriptFingerprint.objects.filter(salt=salt, script__window=window_id)):
        comparison.add(script, kept, Origin.WINDOW, writer)
        scripts += 1
        if much_is_quoted(kept.words, kept.quoted):
            much_quoted.append(script)
    likenesses = list(comparison.likenesses())
    widespread = comparison.widespread()
    first = [
        (cast("UUID", script), spans[0]) for script, spans in islice(widespread.items(), WIDESPREAD_SHOWN)
    ]
    return Found(salt, scripts, line, likenesses, much_quoted, len(widespread), first)


def _earlier(window_id: UUID, salt: UUID) -> QuerySet[ScriptFingerprint]:
    """Numbers of scripts that were sealed before a window's: of two windows sealed at once one is the earlier."""
    own = SealedScript.objects.filter(window=window_id).order_by("sealed_at").values("sealed_at")[:1]
    before = Q(script__sealed_at__lt=Subquery(own)) | Q(
        script__sealed_at=Subquery(own), script__window__lt=window_id
    )
    return ScriptFingerprint.objects.filter(before, salt=salt).exclude(script__window=window_id)


def _rows(kept: QuerySet[ScriptFingerprint]) -> Iterator[tuple[UUID, Fingerprint, UUID]]:
    """Script, numbers and writer, a few at a time: the numbers of all at once as the database gives them would be ten
    times as large."""
    rows = kept.order_by("script").values_list(
        "script", "numbers", "words", "quoted", "script__submission__script__sitting__registration__person"
    )
    for script, numbers, words, quoted, writer in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield script, Fingerprint(array("q", numbers), words, quoted), writer
