"""A study plan: said by its owner, laid out anew whenever it is looked at, and opened to a calendar by a key."""

from datetime import date, time, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from npq.domain.enrolment.operations import reject_registration
from npq.domain.learning.kinds import JournalKind, RefusalCode
from npq.domain.learning.models import StudyPlan
from npq.domain.learning.operations.plan import (
    give_week_back,
    make_feed,
    redact_plans,
    revoke_feed,
    set_plan,
    take_week_off,
)
from npq.domain.learning.operations.studying import complete_page
from npq.domain.learning.queries.plan import feed_of, plan_of, plan_of_course
from npq.domain.learning.queries.studying import course_of
from npq.domain.learning.queries.terms import terms_for
from npq.domain.learning.rules.terms import Stretch, TermDates, terms_from
from npq.domain.learning.terms import read_terms
from npq.domain.registration.models import Registration
from npq.kernel import journal
from npq.kernel.refusals import NotFound, Refusal
from tests import world
from tests.world import AT, BY

TERMS = read_terms(settings.COURSES / "reference" / "school-terms.toml")
STARTS = date(2027, 1, 11)
IN_TERM = AT + timedelta(days=70)  # 11 January 2027, when the cohort starts


def say(by, study, minutes=60, weekday=3, starts_at=time(16)):
    set_plan(by=by, at=AT, study_id=study, minutes_a_week=minutes, weekday=weekday, starts_at=starts_at)


def entries(study) -> list[str]:
    return [entry.kind for entry in journal.entries_about("study", study)]


class TestSetting:
    def test_without_a_word_it_is_the_usual_pace(self, study, amina):
        found = plan_of(amina, study, AT, TERMS)
        assert (found.row.minutes, found.row.weekday, found.row.starts_at) == (90, 2, time(13, 30))
        assert found.row.ends_at == time(15)
        assert found.row.changed_at is None
        assert (found.programme.first, found.programme.last) == (STARTS, date(2028, 7, 10))
        assert found.plan.minutes_left == found.study.minutes == 40
        assert not StudyPlan.objects.exists()

    def test_a_repeat_has_no_second_effect(self, study, amina):
        for _ in range(2):
            say(amina, study)
            take_week_off(by=amina, at=AT, study_id=study, week=STARTS + timedelta(days=3))
        assert entries(study) == [JournalKind.STUDY_PLAN_SET, JournalKind.STUDY_WEEK_TAKEN_OFF]
        found = plan_of(amina, study, AT, TERMS)
        assert found.row.weeks_off == (STARTS,)
        assert found.plan.weeks[0].day == STARTS + timedelta(days=10)
        for _ in range(2):
            give_week_back(by=amina, at=AT, study_id=study, week=STARTS)
        assert entries(study)[2:] == [JournalKind.STUDY_WEEK_GIVEN_BACK]
        assert plan_of(amina, study, AT, TERMS).plan.weeks[0].monday == STARTS

    @pytest.mark.parametrize(
        "said",
        [{"minutes": 59}, {"minutes": 121}, {"weekday": 7}, {"starts_at": time(5)}, {"starts_at": time(23)}],
    )
    def test_what_is_out_of_bounds_is_refused_here_and_by_the_database(self, study, amina, said):
        with pytest.raises(Refusal) as refused:
            say(amina, study, **said)
        assert refused.value.code is RefusalCode.PLAN_OUT_OF_BOUNDS
        columns = {"minutes_a_week" if name == "minutes" else name: value for name, value in said.items()}
        with pytest.raises(IntegrityError), transaction.atomic():
            StudyPlan.objects.create(study_id=study, changed_at=AT, **columns)

    @pytest.mark.parametrize("week", [STARTS - timedelta(days=1), date(2028, 7, 17), date.min])
    def test_a_week_off_is_one_of_the_programme(self, study, amina, week):
        with pytest.raises(Refusal):
            take_week_off(by=amina, at=AT, study_id=study, week=week)

    def test_it_is_nobody_elses(self, study, zed):
        for act in (
            lambda: say(zed, study),
            lambda: take_week_off(by=zed, at=AT, study_id=study, week=STARTS),
            lambda: give_week_back(by=zed, at=AT, study_id=study, week=STARTS),
            lambda: make_feed(by=zed, at=AT, study_id=study),
            lambda: revoke_feed(by=zed, at=AT, study_id=study),
            lambda: plan_of(zed, study, AT, TERMS),
        ):
            with pytest.raises(NotFound):
                act()
        assert not StudyPlan.objects.exists()

    def test_of_a_place_taken_back_nothing_is_planned(self, study, amina, place, northlight):
        key = make_feed(by=amina, at=AT, study_id=study)
        reject_registration(by=world.staff(northlight), at=AT, registration_id=place)
        with pytest.raises(NotFound):
            plan_of(amina, study, AT, TERMS)
        with pytest.raises(NotFound):
            feed_of(key, AT, TERMS)


