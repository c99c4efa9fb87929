"""What the passing of time does to windows: people are entered, written to, and those who sent nothing have missed it.

Each is right when it runs late or twice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from npq.domain.assessment.kinds import (
    SITTING,
    JournalKind,
    SittingState,
    Task,
    WindowKind,
    WindowRefusal,
)
from npq.domain.assessment.models import Script, Sitting, Window
from npq.domain.assessment.operations.entering import enter
from npq.domain.assessment.operations.route import say_how_far
from npq.domain.assessment.queries.standing import gate_facts
from npq.domain.assessment.rules.gate import missing_to_enter
from npq.domain.assessment.rules.letters_due import ENTERED_DAYS_BEFORE, letter_due, next_letter_at
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.enrolment.models import Enrolment
from npq.domain.learning.models import Study
from npq.domain.people.models import Person
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.viewer import Viewer

MOST_AT_ONCE = 500
"""How many people one run of a sweep looks at in one window; the rest come with the next run."""

WRITTEN_TO = (SittingState.ENTERED, SittingState.OPEN)


@operation
def enter_participants(*, by: Viewer, at: datetime) -> int:
    """Enters whoever may sit, from three weeks before a window opens until it closes; returns how many."""
    entered = 0
    windows = Window.objects.filter(
        opens_at__lte=at + timedelta(days=ENTERED_DAYS_BEFORE), closes_at__gt=at
    ).select_related("case", "policy")
    for window in windows.defer("case__content", "case__for_markers").order_by("opens_at"):
        found = list(_not_entered(window)[:MOST_AT_ONCE])
        facts = gate_facts([place.pk for place in found], window, window.policy)
        for place in found:
            if missing_to_enter(facts[place.pk], at):
                continue
            if _held(place.registration.person_id) and _not_entered(window).filter(pk=place.pk).exists():
                enter(by=by, at=at, registration=place.registration, window=window)
                entered += 1
    return entered


def _not_entered(window: Window) -> QuerySet[Enrolment]:
    """Places whose people a window is for and who are in none of its kind: for the assessment, those who have studied
    enough and have no response in marking."""
    own = Sitting.objects.filter(registration=OuterRef("registration"))
    standing = Q(kind=window.kind, state__in=[state.value for state in SittingState.standing()])
    places = Enrolment.objects.filter(
        ~Exists(own.filter(Q(window=window) | standing)),
        registration__lead_provider=window.lead_provider_id,
        registration__qualification=window.qualification_id,
        training_status=TrainingStatus.ACTIVE,
        taken_back_at=None,
    )
    if window.cohort_id is not None:
        places = places.filter(registration__cohort=window.cohort_id)
    if window.kind == WindowKind.LIVE:
        enough = Study.objects.filter(enrolment=OuterRef("pk"), enough_at__isnull=False)
        sealed = own.filter(kind=WindowKind.LIVE.value, state=SittingState.SEALED.value)
        places = places.filter(Exists(enough)).exclude(Exists(sealed))
    return places.select_related("registration").order_by("pk")


@operation
def remind_of_windows(*, by: Viewer, at: datetime) -> int:
    """Queues the letter that is due about each sitting; returns how many. A sweep that slept past several queues the
    last of them alone, and nobody is told to hurry who has submitted."""
    reminded = 0
    for sitting in _due(Q(remind_at__lte=at), "remind_at"):
        window = sitting.window
        letter = letter_due(window.opens_at, sitting.deadline_at, at)
        sitting.remind_at = next_letter_at(window.opens_at, sitting.deadline_at, at)
        sitting.save(update_fields=["remind_at"])
        if letter is None or sitting.state not in {state.value for state in WRITTEN_TO}:
            continue
        journal.record(
            JournalKind.SITTING_REMINDED, by=by, at=at, subject=("sitting", sitting.id), letter=letter.value
        )
        defer(
            Task.TELL_OF_WINDOW,
            at=at,
            key=f"{Task.TELL_OF_WINDOW}/{sitting.id}/{letter.value}",
            sitting_id=sitting.id,
            letter=letter.value,
        )
        reminded += 1
    return reminded


@operation
def close_windows(*, by: Viewer, at: datetime) -> int:
    """Whoever sent nothing by the end of their grace has missed the window; returns how many. What goes in by itself at
    the deadline goes first."""
    missed = 0
    over = Q(state__in=[state.value for state in WRITTEN_TO], grace_until__lte=at)
    for sitting in _due(over & ~_goes_in_by_itself(), "grace_until"):
        after = SITTING.after(
            SittingState(sitting.state), "close_windows", refusal=WindowRefusal.SITTING_OVER
        )
        sitting.state, sitting.state_changed_at, sitting.remind_at = after.value, at, None
        sitting.save(update_fields=["state", "state_changed_at", "remind_at"])
        journal.record(JournalKind.SITTING_MISSED, by=by, at=at, subject=("sitting", sitting.id))
        say_how_far(sitting, at)
        if sitting.kind == WindowKind.LIVE:
            defer(Task.TELL_MISSED, at=at, key=f"{Task.TELL_MISSED}/{sitting.id}", sitting_id=sitting.id)
        missed += 1
    return missed


def _goes_in_by_itself() -> Q:
    """What its writer chose to have sent at the deadline, and that says something."""
    chosen = Script.objects.filter(sitting=OuterRef("pk"), send_at_deadline=True, words__gt=0)
    return Q(Exists(chosen), state=SittingState.OPEN.value)


def _due(due: Q, order: str) -> Iterator[Sitting]:
    """Sittings that something is due for, longest due first, each with its person held and held itself; one that
    somebody else holds waits."""
    rows = Sitting.objects.filter(due).order_by(order, "pk")
    for sitting_id, person_id in rows.values_list("pk", "registration__person_id")[:MOST_AT_ONCE]:
        if not _held(person_id):
            continue
        sitting = (
            Sitting.objects.filter(due, pk=sitting_id)
            .select_related("window", "registration")
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .first()
        )
        if sitting is not None:
            yield sitting


def _held(person_id: UUID) -> bool:
    return Person.objects.select_for_update(skip_locked=True).filter(id=person_id).exists()
