"""What the passing of time does to a break: letters about its end, and nothing else."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from npq.domain.enrolment.kinds import JournalKind, Task, TrainingStatus
from npq.domain.enrolment.models import Enrolment, TrainingChange
from npq.domain.enrolment.operations.reminder_times import next_reminder, reminders_due
from npq.domain.people.models import Person
from npq.kernel import journal
from npq.kernel.operations import operation
from npq.kernel.queue import defer
from npq.kernel.viewer import Viewer

MOST_AT_ONCE = 500
"""How many letters one run of the sweep queues; the rest go with the next run."""


@operation
def remind_of_return(*, by: Viewer, at: datetime) -> int:
    """Queues the letter that is due about the end of each break; returns how many. Right when it runs late or twice.

    A sweep that slept past two letters queues the later one alone.
    """
    reminded = 0
    for place in _held(at):
        assert place.returns_on is not None
        number = reminders_due(place.returns_on, at)
        place.remind_at = next_reminder(place.returns_on, at)
        place.save(update_fields=["remind_at"])
        change = TrainingChange.objects.filter(enrolment=place).latest("id")
        journal.record(
            JournalKind.RETURN_REMINDED, by=by, at=at, subject=("registration", place.pk), reminder=number
        )
        defer(
            Task.REMIND_OF_RETURN,
            at=at,
            key=f"{Task.REMIND_OF_RETURN}/{change.id}/{number}",
            change_id=change.id,
            number=number,
        )
        reminded += 1
    return reminded


def _held(at: datetime) -> Iterator[Enrolment]:
    """Places whose letter is due, longest due first, each with its person held; one that somebody else holds waits."""
    due = Q(training_status=TrainingStatus.DEFERRED, remind_at__lte=at, taken_back_at=None)
    places = Enrolment.objects.filter(due).order_by("remind_at", "pk")
    for place_id, person_id in places.values_list("pk", "registration__person_id")[:MOST_AT_ONCE]:
        if Person.objects.select_for_update(skip_locked=True).filter(id=person_id).exists():
            place = Enrolment.objects.filter(due, pk=place_id).first()
            if place is not None:
                yield place
