"""Everything that runs by itself, in one table.

A sweep looks for rows whose day has come by the service's clock and does what is due: running it twice or late does
no harm. It is told who acts and what time it is, like every operation. In a demonstration, where the clock can jump,
every sweep runs each minute.

The worker does one thing more by itself: it takes over the jobs of a worker that died (recovery.py).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from procrastinate.contrib.django import app

from npq.domain.assessment.operations.comparing import compare_windows
from npq.domain.assessment.operations.sealing import seal_scripts
from npq.domain.assessment.operations.submitting import submit_at_deadline
from npq.domain.assessment.operations.sweeps import close_windows, enter_participants, remind_of_windows
from npq.domain.enrolment.operations.reminders import remind_of_return
from npq.domain.learning.operations.messages import give_up_on_messages
from npq.domain.learning.operations.studying import open_studies
from npq.domain.learning.operations.upgrading import move_studies_on
from npq.domain.registration.operations.interest import tell_interested
from npq.domain.registration.operations.sponsor_reminders import expire_approvals, remind_sponsors
from npq.jobs import housekeeping
from npq.jobs.privacy import forget_what_is_over
from npq.kernel import clock
from npq.kernel.viewer import Viewer

QUEUE = "sweeps"

EVERY_MINUTE = "* * * * *"
EVERY_TEN_MINUTES = "*/10 * * * *"
EVERY_HOUR = "17 * * * *"
EVERY_NIGHT = "40 2 * * *"  # UTC


class Due(Protocol):
    """What a sweep calls: an operation, or a function made like one."""

    def __call__(self, *, by: Viewer, at: datetime) -> object: ...


@dataclass(frozen=True)
class Sweep:
    """One thing that runs by itself: the name it acts under, when (cron, in UTC), and what it calls."""

    name: str
    cron: str
    function: Due

    def run(self, timestamp: int = 0) -> None:
        """Does what is due now, whichever run of the schedule (`timestamp`) this is."""
        self.function(by=Viewer.system(self.name), at=clock.now())


SCHEDULE: list[Sweep] = [
    Sweep("registration.remind_sponsors", EVERY_TEN_MINUTES, remind_sponsors),
    Sweep("registration.expire_approvals", EVERY_TEN_MINUTES, expire_approvals),
    Sweep("registration.tell_interested", EVERY_TEN_MINUTES, tell_interested),
    Sweep("enrolment.remind_of_return", EVERY_TEN_MINUTES, remind_of_return),
    Sweep("learning.open_studies", EVERY_HOUR, open_studies),
    Sweep("learning.take_up_wording", EVERY_HOUR, move_studies_on),
    Sweep("learning.give_up_on_messages", EVERY_HOUR, give_up_on_messages),
    Sweep("assessment.enter_participants", EVERY_TEN_MINUTES, enter_participants),
    Sweep("assessment.remind_of_windows", EVERY_TEN_MINUTES, remind_of_windows),
    Sweep("assessment.submit_at_deadline", EVERY_TEN_MINUTES, submit_at_deadline),
    Sweep("assessment.close_windows", EVERY_TEN_MINUTES, close_windows),
    Sweep("assessment.seal_scripts", EVERY_TEN_MINUTES, seal_scripts),
    Sweep("assessment.compare_windows", EVERY_TEN_MINUTES, compare_windows),
    Sweep("privacy.forget_what_is_over", EVERY_NIGHT, forget_what_is_over),
    Sweep("jobs.forget_unused_accounts", EVERY_NIGHT, housekeeping.forget_unused_accounts),
    Sweep("jobs.clear_sessions", EVERY_NIGHT, housekeeping.clear_sessions),
    Sweep("jobs.clear_cache", EVERY_HOUR, housekeeping.clear_cache),
    Sweep("jobs.prune_jobs", EVERY_HOUR, housekeeping.prune_jobs),
]


def register() -> None:
    """Makes every sweep known to the worker. Letters go before sweeps, and no sweep runs beside itself."""
    for sweep in SCHEDULE:
        task = app.task(name=sweep.name, queue=QUEUE, priority=-1, lock=sweep.name, queueing_lock=sweep.name)(
            sweep.run
        )
        app.periodic(cron=EVERY_MINUTE if settings.CLOCK_SETTABLE else sweep.cron)(task)


def run_every_sweep() -> None:
    """Does at once, in the order of the table, all that is due: for tests, and after a jump of the clock."""
    for sweep in SCHEDULE:
        sweep.run()
