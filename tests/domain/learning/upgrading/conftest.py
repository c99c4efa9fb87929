"""Studies of one cohort of Northlight's, and a course that gets a later version."""

from datetime import timedelta

import pytest
from django.db import transaction

from npq.domain.catalogue.queries import cohort_by_identifier
from npq.domain.enrolment.operations import accept_registration
from npq.domain.learning.operations.studying import (
    answer_check,
    complete_page,
    make_decision,
    open_study,
)
from npq.domain.learning.operations.upgrading import (
    note_assessment_period,
    take_up_version,
)
from tests import world
from tests.world import AT, BY, COHORT, NPQEL

LATER = AT + timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture
def priya(northlight):
    return world.staff(northlight)


@pytest.fixture
def cohort(northlight):
    return cohort_by_identifier(COHORT).id


@pytest.fixture
def somebody(northlight, priya):
    """Gives somebody a place and opens their study."""

    def made(name: str, provider=northlight, staff=None):
        person = world.person(name)
        place = world.registration(person, provider)
        accept_registration(by=staff or priya, at=AT, registration_id=place)
        return person, open_study(by=BY, at=AT, registration_id=place)

    return made


def reads(viewer, study, *pages, at=AT):
    for page in pages:
        complete_page(by=viewer, at=at, study_id=study, page=page)


def studies_everything(viewer, study, at=AT):
    for decision in ("tc1-monday", "tc1-tuesday"):
        make_decision(by=viewer, at=at, study_id=study, page="tc1-case", decision=decision, choice="go")
    answers = {"tc1-q1": [0], "tc1-q2": [0, 1], "tc1-q3": "1200"}
    answer_check(by=viewer, at=at, study_id=study, page="tc1-check", given=answers)
    rest = ("opening", "known", "case", "reflection", "task", "recap", "sources")
    reads(viewer, study, *(f"tc1-{page}" for page in rest), at=at)


def take_up(by, version, cohort, at=LATER):
    take_up_version(by=by, at=at, version_id=version, cohort_id=cohort)


@pytest.fixture
def assessing(cohort):
    """An assessment is open from a day after AT on, for so many days."""

    def noted(*, days=14, of=cohort, opens_at=LATER):
        with transaction.atomic():
            note_assessment_period(
                by=BY,
                at=AT,
                qualification=NPQEL,
                key="autumn",
                opens_at=opens_at,
                closes_at=opens_at + days * DAY,
                cohort_id=of,
            )

    return noted
