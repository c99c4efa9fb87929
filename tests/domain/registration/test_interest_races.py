"""Real commits: many askings at once are one wish, and two sweeps at once tell nobody twice."""

from functools import partial

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from npq.domain.catalogue.operations import publish_qualification
from npq.domain.registration.kinds import Task
from npq.domain.registration.models import Interest, InterestTold
from npq.domain.registration.operations.interest import (
    ask_to_be_told,
    confirm_interest,
    stop_interest,
    tell_interested,
)
from tests.domain.registration.test_interest import AT, OPENS, OURS, SYSTEM, VISITOR, cohort

EMAIL = "ada@example.org"


@pytest.fixture(autouse=True)
def world(real_database):
    publish_qualification(by=SYSTEM, at=AT, folder=settings.COURSES / OURS)
    cohort(2027, OPENS)
    return real_database


def ask(number: int = 0) -> None:
    ask_to_be_told(by=VISITOR, at=AT, qualification=OURS, email=EMAIL)


def jobs(task: Task) -> int:
    return ProcrastinateJob.objects.filter(task_name=task.value).count()


def test_asked_eight_times_at_once_is_one_wish_and_one_letter(world):
    outcomes = world.at_once(*(partial(ask, number) for number in range(8)))
    assert outcomes == [None] * 8
    assert Interest.objects.count() == jobs(Task.CONFIRM_INTEREST) == 1


def test_two_sweeps_at_once_tell_everyone_once(world):
    for number in range(20):
        ask_to_be_told(by=VISITOR, at=AT, qualification=OURS, email=f"p{number}@example.org")
    for interest in Interest.objects.all():
        confirm_interest(by=VISITOR, at=AT, interest_id=interest.id)
    sweep = partial(tell_interested, by=SYSTEM, at=OPENS)
    told = world.at_once(*[sweep] * 4)
    told.append(sweep())
    assert sum(told) == 20
    assert InterestTold.objects.count() == jobs(Task.TELL_REGISTRATION_OPEN) == 20


def test_stopping_while_a_sweep_runs_leaves_nothing_behind(world):
    ask()
    interest = Interest.objects.get()
    confirm_interest(by=VISITOR, at=AT, interest_id=interest.id)
    stop = partial(stop_interest, by=VISITOR, at=OPENS, interest_id=interest.id)
    outcomes = world.at_once(stop, partial(tell_interested, by=SYSTEM, at=OPENS))
    assert not any(isinstance(outcome, Exception) for outcome in outcomes), outcomes
    assert not Interest.objects.exists()
    assert not InterestTold.objects.exists()
