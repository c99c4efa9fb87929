"""Responses as they are marked: from the database's view of them, which knows no writer and no time."""

from dataclasses import dataclass
from uuid import UUID

from npq.domain.assessment.models import MarkedScript
from npq.domain.assessment.rules.responses import sections_of
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer, ViewerKind


@dataclass(frozen=True)
class ToMark:
    """One response under its candidate number."""

    id: UUID
    candidate_number: str
    case_id: UUID
    sections: dict[str, str]
    words: int
    words_excluded: int
    word_limit: int
    spelling_not_judged: bool


def scripts_to_mark(viewer: Viewer, window_id: UUID) -> list[ToMark]:
    """The sealed responses of a window by candidate number. For the service itself, until somebody is made a marker."""
    if viewer.kind is not ViewerKind.SYSTEM:
        raise NotFound(window_id)
    return [
        ToMark(
            row.id,
            row.candidate_number,
            row.case_id,
            sections_of(row.content),
            row.words,
            row.words_excluded,
            row.word_limit,
            row.spelling_not_judged,
        )
        for row in MarkedScript.objects.filter(window=window_id).order_by("candidate_number")
    ]
