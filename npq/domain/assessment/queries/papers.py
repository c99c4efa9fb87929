"""The papers of a case for whoever sits in a window that has it."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import F, Q, QuerySet

from npq.domain.assessment.kinds import CaseKind, SittingState, WindowKind
from npq.domain.assessment.models import Sitting
from npq.domain.assessment.packs.pack import Answer, CasePaper, ForMarkers
from npq.domain.assessment.packs.shapes import Criterion
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import Viewer

READING = (SittingState.OPEN, SittingState.SUBMITTED)
AFTERWARDS = (SittingState.SUBMITTED, SittingState.SEALED)


def papers_of_sitting(viewer: Viewer, sitting_id: UUID, at: datetime) -> CasePaper:
    """The case of the viewer's own sitting, from when they opened it until nothing of theirs counts any more.

    Raises NotFound for another's, before it is opened, under embargo, and afterwards.
    """
    content = (
        _own(viewer, sitting_id, at)
        .filter(
            state__in=[state.value for state in READING],
            window__opens_at__lte=at,
            grace_until__gte=at,
            # A live case in a rehearsal would be a mistake of somebody's; it is not shown.
            window__case__kind=F("kind"),
        )
        .values_list("window__case__content", flat=True)
        .first()
    )
    if content is None:
        raise NotFound(sitting_id)
    return msgspec.convert(content, CasePaper)


def rehearsal_answers(viewer: Viewer, sitting_id: UUID, at: datetime) -> list[Answer]:
    """Answers to the rehearsal case with what a marker says of them, once the viewer handed in their own.

    Raises NotFound for another's sitting, before that, and for every live case.
    """
    kept = (
        _own(viewer, sitting_id, at)
        .filter(
            kind=WindowKind.REHEARSAL.value,
            window__case__kind=CaseKind.REHEARSAL.value,
            state__in=[state.value for state in AFTERWARDS],
        )
        .values_list("window__case__for_markers", flat=True)
        .first()
    )
    if kept is None:
        raise NotFound(sitting_id)
    return msgspec.convert(kept, ForMarkers).answers


def criteria_of(viewer: Viewer, sitting_id: UUID) -> dict[str, str]:
    """The names of what a response in one of the viewer's own sittings is marked against, by their ids, in their order.
    Raises NotFound for another's."""
    criteria = (
        Sitting.objects.filter(id=sitting_id, registration__person=viewer.own_id)
        .values_list("window__policy__rubric__criteria", flat=True)
        .first()
    )
    if criteria is None:
        raise NotFound(sitting_id)
    return {one.id: one.name for one in msgspec.convert(criteria, list[Criterion])}


def _own(viewer: Viewer, sitting_id: UUID, at: datetime) -> QuerySet[Sitting]:
    case = "window__case__not_before"
    return Sitting.objects.filter(
        Q(**{f"{case}__isnull": True}) | Q(**{f"{case}__lte": at}),
        id=sitting_id,
        registration__person=viewer.own_id,
    )