class TestLaidOut:
    def test_what_is_studied_leaves_the_plan_and_counts_for_its_week(self, study, amina):
        complete_page(by=amina, at=IN_TERM, study_id=study, page="tc1-opening")
        plan = plan_of(amina, study, IN_TERM, TERMS).plan
        assert (plan.minutes_left, plan.done_this_week) == (39, 1)
        after = plan_of(amina, study, IN_TERM + timedelta(days=7), TERMS).plan
        assert (after.minutes_left, after.done_this_week) == (39, 0)

    def test_from_a_course_that_is_loaded_it_is_the_same(self, study, amina):
        complete_page(by=amina, at=IN_TERM, study_id=study, page="tc1-opening")
        course = course_of(amina, study)
        with CaptureQueriesContext(connection) as asked:
            found = plan_of_course(amina, course, IN_TERM, TERMS)
        assert len(asked) == 2
        with CaptureQueriesContext(connection) as asked:
            assert found == plan_of(amina, study, IN_TERM, TERMS)
        assert len(asked) == 5


class TestWhoseTerms:
    LARKRISE = TermDates(
        TERMS.usual,
        trusts={"9001": terms_from([Stretch(date(2027, 2, 1), date(2027, 2, 5))], [2026], "Larkrise Trust")},
    )

    @pytest.fixture
    def at_larkrise(self, place) -> None:
        urn = world.school(trust_code="9001")
        Registration.objects.filter(id=place).update(workplace=urn)

    def test_they_are_the_usual_ones_for_somebody_elsewhere(self, study, amina, place):
        assert plan_of(amina, study, IN_TERM, self.LARKRISE).terms_of == ""
        assert terms_for(self.LARKRISE, place) == TERMS.usual

    def test_they_are_those_of_the_trust_of_the_workplace(self, study, amina, place, at_larkrise):
        found = plan_of(amina, study, IN_TERM, self.LARKRISE)
        assert found.terms_of == "Larkrise Trust"
        assert found.plan.weeks[0].day == date(2027, 2, 3)
        assert terms_for(self.LARKRISE, place).stretches[0].first == date(2023, 9, 4)
        assert not terms_for(self.LARKRISE, place).is_school_day(IN_TERM.date())

    def test_where_all_have_the_usual_ones_nobody_asks_where_somebody_works(
        self, study, amina, place, at_larkrise
    ):
        with CaptureQueriesContext(connection) as asked:
            assert plan_of(amina, study, IN_TERM, TERMS).terms_of == ""
            assert terms_for(TERMS, place) is TERMS.usual
        assert len(asked) == 5


class TestFeed:
    def test_its_key_is_told_once_and_kept_as_a_digest(self, study, amina):
        key = make_feed(by=amina, at=AT, study_id=study)
        assert make_feed(by=amina, at=AT, study_id=study) is None
        assert key not in str(StudyPlan.objects.values().get())
        assert feed_of(key, AT, TERMS).planned == plan_of(amina, study, AT, TERMS)

    def test_revoked_it_opens_nothing_for_good(self, study, amina):
        key = make_feed(by=amina, at=AT, study_id=study)
        for _ in range(2):
            revoke_feed(by=amina, at=AT, study_id=study)
        other = make_feed(by=amina, at=AT, study_id=study)
        assert other not in (None, key)
        with pytest.raises(NotFound):
            feed_of(key, AT, TERMS)
        assert entries(study) == [
            JournalKind.CALENDAR_FEED_MADE,
            JournalKind.CALENDAR_FEED_REVOKED,
            JournalKind.CALENDAR_FEED_MADE,
        ]

    def test_a_week_keeps_its_name_whatever_is_planned_in_it(self, study, amina):
        key = make_feed(by=amina, at=AT, study_id=study)
        before = feed_of(key, AT, TERMS)
        say(amina, study)
        complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")
        after = feed_of(key, AT, TERMS)
        assert before.uid(before.planned.plan.weeks[0]) == after.uid(after.planned.plan.weeks[0])
        assert str(study) not in after.uid(after.planned.plan.weeks[0])

    def test_a_forgotten_persons_plan_is_gone_and_its_key_opens_nothing(self, study, amina):
        key = make_feed(by=amina, at=AT, study_id=study)
        assert redact_plans(by=BY, at=AT, person_id=amina.own_id) == 1
        with pytest.raises(NotFound):
            feed_of(key, AT, TERMS)
