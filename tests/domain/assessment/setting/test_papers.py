"""A case is given to whoever opened it in their own window, in its time, and to nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from npq.domain.assessment.kinds import OverLimit, SittingState, WindowKind
from npq.domain.assessment.models import AssessmentVersion, CaseVersion, Policy, Sitting, Window
from npq.domain.assessment.operations.setting import publish_assessment
from npq.domain.assessment.packs.check import read_assessment
from npq.domain.assessment.queries.papers import papers_of_sitting, rehearsal_answers
from npq.domain.catalogue.models import Qualification
from npq.kernel.refusals import NotFound
from tests.domain.assessment.packs.small import small_assessment
from tests.domain.learning.packs.small import NPQEL
from tests.world import AT, BY

OPENS = datetime(2026, 11, 20, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=8)
DURING = OPENS + timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def sit(tmp_path, registered, northlight):
    """Makes a window with a case, and Amina's sitting in it."""
    pack, _ = read_assessment(small_assessment(tmp_path))
    publish_assessment(by=BY, at=AT, pack=pack)
    qualification = Qualification.objects.get(identifier=NPQEL)
    policy = Policy.objects.create(
        qualification=qualification,
        decides_from=date(2026, 1, 1),
        decided_at=AT,
        word_limit=200,
        over_limit=OverLimit.READ_TO_LIMIT.value,
        window_days=8,
        grace_minutes=60,
        attempts=2,
        missed_counts=True,
        extension_days_most=7,
        sample_percent=10,
        release_after_days=30,
        rubric=AssessmentVersion.objects.get().rubric,
        pass_needs_no_zero=True,
        pass_at_least=3,
        boundary_from=2,
        boundary_to=3,
        boundary_near_zero=True,
    )

    def made(case: str, kind: WindowKind, state: SittingState, opens_at: datetime = OPENS) -> Sitting:
        window = Window.objects.create(
            lead_provider_id=northlight,
            qualification=qualification,
            kind=kind.value,
            name="November",
            opens_at=opens_at,
            closes_at=CLOSES,
            case=CaseVersion.objects.get(identifier=case),
            policy=policy,
            made_at=AT,
        )
        return Sitting.objects.create(
            registration_id=registered,
            window=window,
            kind=kind.value,
            attempt=1,
            state=state.value,
            entered_at=AT,
            opened_at=DURING if state is not SittingState.ENTERED else None,
            state_changed_at=AT,
            deadline_at=CLOSES,
            grace_until=CLOSES + HOUR,
            candidate_number="AB23" if state is SittingState.SEALED else None,
        )

    return made


@pytest.mark.parametrize("state", [SittingState.OPEN, SittingState.SUBMITTED])
def test_who_opened_the_case_reads_it_until_nothing_counts_any_more(sit, amina, state):
    sitting = sit("quellmouth", WindowKind.LIVE, state)
    for at in (OPENS, DURING, CLOSES + HOUR):
        paper = papers_of_sitting(amina, sitting.id, at)
        assert "Quellmouth has 1,400 pupils." in paper.html
        assert [question.id for question in paper.questions] == ["reading", "doing"]
    for at in (OPENS - HOUR, CLOSES + 2 * HOUR):
        with pytest.raises(NotFound):
            papers_of_sitting(amina, sitting.id, at)


@pytest.mark.parametrize("state", [SittingState.ENTERED, SittingState.SEALED])
def test_nobody_reads_a_case_before_opening_it_or_once_it_is_sealed(sit, amina, state):
    sitting = sit("quellmouth", WindowKind.LIVE, state)
    with pytest.raises(NotFound):
        papers_of_sitting(amina, sitting.id, DURING)


def test_anothers_sitting_is_not_found(sit, zed):
    sitting = sit("quellmouth", WindowKind.LIVE, SittingState.OPEN)
    with pytest.raises(NotFound):
        papers_of_sitting(zed, sitting.id, DURING)


def test_an_embargo_holds_even_where_a_window_opened_too_early(sit, amina):
    early = datetime(2026, 11, 10, tzinfo=UTC)
    sitting = sit("quellmouth", WindowKind.LIVE, SittingState.OPEN, opens_at=early)
    with pytest.raises(NotFound):
        papers_of_sitting(amina, sitting.id, early + HOUR)
    assert papers_of_sitting(amina, sitting.id, DURING)


def test_a_live_case_is_not_shown_in_a_rehearsal(sit, amina):
    sitting = sit("quellmouth", WindowKind.REHEARSAL, SittingState.OPEN)
    with pytest.raises(NotFound):
        papers_of_sitting(amina, sitting.id, DURING)


def test_a_paper_is_read_with_one_query(sit, amina, django_assert_num_queries):
    sitting = sit("brackenholt", WindowKind.REHEARSAL, SittingState.OPEN)
    with django_assert_num_queries(1):
        papers_of_sitting(amina, sitting.id, DURING)


def test_answers_to_a_rehearsal_are_shown_afterwards(sit, amina, zed):
    sitting = sit("brackenholt", WindowKind.REHEARSAL, SittingState.SUBMITTED)
    strong, weak = rehearsal_answers(amina, sitting.id, DURING)
    assert (strong.verdict, weak.verdict) == ("pass", "not a pass")
    assert strong.annotations[0].note == "Sees it."
    with pytest.raises(NotFound):
        rehearsal_answers(zed, sitting.id, DURING)


@pytest.mark.parametrize(
    ("case", "kind", "state"),
    [
        ("brackenholt", WindowKind.REHEARSAL, SittingState.OPEN),
        ("quellmouth", WindowKind.LIVE, SittingState.SUBMITTED),
        ("brackenholt", WindowKind.LIVE, SittingState.SUBMITTED),
    ],
)
def test_no_answers_before_ones_own_and_none_to_a_live_case(sit, amina, case, kind, state):
    sitting = sit(case, kind, state)
    with pytest.raises(NotFound):
        rehearsal_answers(amina, sitting.id, DURING)
