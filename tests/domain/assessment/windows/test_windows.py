"""Windows are made by the provider's staff, changed until they open, and two live ones are never open at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from npq.domain.assessment.kinds import RefusalCode, WindowKind, WindowRefusal
from npq.domain.assessment.models import AssessmentVersion, Policy, Sitting, Window
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.operations.policies import decide_policy
from npq.domain.assessment.operations.windows import WindowPlan, change_window, move_clinic
from npq.domain.assessment.queries.policies import policy_for, terms_of
from npq.domain.assessment.queries.provider import mark_of
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.learning.models import AssessmentPeriod
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES, OPENS, OPENS_ON
from tests.world import AT, BY, NPQEL

HOUR = timedelta(hours=1)

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
    assert made.closes_at == datetime(2027, 6, 14, 22, 59, 59, 999_999, tzinfo=UTC)


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


def test_publishing_again_changes_nothing_that_was_decided_since(assessment):
    own = replace(terms_of(policy_for(None, NPQEL, AT.date())), grace_minutes=60, word_limit=2100)
    decided = decide_policy(by=world.official(), at=AT + HOUR, qualification=NPQEL, terms=own)
    for hours in (2, 3):
        assert decide_policy(by=BY, at=AT + hours * HOUR, qualification=NPQEL) == decided
    assert policy_for(None, NPQEL, AT.date()).id == decided
    assert Policy.objects.count() == 2


def test_a_new_version_brings_what_it_says_and_leaves_the_rest_as_decided(assessment):
    own = replace(terms_of(policy_for(None, NPQEL, AT.date())), grace_minutes=60, word_limit=2100)
    decide_policy(by=world.official(), at=AT + HOUR, qualification=NPQEL, terms=own)
    newer = AssessmentVersion.objects.get()
    newer.id, newer.version, newer.digest = uuid4(), "2.0", "n" * 64
    newer.policy, newer.published_at = newer.policy | {"word_limit": 1900}, AT + 2 * HOUR
    newer.save(force_insert=True)
    decide_policy(by=BY, at=AT + 2 * HOUR, qualification=NPQEL)
    now = terms_of(policy_for(None, NPQEL, AT.date()))
    assert (now.word_limit, now.grace_minutes) == (1900, 60)


def test_a_policy_has_numbers_that_make_sense(assessment, provider, northlight):
    for wrong in ({"word_limit": 20}, {"attempts": 0}, {"sample_percent": 101}, {"grace_minutes": 241}):
        with pytest.raises(Refusal) as refused:
            decide_policy(
                by=provider,
                at=AT,
                qualification=NPQEL,
                lead_provider_id=northlight,
                terms=replace(TERMS, **wrong),
            )
        assert refused.value.code is WindowRefusal.POLICY_OUT_OF_BOUNDS


def test_of_two_who_decide_at_once_the_second_looks_again(assessment, provider, northlight):
    def decide(seen: str, **other: int):
        return decide_policy(
            by=provider,
            at=AT,
            qualification=NPQEL,
            lead_provider_id=northlight,
            terms=replace(TERMS, **other),
            seen=seen,
        )

    first = decide("")
    assert decide("") == first
    with pytest.raises(Refusal) as refused:
        decide("", attempts=2)
    assert refused.value.code is WindowRefusal.POLICY_CHANGED_MEANWHILE
    assert decide(str(first), attempts=2) != first


def test_of_two_who_change_a_window_at_once_the_second_looks_again(window, provider, live):
    seen = mark_of(Window.objects.get())
    first = plan(live, OPENS_ON + timedelta(days=2))
    for _ in range(2):
        change_window(by=provider, at=AT, window_id=window, plan=first, seen=seen)
    with pytest.raises(Refusal) as refused:
        change_window(by=provider, at=AT, window_id=window, plan=plan(live), seen=seen)
    assert refused.value.code is WindowRefusal.WINDOW_CHANGED_MEANWHILE


class TestClinic:
    """The talk of a window, which moves until the window closes."""

    AT_FOUR = OPENS + timedelta(days=2, hours=16)

    def move(self, by, window, at=OPENS, clinic_at=AT_FOUR, **more) -> None:
        move_clinic(by=by, at=at, window_id=window, clinic_at=clinic_at, clinic_link="", **more)

    def test_it_moves_once(self, window, provider):
        for _ in range(2):
            self.move(provider, window)
        assert Window.objects.get().clinic_at == self.AT_FOUR
        assert [entry.kind for entry in entries_about("window", window)] == [
            "window_made",
            "window_clinic_moved",
        ]

    def test_it_is_inside_its_window_until_that_closes(self, window, provider):
        for refusal, more in (
            (WindowRefusal.CLINIC_OUTSIDE_WINDOW, {"clinic_at": OPENS - timedelta(minutes=1)}),
            (WindowRefusal.WINDOW_IS_OVER, {"at": CLOSES + timedelta(microseconds=1)}),
            (WindowRefusal.WINDOW_CHANGED_MEANWHILE, {"seen": "another"}),
        ):
            with pytest.raises(Refusal) as refused:
                self.move(provider, window, **more)
            assert refused.value.code is refusal

    def test_it_is_the_providers_to_move(self, window, meridian, zed):
        for stranger in (world.staff(meridian), zed):
            with pytest.raises(NotFound):
                self.move(stranger, window)


def test_what_a_policy_said_cannot_be_changed(assessment):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Policy.objects.update(word_limit=1)
