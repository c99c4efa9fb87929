"""What providers wrote to their participants: for the provider who wrote it, and for each of those it went to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from npq.domain.catalogue.models import Cohort
from npq.domain.learning.kinds import Delivery, Share, Silence
from npq.domain.learning.models import CourseUnit, Message, MessageRecipient
from npq.domain.learning.queries.provider import (
    NOT_BEGUN,
    ProgressFilters,
    narrowed,
    studying_with,
)
from npq.domain.learning.queries.studying import own_study
from npq.domain.organisations.models import LeadProvider
from npq.kernel.refusals import NotFound
from npq.kernel.viewer import RoleKind, Viewer

NEW_FOR = timedelta(days=28)
"""How long somebody's home shows that a message came."""


@dataclass(frozen=True)
class Addressee:
    """Somebody a message would go to. `has_address` is False where they can read it only here."""

    registration: UUID
    full_name: str
    has_address: bool


@dataclass(frozen=True)
class Addressees:
    """To whom a message would go, by name. `digest` is the same only for exactly these."""

    people: tuple[Addressee, ...]
    studies: tuple[UUID, ...]
    digest: str

    @property
    def total(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Narrowing:
    """What a list was narrowed to, with the names that go with ids; "" and None do not narrow."""

    cohort: str
    silent: int | None
    """Weeks: only messages of earlier days were narrowed so."""
    unit: str
    """The title; NOT_BEGUN for those who have reached none."""
    share: Share | None
    silence: Silence | None


@dataclass(frozen=True)
class MessageRow:
    """A message in the list of those who may send one."""

    id: UUID
    provider: str
    sender: str
    subject: str
    sent_at: datetime
    people: int


@dataclass(frozen=True)
class RecipientRow:
    registration: UUID
    full_name: str
    delivery: Delivery


@dataclass(frozen=True)
class SentMessage:
    """A message as those who may send one read it, with a page of those it went to."""

    row: MessageRow
    body: str
    reach: str
    narrowing: Narrowing
    deliveries: dict[Delivery, int]
    recipients: tuple[RecipientRow, ...]


@dataclass(frozen=True)
class ReceivedMessage:
    """A message to somebody who studies, as they read it."""

    id: UUID
    study: UUID
    registration: UUID
    provider: str
    subject: str
    body: str
    reach: str
    sent_at: datetime


def providers_writing(viewer: Viewer) -> dict[UUID, str]:
    """The lead providers the viewer writes for, by name."""
    theirs = LeadProvider.objects.filter(id__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return dict(theirs.order_by("name").values_list("id", "name"))


def addressees(viewer: Viewer, provider: UUID, filters: ProgressFilters, at: datetime) -> Addressees:
    """Whom a message of one of the viewer's providers would go to: all who fit the filters and have not left the
    programme. One query, however many they are."""
    found = narrowed(studying_with(viewer), filters, at).filter(
        enrolment__registration__lead_provider=provider
    )
    rows = list(
        found.order_by("person__full_name", "id").values_list(
            "id", "enrolment_id", "person__full_name", "person__email"
        )
    )
    ids = tuple(row[0] for row in rows)
    return Addressees(
        people=tuple(Addressee(place, name, bool(email)) for _, place, name, email in rows),
        studies=ids,
        digest=sha256(b"".join(sorted(id.bytes for id in ids))).hexdigest()[:16],
    )


def count_addressees(viewer: Viewer, filters: ProgressFilters, at: datetime) -> int:
    """How many a message of all the viewer's providers together would go to. One query."""
    return narrowed(studying_with(viewer), filters, at).count()


def narrowing_of(viewer: Viewer, filters: ProgressFilters) -> Narrowing:
    """What a list of the viewer's is narrowed to, in names. Two queries at the most."""
    return _narrowing(codes_of(filters))


def codes_of(filters: ProgressFilters) -> dict[str, str | int]:
    """Filters as they are kept: those that narrow, by name, as ids, codes and numbers."""
    chosen = {name: getattr(filters, name) for name in ("cohort", "unit", "share", "silence")}
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in chosen.items()
        if value is not None
    }


def messages_with(viewer: Viewer, offset: int, size: int) -> tuple[list[MessageRow], int]:
    """A page of what the viewer's providers have sent, newest first, and how many there are. Two queries."""
    found = _sent(viewer).order_by("-sent_at", "id")
    return [_message_row(row) for row in found[offset : offset + size]], found.count()


def last_reach(viewer: Viewer, provider: UUID) -> str:
    """Where answers to the provider's last message were to go; "" where there is none."""
    newest = _sent(viewer).filter(lead_provider=provider).order_by("-sent_at")
    return newest.values_list("reach", flat=True).first() or ""


def message_with(viewer: Viewer, message_id: UUID, offset: int, size: int) -> SentMessage:
    """One message of the viewer's providers, and a page of those it went to. Raises NotFound. Five queries at most."""
    row = _sent(viewer).filter(id=message_id).first()
    if row is None:
        raise NotFound(message_id)
    theirs = MessageRecipient.objects.filter(message=row)
    counts = dict(theirs.order_by().values_list("delivery").annotate(Count("id")))
    page = theirs.order_by("number")[offset : offset + size].values_list(
        "study__enrolment_id", "study__person__full_name", "delivery"
    )
    return SentMessage(
        row=_message_row(row),
        body=row.body,
        reach=row.reach,
        narrowing=_narrowing(row.narrowed),
        deliveries={one: counts.get(one.value, 0) for one in Delivery},
        recipients=tuple(RecipientRow(place, name, Delivery(code)) for place, name, code in page),
    )


def messages_to(viewer: Viewer, study_id: UUID) -> list[ReceivedMessage]:
    """What came to the viewer in a study of their own, newest first. Raises NotFound. Two queries."""
    return messages_in(viewer, own_study(viewer, study_id).id)


def messages_in(viewer: Viewer, study_id: UUID) -> list[ReceivedMessage]:
    """The same where the study is known to be the viewer's own: nothing where it is not. One query."""
    return [_received(row) for row in _to(viewer).filter(study=study_id)]


def message_to(viewer: Viewer, study_id: UUID, message_id: UUID) -> ReceivedMessage:
    """One message to the viewer. Raises NotFound."""
    row = _to(viewer).filter(study=study_id, message=message_id).first()
    if row is None:
        raise NotFound(message_id)
    return _received(row)


def new_messages(viewer: Viewer, at: datetime) -> dict[UUID, ReceivedMessage]:
    """The newest message of the last weeks for each of the viewer's registrations that has one. One query."""
    rows = _to(viewer).filter(message__sent_at__gt=at - NEW_FOR)
    return {row.study.enrolment_id: _received(row) for row in reversed(rows)}


def _sent(viewer: Viewer) -> QuerySet[Message]:
    theirs = Message.objects.filter(lead_provider__in=viewer.organisations(RoleKind.LEAD_PROVIDER))
    return theirs.select_related("lead_provider", "sender")


def _to(viewer: Viewer) -> QuerySet[MessageRecipient]:
    """What came to the viewer in places that stand, as far as it has a text still, newest first."""
    return (
        MessageRecipient.objects.filter(study__person=viewer.own_id, study__enrolment__taken_back_at=None)
        .exclude(message__body="")
        .select_related("message__lead_provider", "study")
        .order_by("-message__sent_at", "message")
    )


def _message_row(row: Message) -> MessageRow:
    return MessageRow(
        id=row.id,
        provider=row.lead_provider.name,
        sender=row.sender.full_name,
        subject=row.subject,
        sent_at=row.sent_at,
        people=row.people,
    )


def _received(row: MessageRecipient) -> ReceivedMessage:
    message = row.message
    return ReceivedMessage(
        id=message.id,
        study=row.study_id,
        registration=row.study.enrolment_id,
        provider=message.lead_provider.name,
        subject=message.subject,
        body=message.body,
        reach=message.reach,
        sent_at=message.sent_at,
    )


def _narrowing(codes: Mapping[str, Any]) -> Narrowing:
    cohort, unit = codes.get("cohort"), codes.get("unit", "")
    name = Cohort.objects.filter(id=cohort).values_list("name", flat=True).first() if cohort else ""
    return Narrowing(
        cohort=name or "",
        silent=codes.get("silent"),
        unit=unit if unit in ("", NOT_BEGUN) else _title(unit),
        share=Share(codes["share"]) if "share" in codes else None,
        silence=Silence(codes["silence"]) if "silence" in codes else None,
    )


def _title(unit: str) -> str:
    """The unit's title as the newest version that has it says it."""
    newest = CourseUnit.objects.filter(identifier=unit).order_by("-version__published_at")
    return newest.values_list("title", flat=True).first() or unit
