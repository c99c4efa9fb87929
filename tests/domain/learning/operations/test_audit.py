"""Rating oneself in every topic and choosing three: corrected until chosen, kept for good after that."""

import pytest
from django.db import IntegrityError

from npq.domain.learning.kinds import HowFar, RefusalCode
from npq.domain.learning.models import Audit, AuditAnswer
from npq.domain.learning.operations.audit import choose_priorities, take_audit
from npq.domain.learning.queries.audit import audit_of, priorities_of
from npq.kernel.models import Entry
from npq.kernel.refusals import NotFound, Refusal
from tests.domain.learning.packs.small import TOPICS
from tests.world import AT

NEW = dict.fromkeys(TOPICS, HowFar.NEW)
THREE = (TOPICS[4], TOPICS[0], TOPICS[7])


@pytest.fixture
def rate(amina, study):
    return lambda **changes: take_audit(by=amina, at=AT, study_id=study, answers=NEW | changes)


@pytest.fixture
def choose(amina, study):
    return lambda *topics: choose_priorities(by=amina, at=AT, study_id=study, topics=topics)


class TestRating:
    def test_it_is_open_until_the_priorities_are_chosen(self, rate, choose, amina, study):
        rate(teaching=HowFar.LEADING)
        story = audit_of(amina, study)
        assert (story.open, story.priorities, priorities_of(amina, study)) == (True, (), ())
        assert {topic.id: topic.last for topic in story.topics} == NEW | {"teaching": HowFar.LEADING}
        choose(*THREE)
        assert not audit_of(amina, study).open
        assert priorities_of(amina, study) == THREE

    def test_a_repeat_does_nothing_and_what_is_open_is_corrected(self, rate):
        assert rate() == rate() == rate(teaching=HowFar.SOME)
        assert AuditAnswer.objects.get(topic="teaching").how_far == "some"
        assert Entry.objects.filter(kind="audit_taken").count() == 1

    def test_later_it_is_another_one_and_the_one_before_is_kept(self, rate, choose, amina, study):
        first = rate()
        choose(*THREE)
        second = rate(teaching=HowFar.DOING)
        assert second != first
        assert priorities_of(amina, study) == THREE, "those count until others are chosen"
        choose(*reversed(THREE))
        assert priorities_of(amina, study) == THREE[::-1]
        assert [one.priorities for one in audit_of(amina, study).taken] == [THREE[::-1], THREE]
        assert AuditAnswer.objects.get(audit=first, topic="teaching").how_far == "new"

    def test_some_topics_now_and_the_others_later(self, amina, study, rate, choose):
        some = dict.fromkeys(THREE, HowFar.NEW)
        audit = take_audit(by=amina, at=AT, study_id=study, answers=some)
        assert {topic.id for topic in audit_of(amina, study).rated} == set(THREE)
        with pytest.raises(NotFound):
            choose(THREE[0], THREE[1], TOPICS[1])
        assert rate() == audit
        choose(*THREE)

    def test_nothing_at_all_is_no_rating(self, amina, study):
        with pytest.raises(Refusal) as refused:
            take_audit(by=amina, at=AT, study_id=study, answers={})
        assert refused.value.code is RefusalCode.AUDIT_EMPTY
        with pytest.raises(NotFound):
            take_audit(by=amina, at=AT, study_id=study, answers=NEW | {"nonsense": HowFar.NEW})


class TestPriorities:
    def test_a_repeat_does_nothing(self, rate, choose):
        rate()
        assert choose(*THREE) == choose(*THREE)
        assert Audit.objects.count() == 1

    def test_others_are_kept_beside_those_before_with_the_same_answers(self, rate, choose, amina, study):
        rate(teaching=HowFar.SOME)
        choose(*THREE)
        choose(*TOPICS[:3])
        assert [one.priorities for one in audit_of(amina, study).taken] == [tuple(TOPICS[:3]), THREE]
        assert AuditAnswer.objects.filter(topic="teaching", how_far="some").count() == 2

    @pytest.mark.parametrize("topics", [THREE[:2], (*THREE, TOPICS[1]), (THREE[0], THREE[0], THREE[1])])
    def test_they_are_three_that_differ(self, rate, choose, topics):
        rate()
        with pytest.raises(Refusal) as refused:
            choose(*topics)
        assert refused.value.code is RefusalCode.PRIORITIES_NOT_THREE

    def test_the_database_says_so_too(self, rate):
        audit = rate()
        with pytest.raises(IntegrityError):
            Audit.objects.filter(id=audit).update(first="a", second="b", third="a")

    def test_nothing_rated_has_no_priorities(self, choose):
        with pytest.raises(NotFound):
            choose(*THREE)


class TestWhose:
    def test_it_is_nobody_elses(self, rate, choose, zed, study):
        rate()
        choose(*THREE)
        assert priorities_of(zed, study) == ()
        for attempt in (
            lambda: audit_of(zed, study),
            lambda: take_audit(by=zed, at=AT, study_id=study, answers=NEW),
            lambda: choose_priorities(by=zed, at=AT, study_id=study, topics=THREE),
        ):
            with pytest.raises(NotFound):
                attempt()
