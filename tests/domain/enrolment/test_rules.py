from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.catalogue.kinds import FundingMode
from npq.domain.enrolment.kinds import RefusalCode
from npq.domain.enrolment.rules import (
    AcceptanceFacts,
    acceptance_objections,
    names_like,
    place_to_store,
    references_beginning,
    who_pays_for_place,
)
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import Status

FINE = AcceptanceFacts(
    status=Status.PENDING,
    cohort_funding=FundingMode.FULL,
    funded_place=None,
    decided_funded=True,
    accepted_elsewhere=False,
    approval_awaited=False,
    schedule_in_cohort=None,
    schedule_fits_course=None,
    schedule_determined=True,
)

ANYTHING = st.builds(AcceptanceFacts)


def objections(**facts) -> list[RefusalCode]:
    return list(acceptance_objections(replace(FINE, **facts)))


def test_nothing_speaks_against_a_pending_request():
    assert objections() == []


@pytest.mark.parametrize(
    ("funding", "said", "objection"),
    [
        (FundingMode.CAPPED, None, [RefusalCode.FUNDED_PLACE_MISSING]),
        (FundingMode.CAPPED, True, []),
        (FundingMode.CAPPED, False, []),
        (FundingMode.ZERO, None, [RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT]),
        (FundingMode.ZERO, True, [RefusalCode.FUNDED_PLACE_IN_UNFUNDED_COHORT]),
        (FundingMode.ZERO, False, []),
        (FundingMode.FULL, None, []),
        (FundingMode.FULL, True, []),
        (FundingMode.FULL, False, []),
    ],
)
def test_what_each_kind_of_cohort_wants_to_hear_about_a_funded_place(funding, said, objection):
    assert objections(cohort_funding=funding, funded_place=said) == objection


@pytest.mark.parametrize("over", [Status.REJECTED, Status.WITHDRAWN, Status.REPLACED])
def test_what_is_over_cannot_be_accepted(over):
    assert objections(status=over) == [RefusalCode.CANNOT_CHANGE_ONCE_REJECTED]


def test_what_is_accepted_cannot_be_accepted_again():
    assert objections(status=Status.ACCEPTED) == [RefusalCode.ALREADY_ACCEPTED]


def test_nobody_gets_a_funded_place_whom_the_decision_refused_one():
    assert objections(cohort_funding=FundingMode.CAPPED, funded_place=True, decided_funded=False) == [
        RefusalCode.NOT_ELIGIBLE_FOR_FUNDED_PLACE
    ]


@pytest.mark.parametrize("funding", [FundingMode.FULL, FundingMode.ZERO])
def test_a_decision_matters_only_where_places_are_counted(funding):
    assert objections(cohort_funding=funding, funded_place=False, decided_funded=False) == []


def test_an_approval_is_awaited_only_while_the_request_is_pending():
    assert objections(approval_awaited=True) == [RefusalCode.APPROVAL_NEEDED]
    assert objections(approval_awaited=True, status=Status.ACCEPTED) == [RefusalCode.ALREADY_ACCEPTED]


def test_objections_come_in_the_order_the_published_api_shows_them():
    assert objections(
        status=Status.ACCEPTED,
        cohort_funding=FundingMode.CAPPED,
        accepted_elsewhere=True,
        schedule_in_cohort=False,
    ) == [
        RefusalCode.FUNDED_PLACE_MISSING,
        RefusalCode.ALREADY_ACCEPTED,
        RefusalCode.ACCEPTED_ELSEWHERE,
        RefusalCode.SCHEDULE_NOT_IN_COHORT,
    ]


@pytest.mark.parametrize(
    "left_unsaid",
    [
        {"cohort_funding": FundingMode.CAPPED, "funded_place": True, "decided_funded": False},
        {"schedule_in_cohort": True, "schedule_fits_course": False},
    ],
)
def test_two_objections_are_left_unsaid_after_an_earlier_one(left_unsaid):
    assert len(objections(**left_unsaid)) == 1
    assert objections(**left_unsaid, accepted_elsewhere=True) == [RefusalCode.ACCEPTED_ELSEWHERE]


@given(ANYTHING)
def test_only_a_pending_request_can_ever_be_accepted(facts: AcceptanceFacts):
    if not acceptance_objections(facts):
        assert facts.status is Status.PENDING
        assert not facts.accepted_elsewhere


@given(ANYTHING)
def test_every_objection_stands_in_the_order_of_the_codes(facts: AcceptanceFacts):
    order = list(RefusalCode)
    places = [order.index(code) for code in acceptance_objections(facts)]
    assert places == sorted(places)


@pytest.mark.parametrize("said", [True, False, None])
def test_a_funded_place_is_kept_only_where_places_are_counted(said):
    assert place_to_store(FundingMode.CAPPED, said) is said
    assert place_to_store(FundingMode.FULL, said) is None
    assert place_to_store(FundingMode.ZERO, said) is None


@pytest.mark.parametrize(
    ("decided", "funded_place", "elsewhere", "pays"),
    [
        (Outcome.FUNDED, None, False, Outcome.FUNDED),
        (Outcome.FUNDED, True, False, Outcome.FUNDED),
        (Outcome.FUNDED, False, False, Outcome.NOT_FUNDED),
        (Outcome.FUNDED, True, True, Outcome.NOT_FUNDED),
        (Outcome.REVIEW, False, True, Outcome.REVIEW),
        (Outcome.NOT_FUNDED, None, False, Outcome.NOT_FUNDED),
    ],
)
def test_what_a_decision_comes_to_once_a_place_is_given(decided, funded_place, elsewhere, pays):
    assert who_pays_for_place(decided, funded_place, elsewhere) is pays


class TestNames:
    NAMES = {UUID(int=1): "Amina Clarke", UUID(int=2): "Zoë O’Brien", UUID(int=3): "Li Wu"}

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("Amena Clarke", [1]),
            ("clerke", [1]),
            ("Clarke, Amina", [1]),
            ("ami cla", [1]),
            ("zoe obrian", [2]),
            ("Amina O’Brien", []),
            ("L", []),
            ("%", []),
            ("", []),
        ],
    )
    def test_whose_is_meant(self, text, meant):
        assert names_like(text, self.NAMES) == [UUID(int=number) for number in meant]

    def test_the_likeliest_come_first_and_there_are_never_many(self):
        names = {UUID(int=number): "Amina Clarke" for number in range(1, 40)} | {UUID(int=99): "Amena Clark"}
        found = names_like("Amena Clarkk", names)
        assert (len(found), found[0]) == (25, UUID(int=99))


REFERENCE = UUID("5d0f7e0a-0f3a-4b53-9d43-3d8a5a1f0f3e")


@pytest.mark.parametrize("text", ["5d0f", "5D0F7E0A", "5d0f7e0a-0f3a", str(REFERENCE), REFERENCE.hex])
def test_the_beginning_of_a_reference_is_enough(text):
    first, last = references_beginning(text)
    assert first <= REFERENCE <= last
    assert not first <= UUID(int=REFERENCE.int ^ (1 << 120)) <= last


@pytest.mark.parametrize(
    "text", ["5d0", "", "-----", "Abby", "amina@oakfield.example", f"{REFERENCE}0", "٥٥٥٥"]
)
def test_what_begins_no_reference(text):
    assert references_beginning(text) is None
