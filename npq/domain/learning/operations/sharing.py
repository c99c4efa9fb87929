"""Letting a coach read one entry of one's learning log, and ending that."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce, Least

from npq.domain.learning.kinds import MOST_SHARED_A_DAY, JournalKind, RefusalCode, Task
from npq.domain.learning.models import LogEntry, SharedEntry, Study
from npq.domain.learning.queries.sharing import wants_no_mail, why_no_coach
from npq.domain.people.operations.holding import held_self
from npq.kernel import journal
from npq.kernel.operations import operation, step
from npq.kernel.privacy import Kept
from npq.kernel.queue import defer
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.retention import over_at
from npq.kernel.viewer import Viewer

SHARED_FOR = timedelta(days=90)
A_DAY = timedelta(days=1)


@operation
def share_entry(*, by: Viewer, at: datetime, study_id: UUID, entry_id: UUID, name: str, email: str) -> UUID:
    """Lets a coach read one entry for 90 days and writes to them; gives the id of the share.

    While it is shared with that address already, nothing happens. Raises NotFound, and Refusal: COACH_IS_YOU,
    COACH_IS_SPONSOR, COACH_IS_STAFF, COACH_WANTS_NO_MAIL, TOO_MANY_SHARED (most).
    """
    person = held_self(by)
    study = _own_study(by, study_id)
    email = email.strip().lower()
    shared = LogEntry.objects.filter(study=study, id=entry_id)
    if not shared.exists():
        raise NotFound(entry_id)
    why = why_no_coach(person, email) or (RefusalCode.COACH_WANTS_NO_MAIL if wants_no_mail(email) else None)
    if why is not None:
        raise Refusal(why)
    before = SharedEntry.objects.filter(entry=entry_id, coach_email=email, stopped_at=None).first()
    if before is not None and before.expires_at > at:
        return before.id
    lately = SharedEntry.objects.filter(entry__study__person=person, shared_at__gt=at - A_DAY).count()
    if lately >= MOST_SHARED_A_DAY:
        raise Refusal(RefusalCode.TOO_MANY_SHARED, most=MOST_SHARED_A_DAY)
    if before is not None:
        # It ran out. It is closed on the day it did, so that one share of an entry with a coach is open at a time.
        before.stopped_at = before.expires_at
        before.save(update_fields=["stopped_at"])
    share = SharedEntry.objects.create(
        entry_id=entry_id, coach_name=name, coach_email=email, shared_at=at, expires_at=at + SHARED_FOR
    )
    _record(JournalKind.LOG_ENTRY_SHARED, by, at, study_id, share)
    defer(Task.WRITE_TO_COACH, at=at, key=f"{Task.WRITE_TO_COACH}/{share.id}", share_id=share.id)
    return share.id


@operation
def stop_sharing(*, by: Viewer, at: datetime, study_id: UUID, share_id: UUID) -> None:
    """The coach cannot read the entry any more, at once. A repeat does nothing. Raises NotFound."""
    held_self(by)
    share = SharedEntry.objects.filter(id=share_id, entry__study=_own_study(by, study_id)).first()
    if share is None:
        raise NotFound(share_id)
    if share.stopped_at is not None or share.expires_at <= at:
        return
    share.stopped_at = at
    share.save(update_fields=["stopped_at"])
    _record(JournalKind.LOG_ENTRY_SHARING_STOPPED, by, at, study_id, share)


@operation
def forget_coaches(*, by: Viewer, at: datetime) -> int:
    """Erases with whom entries were shared that have not been for long; gives how many shares."""
    ended = SharedEntry.objects.annotate(
        ended_at=Least(Coalesce("stopped_at", "expires_at"), F("expires_at"))
    )
    return ended.filter(ended_at__lte=over_at(Kept.COACH, at)).delete()[0]


@step
def _record(kind: JournalKind, by: Viewer, at: datetime, study_id: UUID, share: SharedEntry) -> None:
    journal.record(kind, by=by, at=at, subject=("study", study_id), entry=share.entry_id, share=share.id)


def _own_study(by: Viewer, study_id: UUID) -> Study:
    """One's own study, held: two who press at once share once."""
    study = (
        Study.objects.select_for_update(of=("self",))
        .filter(id=study_id, person_id=by.own_id, enrolment__taken_back_at=None)
        .first()
    )
    if study is None:
        raise NotFound(study_id)
    return study
