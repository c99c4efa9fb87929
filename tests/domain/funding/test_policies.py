from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.funding.facts import Employment, Facts, Setting, WorkplaceFacts
from npq.domain.funding.kinds import Outcome, Reason
from npq.domain.funding.policies import POLICIES
from npq.domain.funding.policies.conditions import STATE_FUNDED_TYPES

OCTOBER_2023 = POLICIES["academic-years-2022-to-2024"]
DEMONSTRATION = POLICIES["demonstration"]

COMMUNITY_SCHOOL = WorkplaceFacts(urn=900001, type_code=1, local_authority_code="201")
INDEPENDENT = WorkplaceFacts(urn=900002, type_code=11, local_authority_code="201")
LTD = "npq-leading-teaching-development"

HEAD = Facts(
    qualification="npq-executive-leadership",
    cohort_funded=True,
    submitted_on=date(2023, 9, 15),
    works_in_england=True,
    setting=Setting.SCHOOL,
    workplace=COMMUNITY_SCHOOL,
)
AWAY_FROM_SCHOOL = replace(HEAD, setting=Setting.ANOTHER, workplace=None)
LEAD_MENTOR = replace(AWAY_FROM_SCHOOL, employment=Employment.LEAD_MENTOR)

CASES = [
    (HEAD, Outcome.FUNDED, Reason.FUNDED),
    (replace(HEAD, setting=Setting.TRUST), Outcome.FUNDED, Reason.FUNDED),
    (replace(HEAD, workplace=replace(COMMUNITY_SCHOOL, type_code=18)), Outcome.FUNDED, Reason.FUNDED),
    (replace(HEAD, workplace=replace(COMMUNITY_SCHOOL, type_code=10)), Outcome.FUNDED, Reason.FUNDED),
    (replace(HEAD, workplace=INDEPENDENT), Outcome.NOT_FUNDED, Reason.INELIGIBLE_ESTABLISHMENT_TYPE),
    (replace(HEAD, works_in_england=False), Outcome.NOT_FUNDED, Reason.NOT_IN_ENGLAND),
    (replace(HEAD, previously_funded=True), Outcome.NOT_FUNDED, Reason.PREVIOUSLY_FUNDED),
    # In this order: outside England comes before the once-only rule, and that before the kind of school.
    (
        replace(HEAD, works_in_england=False, previously_funded=True),
        Outcome.NOT_FUNDED,
        Reason.NOT_IN_ENGLAND,
    ),
    (
        replace(HEAD, workplace=INDEPENDENT, previously_funded=True),
        Outcome.NOT_FUNDED,
        Reason.PREVIOUSLY_FUNDED,
    ),
    (
        replace(HEAD, workplace=replace(COMMUNITY_SCHOOL, type_code=30)),
        Outcome.NOT_FUNDED,
        Reason.SCHOOL_OUTSIDE_ENGLAND,
    ),
    (
        replace(HEAD, workplace=replace(COMMUNITY_SCHOOL, local_authority_code="708")),
        Outcome.NOT_FUNDED,
        Reason.SCHOOL_OUTSIDE_ENGLAND,
    ),
    (replace(HEAD, workplace=None, workplace_not_listed=True), Outcome.REVIEW, Reason.WORKPLACE_NOT_LISTED),
    (
        replace(AWAY_FROM_SCHOOL, employment=Employment.HOSPITAL_SCHOOL),
        Outcome.REVIEW,
        Reason.EMPLOYMENT_REVIEW,
    ),
    (replace(AWAY_FROM_SCHOOL, employment=Employment.OTHER), Outcome.NOT_FUNDED, Reason.NO_INSTITUTION),
    (replace(HEAD, setting=Setting.OTHER, workplace=None), Outcome.NOT_FUNDED, Reason.NO_INSTITUTION),
    (
        replace(HEAD, setting=Setting.EARLY_YEARS, workplace=None),
        Outcome.NOT_FUNDED,
        Reason.EARLY_YEARS_INVALID_NPQ,
    ),
    (LEAD_MENTOR, Outcome.NOT_FUNDED, Reason.NOT_LEAD_MENTOR_COURSE),
    (replace(LEAD_MENTOR, qualification=LTD), Outcome.FUNDED, Reason.FUNDED),
    (
        replace(LEAD_MENTOR, qualification=LTD, previously_funded=True),
        Outcome.NOT_FUNDED,
        Reason.PREVIOUSLY_FUNDED,
    ),
]


@pytest.mark.parametrize(("facts", "outcome", "reason"), CASES)
def test_courses_of_2022_to_2024(facts: Facts, outcome: Outcome, reason: Reason):
    answer = OCTOBER_2023.decide(facts)
    assert (answer.outcome, answer.reason, answer.policy) == (outcome, reason, "academic-years-2022-to-2024")


def test_the_demonstration_pays_nobody_in_an_unfunded_cohort():
    assert DEMONSTRATION.decide(replace(HEAD, cohort_funded=False)).reason is Reason.UNFUNDED_COHORT
    assert DEMONSTRATION.decide(HEAD).funded


def test_the_demonstration_says_that_it_is_one():
    assert "not a real one" in DEMONSTRATION.title


def test_thirty_kinds_of_establishment_count_as_state_funded():
    assert len(STATE_FUNDED_TYPES) == 30
    assert {11, 30, 37, 27, 25}.isdisjoint(STATE_FUNDED_TYPES)


any_facts = st.builds(
    Facts,
    qualification=st.sampled_from(["npq-executive-leadership", LTD]),
    cohort_funded=st.booleans(),
    submitted_on=st.dates(date(2022, 6, 1), date(2030, 1, 1)),
    works_in_england=st.booleans(),
    setting=st.none() | st.sampled_from(Setting),
    workplace=st.none()
    | st.builds(
        WorkplaceFacts,
        urn=st.integers(1, 999999),
        type_code=st.integers(1, 60),
        local_authority_code=st.from_regex(r"[0-9]{3}", fullmatch=True),
    ),
    workplace_not_listed=st.booleans(),
    employment=st.none() | st.sampled_from(Employment),
    previously_funded=st.booleans(),
)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.identifier)
@given(facts=any_facts)
def test_every_policy_answers_everything(policy, facts):
    assert policy.decide(facts).reason in Reason


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.identifier)
@given(facts=any_facts)
def test_nobody_is_funded_twice_or_for_work_outside_england(policy, facts):
    if policy.decide(facts).funded:
        assert not facts.previously_funded
        assert facts.works_in_england or facts.employment is Employment.LEAD_MENTOR
