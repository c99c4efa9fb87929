"""What was saved of a response: any revision again, and the versions that wait for a choice."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from npq.domain.assessment.models import Revision
from npq.domain.assessment.rules.responses import sections_of
from npq.domain.assessment.rules.revisions import FULL_EVERY, Stored, rebuild
from npq.kernel.refusals import NotFound


def content_of(sitting_id: UUID, number: int) -> dict[str, str]:
    """What a revision says. Raises NotFound. One query: whatever it is built on has a number little below it."""
    rows = Revision.objects.filter(
        script=sitting_id, number__lte=number, number__gte=number - number % FULL_EVERY
    )
    kept = {one.number: one for one in map(stored, rows)}
    if number not in kept:
        raise NotFound(number)
    return rebuild(kept, number)


def history_of(sitting_id: UUID) -> list[Stored]:
    """All that was ever saved, oldest first, as the rules verify it."""
    return [stored(row) for row in Revision.objects.filter(script=sitting_id).order_by("number")]


def open_branches(sitting_id: UUID) -> QuerySet[Revision]:
    """Versions kept beside the head that nobody has gone on from or chosen from, oldest first."""
    later = Revision.objects.filter(script=OuterRef("script"))
    return (
        Revision.objects.filter(script=sitting_id, side=True)
        .exclude(Exists(later.filter(parent=OuterRef("number"))))
        .exclude(Exists(later.filter(other=OuterRef("number"))))
        .order_by("number")
    )


def stored(row: Revision) -> Stored:
    """A row as the rules know it."""
    return Stored(
        row.number,
        row.parent,
        row.delta,
        sections_of(row.full) if row.full is not None else None,
        row.digest,
        row.chain,
        row.other,
    )
