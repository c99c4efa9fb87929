from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from npq.domain.funding.facts import Employment, Setting
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import FundingChoice, Nursery, SponsorRole
from npq.domain.registration.rules.answers import (
    NOTICE_VERSION,
    Answers,
    asks_employer,
    missing_answers,
    notice_read,
    read_answers,
)

COMPLETE = Answers(
    works_in_england=True,
    setting=Setting.SCHOOL,
    workplace_urn=900001,
    workplace_not_listed=False,
    qualification="npq-executive-leadership",
    cohort=uuid4(),
    lead_provider=uuid4(),
    sponsor_role=SponsorRole.LINE_MANAGER,
    sponsor_name="Ada Fell",
    sponsor_email="a.fell@oakfield.example",
    full_name="Amina Clarke",
    date_of_birth=date(1979, 3, 27),
    teacher_reference_number="",
    notice_version=NOTICE_VERSION,
)


def test_nothing_is_missing_from_complete_answers():
    assert missing_answers(COMPLETE, Outcome.FUNDED) == []


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"works_in_england": None}, ["works_in_england"]),
        ({"setting": None}, ["setting"]),
        ({"workplace_urn": None}, ["workplace_urn"]),
        ({"workplace_urn": None, "workplace_not_listed": True}, ["employer_name", "employment_role"]),
        ({"setting": Setting.EARLY_YEARS}, ["nursery", "employer_name", "employment_role"]),
        ({"setting": Setting.EARLY_YEARS, "nursery": Nursery.MAINTAINED}, []),
        ({"setting": Setting.EARLY_YEARS, "nursery": Nursery.PRIVATE}, ["employer_name", "employment_role"]),
        ({"setting": Setting.ANOTHER}, ["employment", "employer_name", "employment_role"]),
        ({"works_in_england": False}, ["employer_name", "employment_role"]),
        ({"notice_version": None}, ["notice_version"]),
    ],
)
def test_what_is_missing_follows_from_what_was_said(changed, missing):
    assert missing_answers(replace(COMPLETE, **changed), Outcome.FUNDED) == missing


def test_who_pays_is_asked_only_where_the_department_does_not():
    assert missing_answers(COMPLETE, Outcome.NOT_FUNDED) == ["funding_choice"]
    assert missing_answers(COMPLETE, Outcome.REVIEW) == []
    assert missing_answers(replace(COMPLETE, funding_choice=FundingChoice.SELF), Outcome.NOT_FUNDED) == []


def test_the_reference_number_never_stops_anyone():
    assert missing_answers(replace(COMPLETE, teacher_reference_number=None), Outcome.FUNDED) == []


def test_an_employer_is_asked_for_where_no_school_says_it():
    assert not asks_employer(COMPLETE)
    assert asks_employer(replace(COMPLETE, setting=Setting.OTHER))
    assert asks_employer(replace(COMPLETE, setting=Setting.ANOTHER, employment=Employment.HOSPITAL_SCHOOL))
    assert not asks_employer(Answers())


def test_stored_answers_come_back_typed():
    stored = {
        "works_in_england": True,
        "setting": "a_school",
        "workplace_urn": 900001,
        "cohort": "7d9d2b7e-64f6-4a0e-8a19-3a4f2a8f5e11",
        "date_of_birth": "1979-03-27",
        "sponsor_role": "line_manager",
    }
    answers = read_answers(stored)
    assert answers.setting is Setting.SCHOOL
    assert answers.date_of_birth == date(1979, 3, 27)
    assert answers.sponsor_role is SponsorRole.LINE_MANAGER
    assert str(answers.cohort) == stored["cohort"]


@pytest.mark.parametrize("value", ["nowhere", 7, None, {}])
def test_a_stored_answer_that_no_longer_fits_counts_as_none(value):
    assert read_answers({"setting": value, "unheard_of": 1}).setting is None


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ({"notice_provider": COMPLETE.lead_provider}, True),
        ({"notice_provider": None}, True),
        ({"notice_provider": uuid4()}, False),
        ({"notice_version": "2020-01"}, False),
        ({"notice_version": None}, False),
    ],
)
def test_the_notice_is_read_in_its_present_words_and_for_the_provider_chosen(changed, read):
    assert notice_read(replace(COMPLETE, **changed)) is read
