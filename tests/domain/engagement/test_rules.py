from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npq.domain.engagement.kinds import Party, StepKind, StepNote, StepState
from npq.domain.engagement.rules import Evidence, RouteFacts, StudyFacts, TrainingFacts, route
from npq.domain.enrolment.kinds import TrainingStatus
from npq.domain.funding.kinds import Outcome
from npq.domain.registration.kinds import ApprovalStatus, RejectionReason, Status
from npq.kernel.months import months_after

SUBMITTED = RouteFacts(
    today=date(2027, 2, 4),
    status=Status.PENDING,
    submitted_on=date(2026, 11, 2),
    status_changed_on=date(2026, 11, 2),
    rejection_reason=None,
    approval=ApprovalStatus.ASKED,
    approval_expires_on=date(2026, 11, 30),
    approval_answered_on=None,
    approval_gates_acceptance=False,
    outcome=Outcome.FUNDED,
    decides_within_days=10,
)


def test_after_submission_the_sponsor_and_the_provider_both_have_a_move():
    made = route(SUBMITTED)
    assert made.step(StepKind.APPROVAL).whose is Party.SPONSOR
    assert made.step(StepKind.APPROVAL).by == date(2026, 11, 30)
    assert made.step(StepKind.FUNDING).state is StepState.DONE
    assert made.step(StepKind.DECISION).whose is Party.LEAD_PROVIDER
    assert made.step(StepKind.DECISION).by == date(2026, 11, 16)
    assert made.ended is None


def test_each_party_sees_its_own_move_first():
    made = route(SUBMITTED)
    assert made.move_for(Party.LEAD_PROVIDER).whose is Party.LEAD_PROVIDER
    assert made.move_for(Party.SPONSOR).whose is Party.SPONSOR
    assert made.move.whose is Party.SPONSOR, (
        "the participant has none of their own, so the first that is anybody's"
    )


def test_where_the_offer_asks_for_approval_the_provider_waits_for_it():
    gated = replace(SUBMITTED, approval_gates_acceptance=True)
    assert route(gated).step(StepKind.DECISION).state is StepState.WAITING
    approved = replace(gated, approval=ApprovalStatus.APPROVED, approval_answered_on=date(2026, 11, 6))
    decision = route(approved).step(StepKind.DECISION)
    assert decision.whose is Party.LEAD_PROVIDER
    assert decision.by == date(2026, 11, 20), "ten working days from the day the sponsor answered"


@pytest.mark.parametrize(
    ("approval", "note"),
    [
        (ApprovalStatus.DECLINED, StepNote.SPONSOR_DECLINED),
        (ApprovalStatus.NOT_KNOWN, StepNote.SPONSOR_DOES_NOT_KNOW_YOU),
        (ApprovalStatus.NOT_REACHED, StepNote.SPONSOR_NOT_REACHED),
        (ApprovalStatus.EXPIRED, StepNote.SPONSOR_DID_NOT_ANSWER),
        (None, StepNote.SPONSOR_NEVER_ASKED),
    ],
)
def test_without_an_approval_to_wait_for_the_move_is_the_participants(approval, note):
    move = route(replace(SUBMITTED, approval=approval)).move
    assert move is not None
    assert (move.state, move.whose, move.note) == (StepState.YOURS, Party.PARTICIPANT, note)


def test_a_review_of_funding_is_the_departments_move_with_a_day():
    step = route(replace(SUBMITTED, outcome=Outcome.REVIEW)).step(StepKind.FUNDING)
    assert (step.state, step.whose, step.by) == (StepState.THEIRS, Party.DEPARTMENT, date(2026, 11, 16))


def test_an_accepted_place_leaves_nothing_open():
    accepted = replace(
        SUBMITTED,
        status=Status.ACCEPTED,
        approval=ApprovalStatus.APPROVED,
        status_changed_on=date(2026, 11, 9),
    )
    made = route(accepted)
    assert made.move is None
    assert made.has_place
    assert not route(SUBMITTED).has_place
    assert made.step(StepKind.DECISION).on == date(2026, 11, 9)


PLACED = replace(SUBMITTED, status=Status.ACCEPTED, approval=ApprovalStatus.APPROVED)
STUDY = StudyFacts(
    minutes=601,
    minutes_done=540,
    last_on=date(2027, 2, 3),
    begins_on=date(2027, 1, 11),
    ends_on=date(2028, 7, 10),
)


def test_with_a_course_the_move_is_the_participants_until_the_programme_ends():
    made = route(replace(PLACED, study=STUDY))
    step = made.step(StepKind.STUDY)
    assert made.steps[-1] is step is made.move
    assert (step.state, step.whose, step.by) == (StepState.YOURS, Party.PARTICIPANT, date(2028, 7, 10))
    assert step.evidence == Evidence(540, 601, date(2027, 2, 3)), "540 of 601 is 89.85 per cent: not enough"
    assert made.has_place
    assert made.move_for(Party.LEAD_PROVIDER).whose is Party.PARTICIPANT, "the provider has nothing to do"


