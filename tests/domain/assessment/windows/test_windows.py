"""Windows are made by the provider's staff, changed until they open, and two live ones are never open at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from npq.domain.assessment.kinds import RefusalCode, WindowKind, WindowRefusal
from npq.domain.assessment.models import Policy, Sitting, Window
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.windows import WindowPlan, change_window
from npq.domain.assessment.queries.policies import policy_for, terms_of
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.learning.models import AssessmentPeriod
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, OPENS, OPENS_ON
from tests.world import AT, BY, NPQEL

TERMS = PolicyTerms(
    word_limit=2000,
    pass_needs_no_zero=True,
    pass_at_least=10,
    boundary_from=9,
    boundary_to=11,
    boundary_near_zero=True,
)


def plan(case, opens_on=OPENS_ON, days=8, **more) -> WindowPlan:
    return WindowPlan(
        name="December 2026",
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=days - 1),
        case_id=case,
        **more,
    )


def test_a_window_is_whole_days_in_london(window):
    made = Window.objects.get(id=window)
    assert (made.opens_at, made.closes_at) == (OPENS, CLOSES)


def test_in_summer_it_opens_at_a_london_midnight(make, other):
    made = Window.objects.get(id=make(date(2027, 6, 7), case=other))
    assert made.opens_at == datetime(2027, 6, 6, 23, tzinfo=UTC)
    assert made.closes_at == datetime(2027, 6, 14, 22, 59, tzinfo=UTC)


def test_the_same_window_again_is_the_same_one(make, window):
    assert make() == window
    assert Window.objects.count() == 1


def test_learning_is_told_from_when_to_when_it_is_open(make, window):
    period = AssessmentPeriod.objects.get()
    assert (period.opens_at, period.closes_at) == (OPENS, CLOSES)


def test_a_stranger_makes_none(make, zed, meridian):
    for stranger in (zed, world.staff(meridian)):
        with pytest.raises(NotFound):
            make(by=stranger)


@pytest.mark.parametrize("opens_on", [OPENS_ON - timedelta(days=7), OPENS_ON + timedelta(days=7)])
def test_live_windows_never_overlap(make, window, other, opens_on):
    with pytest.raises(Refusal) as refused:
        make(opens_on, case=other)
    assert refused.value.code is WindowRefusal.WINDOWS_OVERLAP


def test_the_database_keeps_live_windows_apart(window, other):
    beside = Window.objects.get(id=window)
    beside.id, beside.opens_at = None, OPENS + timedelta(days=3)
    with pytest.raises(IntegrityError, match="live_windows_do_not_overlap"), transaction.atomic():
        Window(
            lead_provider=beside.lead_provider,
            qualification=beside.qualification,
            kind="live",
            name="Beside",
            opens_at=CLOSES,
            closes_at=CLOSES + timedelta(days=1),
            case_id=other,
            policy=beside.policy,
            made_at=AT,
        ).save()


def test_a_rehearsal_may_lie_beside_and_a_window_may_follow(make, window, rehearsal, other):
    make(kind=WindowKind.REHEARSAL, case=rehearsal)
    make(OPENS_ON + timedelta(days=8), case=other)
    assert Window.objects.count() == 3


def test_a_case_is_set_for_its_own_kind_and_after_its_embargo(make, live, rehearsal):
    with pytest.raises(Refusal) as refused:
        make(case=rehearsal)
    assert refused.value.code is WindowRefusal.CASE_IS_OF_ANOTHER_KIND
    with pytest.raises(Refusal) as refused:
        make(date(2026, 11, 10))
    assert refused.value.code is RefusalCode.CASE_UNDER_EMBARGO


def test_a_window_cannot_open_in_the_past_or_end_before_it_begins(make):
    with pytest.raises(Refusal) as refused:
        make(AT.date())
    assert refused.value.code is WindowRefusal.WINDOW_OPENS_TOO_LATE
    with pytest.raises(Refusal) as refused:
        make(days=-1)
    assert refused.value.code is WindowRefusal.WINDOW_ENDS_BEFORE_IT_BEGINS


def test_a_clinic_is_inside_its_window(make):
    with pytest.raises(Refusal) as refused:
        make(clinic_at=OPENS - timedelta(hours=1))
    assert refused.value.code is WindowRefusal.CLINIC_OUTSIDE_WINDOW


def test_a_change_moves_every_deadline(window, provider, ready, live):
    sitting = enter_window(by=provider, at=AT, registration_id=ready, window_id=window)
    change_window(by=provider, at=AT, window_id=window, plan=plan(live, OPENS_ON + timedelta(days=2)))
    assert Sitting.objects.get(id=sitting).deadline_at == CLOSES + timedelta(days=2)
    assert AssessmentPeriod.objects.get().closes_at == CLOSES + timedelta(days=2)


def test_nothing_is_changed_once_it_is_open(window, provider, live):
    with pytest.raises(Refusal) as refused:
        change_window(by=provider, at=OPENS, window_id=window, plan=plan(live, OPENS_ON + timedelta(days=2)))
    assert refused.value.code is WindowRefusal.WINDOW_HAS_OPENED
    change_window(by=provider, at=OPENS, window_id=window, plan=plan(live))


def test_another_provider_changes_nothing(window, meridian, live):
    with pytest.raises(NotFound):
        change_window(by=world.staff(meridian), at=AT, window_id=window, plan=plan(live))


def test_a_providers_policy_goes_before_the_default_from_its_day_on(assessment, provider, northlight):
    from_day = AT.date() + timedelta(days=30)
    decide_policy(
        by=provider,
        at=AT,
        qualification=NPQEL,
        lead_provider_id=northlight,
        decides_from=from_day,
        terms=TERMS,
    )
    before = policy_for(northlight, NPQEL, from_day - timedelta(days=1))
    after = policy_for(northlight, NPQEL, from_day)
    assert before is not None
    assert after is not None
    assert (before.lead_provider_id, after.lead_provider_id) == (None, northlight)
    assert terms_of(after) == TERMS


def test_a_policy_is_decided_once_for_the_days_to_come_by_whom_it_is_for(
    assessment, provider, northlight, meridian
):
    first = decide_policy(by=BY, at=AT, qualification=NPQEL)
    assert decide_policy(by=BY, at=AT, qualification=NPQEL) == first
    with pytest.raises(Refusal):
        decide_policy(by=BY, at=AT, qualification=NPQEL, decides_from=date(2026, 1, 1))
    for stranger, whose in ((provider, None), (provider, meridian)):
        with pytest.raises(NotFound):
            decide_policy(by=stranger, at=AT, qualification=NPQEL, lead_provider_id=whose)


def test_what_a_policy_said_cannot_be_changed(assessment):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Policy.objects.update(word_limit=1)
