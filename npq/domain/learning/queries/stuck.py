"""Where a group gets stuck, as figures of five people or more: nobody can be told from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from npq.domain.learning.models import CheckAnswer, CoursePage, Study
from npq.domain.learning.queries.provider import SILENT_WEEKS, studied_with
from npq.kernel.viewer import Viewer

FEWEST = 5
"""Numbers of fewer people are not shown."""
MOST_ROWS = 20


@dataclass(frozen=True)
class HardQuestion:
    """A question that people had wrong at their first try. `right` is None where fewer than five had it right."""

    ask: str
    unit: str
    wrong: int
    right: int | None


@dataclass(frozen=True)
class LastPage:
    """A page after which people stopped."""

    title: str
    unit: str
    people: int


@dataclass(frozen=True)
class Stuck:
    questions: tuple[HardQuestion, ...]
    pages: tuple[LastPage, ...]


def stuck_in(viewer: Viewer, cohort: UUID, at: datetime) -> Stuck:
    """What the viewer's participants of one cohort most often have wrong at first, and the pages that those who have
    been silent for four weeks studied last. Three queries."""
    studies = studied_with(viewer).filter(enrolment__registration__cohort=cohort)
    wrong = list(
        CheckAnswer.objects.filter(number=1, study__in=studies.values("id"))
        .values("page", "question", course=F("study__version__qualification"))
        .annotate(
            # The names of columns are taken: `right` is whether an answer is.
            wrong_ones=Count("id", filter=Q(right=False)),
            right_ones=Count("id", filter=Q(right=True)),
        )
        .filter(wrong_ones__gte=FEWEST)
        .order_by("-wrong_ones", "question")[:MOST_ROWS]
    )
    last = list(
        studies.filter(
            last_at__lte=at - timedelta(weeks=SILENT_WEEKS),
            last_page__isnull=False,
            minutes_done__lt=F("minutes"),
        )
        .values("last_page", course=F("version__qualification"))
        .annotate(people=Count("id"))
        .filter(people__gte=FEWEST)
        .order_by("-people", "last_page")[:MOST_ROWS]
    )
    pages = _pages(studies, {row["page"] for row in wrong} | {str(row["last_page"]) for row in last})
    return Stuck(
        questions=tuple(
            HardQuestion(
                ask=_ask(page, row["question"]),
                unit=page.unit.title,
                wrong=row["wrong_ones"],
                right=row["right_ones"] if row["right_ones"] >= FEWEST else None,
            )
            for row in wrong
            if (page := pages.get((row["course"], row["page"])))
        ),
        pages=tuple(
            LastPage(page.title, page.unit.title, row["people"])
            for row in last
            if (page := pages.get((row["course"], str(row["last_page"]))))
        ),
    )


def _pages(studies: QuerySet[Study], identifiers: Iterable[str]) -> dict[tuple[str, str], CoursePage]:
    """The pages by course and id, as the newest version has them that anybody here studies."""
    versions = studies.order_by().values("version").distinct()
    found = CoursePage.objects.filter(version__in=versions, identifier__in=list(identifiers))
    rows = found.select_related("unit", "version").defer("version__statements", "version__sources")
    return {
        (page.version.qualification_id, page.identifier): page
        for page in rows.order_by("version__published_at")
    }


def _ask(page: CoursePage, question: str) -> str:
    """What a question asks; its id where the newest version asks it no more."""
    return next((one["ask"] for one in page.content["questions"] if one["id"] == question), question)
