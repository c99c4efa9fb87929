"""What happened, in order, for ever. Ids, codes and facts about workplaces; never names, free text or evidence."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from npq.kernel.models import Entry
from npq.kernel.operations import step
from npq.kernel.viewer import Viewer

Fact = str | int | bool | None

Id = UUID | int | str
"""A thing's own identifier; text only where that is public and names nobody, as a qualification's does."""


@step
def record(kind: StrEnum, *, by: Viewer, at: datetime, subject: tuple[str, Id], **facts: Fact | UUID) -> None:
    """Writes one entry about `subject`, a (kind of thing, id) pair. Part of the change it tells of."""
    subject_kind, subject_id = subject
    Entry.objects.create(
        at=at,
        by_kind=by.kind.value,
        by_person_id=by.person_id,
        by_reference=by.reference,
        kind=kind.value,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        facts={name: str(fact) if isinstance(fact, UUID) else fact for name, fact in facts.items()},
    )


def entries_about(subject_kind: str, subject_id: Id) -> list[Entry]:
    """Everything recorded about one thing, oldest first."""
    return list(Entry.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("id"))


def entries_about_each(subject_kind: str, subject_ids: Collection[UUID]) -> dict[UUID, list[Entry]]:
    """Everything recorded about each of several things, oldest first. One query."""
    found: dict[UUID, list[Entry]] = {one: [] for one in subject_ids}
    entries = Entry.objects.filter(
        subject_kind=subject_kind, subject_id__in=[str(one) for one in subject_ids]
    )
    for entry in entries.order_by("id"):
        found[UUID(entry.subject_id)].append(entry)
    return found


def entries_of(person_id: UUID, ids: Collection[UUID]) -> list[Entry]:
    """Everything one person did, and everything about them and about the things with these ids, oldest first."""
    subjects = [str(one) for one in {person_id, *ids}]
    return list(Entry.objects.filter(Q(by_person_id=person_id) | Q(subject_id__in=subjects)).order_by("id"))
