"""Hearing when registration opens: asked for, confirmed, told of each cohort once, stopped."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from npq.domain.catalogue.models import Qualification
from npq.domain.catalogue.queries import CohortRow, open_cohorts
from npq.domain.registration.kinds import JournalKind, RefusalCode, Task
from npq.domain.registration.models import Interest, InterestTold, StoppedAddress
from npq.domain.registration.rules.interest import link_expires_at, may_send_link
from npq.domain.registration.rules.sponsors import address_digest
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer

MOST_AT_ONCE = 500
"""How many letters one run of the sweep queues; the rest go with the next run."""


@operation
def ask_to_be_told(*, by: Viewer, at: datetime, qualification: str, email: str) -> None:
    """Somebody wants to hear when registration opens: a link to confirm goes to the address, unless one just did.

    Says nothing of whether the address is known already: confirmed, stopped for good or new, the answer is the same.
    Raises NotFound for an unknown qualification.
    """
    if not Qualification.objects.filter(pk=qualification).exists():
        raise NotFound(f"qualification {qualification}")
    address = email.strip().lower()
    if StoppedAddress.objects.filter(digest=address_digest(address)).exists():
        return
    Interest.objects.get_or_create(qualification_id=qualification, email=address, defaults={"asked_at": at})
    interest = Interest.objects.select_for_update().get(qualification_id=qualification, email=address)
    if interest.confirmed_at or not may_send_link(interest.links_sent, interest.asked_at, at):
        return
    interest.asked_at = at
    interest.links_sent += 1
    interest.save(update_fields=["asked_at", "links_sent"])
    journal.record(
        JournalKind.INTEREST_ASKED,
        by=by,
        at=at,
        subject=("interest", interest.id),
        qualification=qualification,
        link=interest.links_sent,
    )
    defer(
        Task.CONFIRM_INTEREST,
        at=at,
        key=f"{Task.CONFIRM_INTEREST}/{interest.id}/{interest.links_sent}",
        interest_id=interest.id,
    )


@operation
def confirm_interest(*, by: Viewer, at: datetime, interest_id: UUID) -> None:
    """Whoever reads the mailbox wants the letters. A repeat does nothing. Raises Refusal(LINK_EXPIRED) too late."""
    interest = Interest.objects.select_for_update().filter(id=interest_id).first()
    if interest is None or (interest.confirmed_at is None and link_expires_at(interest.asked_at) <= at):
        raise Refusal(RefusalCode.LINK_EXPIRED)
    if interest.confirmed_at is not None:
        return
    interest.confirmed_at = at
    interest.save(update_fields=["confirmed_at"])
    journal.record(
        JournalKind.INTEREST_CONFIRMED,
        by=by,
        at=at,
        subject=("interest", interest.id),
        qualification=interest.qualification_id,
    )


@operation
def stop_interest(*, by: Viewer, at: datetime, interest_id: UUID) -> None:
    """No more letters, and the address is forgotten. A repeat does nothing."""
    interest = Interest.objects.select_for_update().filter(id=interest_id).first()
    if interest is None:
        return
    journal.record(
        JournalKind.INTEREST_STOPPED,
        by=by,
        at=at,
        subject=("interest", interest.id),
        qualification=interest.qualification_id,
    )
    interest.delete()


@operation
def tell_interested(*, by: Viewer, at: datetime) -> int:
    """Queues a letter for everyone who confirmed, about each cohort that has opened since they asked; returns how many.

    Right when it runs late or twice: each person hears of a cohort once, and of none that has closed again.
    """
    wanted = Interest.objects.filter(confirmed_at__isnull=False).values("qualification_id").distinct()
    told = 0
    for qualification in wanted.values_list("qualification_id", flat=True):
        for cohort in open_cohorts(qualification, at):
            told += _tell_of(by, at, qualification, cohort, MOST_AT_ONCE - told)
    return told


@step
def _tell_of(by: Viewer, at: datetime, qualification: str, cohort: CohortRow, most: int) -> int:
    has_heard = Exists(InterestTold.objects.filter(interest=OuterRef("pk"), cohort=cohort.id))
    waiting = Interest.objects.select_for_update(skip_locked=True).filter(
        ~has_heard,
        qualification=qualification,
        confirmed_at__isnull=False,
        asked_at__lt=cohort.registration_opens_at,
    )
    ids = list(waiting.order_by("asked_at", "id").values_list("id", flat=True)[:most])
    if not ids:
        return 0
    InterestTold.objects.bulk_create(
        InterestTold(interest_id=interest_id, cohort_id=cohort.id, told_at=at) for interest_id in ids
    )
    for interest_id in ids:
        defer(
            Task.TELL_REGISTRATION_OPEN,
            at=at,
            key=f"{Task.TELL_REGISTRATION_OPEN}/{interest_id}/{cohort.id}",
            interest_id=interest_id,
            cohort_id=cohort.id,
        )
    journal.record(
        JournalKind.INTERESTED_TOLD,
        by=by,
        at=at,
        subject=("cohort", cohort.id),
        qualification=qualification,
        told=len(ids),
    )
    return len(ids)
