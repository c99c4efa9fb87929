import inspect
import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

from npq.jobs.privacy import SWEEPS
from npq.jobs.schedule import EVERY_MINUTE, SCHEDULE, run_every_sweep
from npq.kernel.models import Entry
from npq.kernel.operations import OPERATIONS
from npq.kernel.privacy import Kept

DOMAIN = Path(__file__).parents[2] / "npq" / "domain"
CRON = re.compile(r"^(\*|\*/\d+|\d+) (\*|\d+) \* \* \*$")


def test_names_are_unique_and_times_are_times():
    assert len({sweep.name for sweep in SCHEDULE}) == len(SCHEDULE)
    assert all(CRON.match(sweep.cron) for sweep in SCHEDULE)


@pytest.mark.parametrize("sweep", SCHEDULE, ids=lambda sweep: sweep.name)
def test_the_queue_knows_a_sweep_and_never_holds_it_twice(sweep):
    task = app.tasks[sweep.name]
    assert (task.queue, task.lock, task.queueing_lock) == ("sweeps", sweep.name, sweep.name)
    assert task.retry_strategy is None
    assert task.priority < 0


def test_where_the_clock_can_jump_every_sweep_runs_each_minute():
    crons = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert crons == {sweep.name: EVERY_MINUTE for sweep in SCHEDULE}


def test_every_sweep_runs_with_nothing_to_do_and_says_nothing(db, clock):
    run_every_sweep()
    run_every_sweep()
    assert not Entry.objects.exists()


def test_every_sweep_runs_with_real_commits(real_database, clock):
    """An operation opens the outermost transaction: no sweep may stand inside another."""
    run_every_sweep()


def test_every_sweep_of_the_domain_is_scheduled():
    """A sweep is an operation that is told nothing but who acts and when."""
    scheduled = {sweep.function.__name__ for sweep in SCHEDULE} | {
        sweep.__name__ for sweep in SWEEPS.values()
    }
    assert set(SWEEPS) == set(Kept)
    for name, module in OPERATIONS.items():
        if module.startswith("npq."):
            function = getattr(import_module(module), name)
            if inspect.signature(function).parameters.keys() == {"by", "at"} and name not in HUMAN:
                assert name in scheduled, f"{module}.{name} stands in no schedule"


HUMAN = {"sign_out_everywhere", "cancel_email_change"}
"""Operations that only somebody signed in calls, for themselves."""


def test_every_task_named_in_the_domain_is_known_to_the_queue():
    for subject in sorted(path.parent.name for path in DOMAIN.glob("*/kinds.py")):
        names = getattr(import_module(f"npq.domain.{subject}.kinds"), "Task", None)
        if names is not None and issubclass(names, StrEnum):
            assert {name.value for name in names} <= app.tasks.keys()
