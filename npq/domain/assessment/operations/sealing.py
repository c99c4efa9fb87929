"""Sealing: what was handed in becomes scripts with numbers, so that nobody who marks knows whose they are."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from npq.domain.assessment.kinds import (
    SITTING,
    JournalKind,
    RefusalCode,
    SittingState,
    WindowKind,
)
from npq.domain.assessment.models import (
    AccessArrangement,
    Revision,
    SealedScript,
    Sitting,
    Submission,
    Window,
)
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.queries.revisions import content_of
from npq.domain.assessment.rules.responses import CANDIDATE_LETTERS, pairs
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation, step
from npq.kernel.viewer import Viewer

NUMBER_LENGTH = 4


@operation
def seal_scripts(*, by: Viewer, at: datetime) -> int:
    """Seals every live window in which nobody can hand in anything any more; gives how many scripts. Late or twice, it
    seals each script once."""
    waiting = Sitting.objects.filter(
        window=OuterRef("pk"), state__in=[SittingState.ENTERED, SittingState.OPEN]
    )
    to_come = waiting.filter(Q(grace_until__gte=at) | Q(script__send_at_deadline=True, script__words__gt=0))
    handed_in = Sitting.objects.filter(window=OuterRef("pk"), state=SittingState.SUBMITTED)
    due = Window.objects.filter(
        Exists(handed_in.filter(grace_until__lt=at)),
        ~Exists(handed_in.filter(grace_until__gte=at)),
        ~Exists(to_come),
        kind=WindowKind.LIVE,
        closes_at__lt=at,
    )
    return sum(_seal(by, at, window) for window in due.order_by("closes_at").values_list("id", flat=True))


@step
def _seal(by: Viewer, at: datetime, window_id: UUID) -> int:
    sittings = list(
        Sitting.objects.select_for_update(of=("self",))
        .select_related("registration")
        .filter(window=window_id, state=SittingState.SUBMITTED)
    )
    handed_in = {
        one.script_id: one
        for one in Submission.objects.filter(script__in=[one.id for one in sittings], withdrawn_at=None)
    }
    lenient = _spelling_not_judged(sittings)
    taken = set(SealedScript.objects.filter(window=window_id).values_list("candidate_number", flat=True))
    sealed = []
    for sitting in sittings:
        number = _new_number(taken)
        taken.add(number)
        sealed.append(
            _sealed(at, sitting, handed_in[sitting.id], number, sitting.registration.person_id in lenient)
        )
        sitting.state = SITTING.after(
            SittingState(sitting.state), "seal_scripts", refusal=RefusalCode.WRITING_OVER
        )
        sitting.state_changed_at, sitting.candidate_number = at, number
    # By number, so that not even the order of the rows tells who handed in first.
    SealedScript.objects.bulk_create(sorted(sealed, key=lambda one: one.candidate_number), batch_size=100)
    Sitting.objects.bulk_update(sittings, ["state", "state_changed_at", "candidate_number"], batch_size=200)
    for sitting in sittings:
        say_how_far(sitting, at)
    if sealed:
        journal.record(
            JournalKind.SCRIPTS_SEALED, by=by, at=at, subject=("window", window_id), scripts=len(sealed)
        )
    return len(sealed)


def _sealed(
    at: datetime, sitting: Sitting, submission: Submission, number: str, spelling_not_judged: bool
) -> SealedScript:
    return SealedScript(
        submission=submission,
        window_id=sitting.window_id,
        candidate_number=number,
        content=_content(sitting.id, submission.revision),
        words=submission.words,
        words_excluded=submission.words_excluded,
        word_limit=submission.word_limit,
        spelling_not_judged=spelling_not_judged,
        sealed_at=at,
    )


def _content(sitting_id: UUID, revision: int) -> list[list[str]]:
    full = Revision.objects.filter(script=sitting_id, number=revision).values_list("full", flat=True).first()
    return full if full is not None else pairs(content_of(sitting_id, revision))


def _spelling_not_judged(sittings: list[Sitting]) -> set[UUID]:
    """Whose spelling is not judged: what was agreed at their deadline, and all that markers are told of anybody."""
    deadlines = {one.registration.person_id: one.deadline_at for one in sittings}
    agreed = AccessArrangement.objects.filter(person__in=deadlines, spelling_not_judged=True)
    return {
        one.person_id
        for one in agreed
        if one.agreed_at <= deadlines[one.person_id]
        and (one.ended_at is None or one.ended_at > deadlines[one.person_id])
        and (one.ends_on is None or one.ends_on >= london_day(deadlines[one.person_id]))
    }


def _new_number(taken: set[str]) -> str:
    while True:
        number = "".join(secrets.choice(CANDIDATE_LETTERS) for _ in range(NUMBER_LENGTH))
        if number not in taken:
            return number