@pytest.mark.parametrize(("today", "waits"), [(date(2027, 1, 10), True), (date(2027, 1, 11), False)])
def test_before_the_programme_begins_studying_is_nobodys_move(today, waits):
    step = route(replace(PLACED, study=STUDY, today=today)).step(StepKind.STUDY)
    assert (step.state is StepState.WAITING) == waits
    assert (step.whose is None) == waits
    assert step.begins == (date(2027, 1, 11) if waits else None)
    assert step.evidence is not None, "what is studied before it begins counts"


def test_enough_is_done_on_its_day_whatever_was_added_since_and_leaves_nothing_open():
    made = route(replace(PLACED, study=replace(STUDY, minutes_done=1, enough_on=date(2027, 6, 3))))
    assert made.step(StepKind.STUDY).state is StepState.DONE
    assert made.step(StepKind.STUDY).on == date(2027, 6, 3)
    assert made.step(StepKind.STUDY).evidence is not None
    assert made.moves == ()


@pytest.mark.parametrize("study", [STUDY, None])
def test_a_break_leaves_the_move_with_the_participant_until_their_return(study):
    training = TrainingFacts(TrainingStatus.DEFERRED, date(2027, 4, 12))
    step = route(replace(PLACED, study=study, training=training)).step(StepKind.STUDY)
    assert (step.state, step.note) == (StepState.YOURS, StepNote.STUDY_PAUSED)
    assert (step.whose, step.by) == (Party.PARTICIPANT, date(2027, 4, 12))
    assert (step.evidence is None) == (study is None)


def test_who_has_left_has_no_move_and_keeps_what_was_done():
    left = TrainingFacts(TrainingStatus.WITHDRAWN)
    made = route(replace(PLACED, study=STUDY, training=left))
    assert made.ended is StepNote.LEFT_THE_COURSE
    assert made.moves == ()
    assert made.has_place
    assert [step.kind for step in made.steps] == [StepKind.APPROVAL, StepKind.FUNDING, StepKind.DECISION]


def test_a_place_taken_back_is_told_as_the_rejection_it_is():
    left = TrainingFacts(TrainingStatus.WITHDRAWN)
    made = route(replace(PLACED, status=Status.REJECTED, study=STUDY, training=left))
    assert made.ended is StepNote.PROVIDER_REJECTED


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.ACCEPTED])
def test_only_a_place_that_stands_is_studied_in(status):
    assert not route(replace(SUBMITTED, status=status, study=STUDY)).goes_on


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2027, 1, 11), 18, date(2028, 7, 11)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 10, 15), 14, date(2027, 12, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_after(day, months, after):
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("status", "reason", "note"),
    [
        (Status.REJECTED, RejectionReason.BY_PROVIDER, StepNote.PROVIDER_REJECTED),
        (Status.REJECTED, RejectionReason.OTHER_ACCEPTED, StepNote.OTHER_PLACE_ACCEPTED),
        (Status.REJECTED, RejectionReason.EXPIRED, StepNote.EXPIRED),
        (Status.WITHDRAWN, None, StepNote.WITHDRAWN),
        (Status.REPLACED, None, StepNote.REPLACED),
    ],
)
def test_an_ended_registration_has_no_move_left(status, reason, note):
    made = route(replace(SUBMITTED, status=status, rejection_reason=reason))
    assert made.ended is note
    assert made.move is None


facts = st.builds(
    RouteFacts,
    status=st.sampled_from(Status),
    submitted_on=st.just(date(2026, 11, 2)),
    status_changed_on=st.dates(date(2026, 11, 2), date(2027, 1, 1)),
    rejection_reason=st.none() | st.sampled_from(RejectionReason),
    approval=st.none() | st.sampled_from(ApprovalStatus),
    approval_expires_on=st.dates(date(2026, 11, 2), date(2027, 1, 1)),
    approval_answered_on=st.none() | st.dates(date(2026, 11, 2), date(2027, 1, 1)),
    approval_gates_acceptance=st.booleans(),
    outcome=st.sampled_from(Outcome),
    decides_within_days=st.integers(1, 60),
    study=st.none()
    | st.builds(
        StudyFacts,
        st.integers(0, 9),
        st.integers(0, 9),
        st.none(),
        st.just(date(2028, 7, 11)),
        st.none() | st.just(date(2027, 6, 3)),
    ),
).filter(
    lambda facts: facts.approval is not ApprovalStatus.APPROVED or facts.approval_answered_on is not None
)


@given(facts=facts)
def test_whoever_has_a_move_has_a_name_and_others_a_day(facts):
    made = route(facts)
    for step in made.steps:
        assert (step.whose is not None) == (step.state in {StepState.YOURS, StepState.THEIRS})
        assert (step.state is not StepState.THEIRS) or step.by is not None
    if facts.status is Status.PENDING:
        assert made.move is not None, "somebody always has the next move while a registration is pending"
