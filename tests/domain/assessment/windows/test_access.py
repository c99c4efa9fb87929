"""Asking for an arrangement and answering it, by whom it concerns alone; and what of it reaches whoever marks: nothing."""

import ast
import inspect
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from npq.domain.assessment.kinds import AccessRefusal, Effect, Format, RequestState, Task
from npq.domain.assessment.models import AccessArrangement, AccessRequest, Sitting
from npq.domain.assessment.operations.access import Agreed, agree_arrangement, end_arrangement, redact_access
from npq.domain.assessment.operations.access_requests import (
    ask_for_access,
    decline_access_request,
    forget_access_requests,
    withdraw_access_request,
)
from npq.domain.assessment.operations.entering import enter_window
from npq.domain.assessment.queries import marking
from npq.domain.assessment.queries.access import access_of, access_with, own_access, requests_waiting
from npq.domain.assessment.queries.privacy import held_about
from npq.gateways.email.models import KeptLetter
from npq.kernel.journal import entries_about
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import Viewer
from tests import world
from tests.domain.assessment.windows.conftest import CLOSES
from tests.domain.assessment.windows.test_sitting import queued
from tests.jobs import run_queued_jobs
from tests.world import AT, BY

LARGE, MORE = (Effect.LARGE_PRINT,), (Effect.EXTRA_TIME, Effect.LARGE_PRINT)
QUARTER = Agreed(extra_time_percent=25, formats=(Format.LARGE_PRINT,))
A_DAY = timedelta(days=1)


@pytest.fixture
def ask(amina, place):
    def ask(wants=LARGE, *, by=amina, at=AT):
        return ask_for_access(by=by, at=at, registration_id=place, wants=wants)

    return ask


@pytest.fixture
def agree(provider, place):
    def agree(agreed=QUARTER, *, by=provider, at=AT, instead_of=None):
        return agree_arrangement(by=by, at=at, registration_id=place, agreed=agreed, instead_of=instead_of)

    return agree


def state() -> RequestState:
    return RequestState(AccessRequest.objects.latest("asked_at").state)


def refused(code, act, *args, **facts):
    with pytest.raises(Refusal) as refusal:
        act(*args, **facts)
    assert refusal.value.code is code


class TestAsking:
    def test_it_is_asked_once_and_seen_by_both_sides(self, ask, amina, provider, place):
        assert ask(MORE) == ask(MORE[::-1])
        assert own_access(amina, AT).places[0].asked.wants == MORE
        assert requests_waiting(provider) == 1
        (line,) = access_with(provider, AT)
        assert (line.name, line.asked_at, line.is_agreed) == ("Amina Clarke", AT, False)
        assert access_of(provider, place, AT).asked.wants == MORE

    def test_another_wish_waits_until_the_first_is_taken_back(self, ask, amina, place):
        ask(LARGE)
        refused(AccessRefusal.REQUEST_STANDS, ask, MORE)
        for _ in range(2):
            withdraw_access_request(by=amina, at=AT, registration_id=place)
        assert state() is RequestState.WITHDRAWN
        ask(MORE, at=AT + A_DAY)

    def test_to_want_nothing_asks_for_the_end_of_what_is_agreed(self, ask, agree, provider, place, amina):
        refused(AccessRefusal.REQUEST_ASKS_NOTHING, ask, ())
        agree(Agreed(more_days=1, ends_on=AT.date() + A_DAY))
        refused(AccessRefusal.REQUEST_ASKS_NOTHING, ask, (), at=AT + 2 * A_DAY)
        ask(())
        end_arrangement(by=provider, at=AT, registration_id=place)
        assert state() is RequestState.ANSWERED
        assert own_access(amina, AT).arrangement is None

    def test_only_for_a_place_of_ones_own(self, ask, zed, provider, place):
        for other in (zed, provider, Viewer.visitor()):
            with pytest.raises(NotFound):
                ask(by=other)
            with pytest.raises(NotFound):
                withdraw_access_request(by=other, at=AT, registration_id=place)

    def test_the_journal_says_that_and_never_what(self, ask):
        (entry,) = entries_about("access_request", ask())
        assert entry.facts == {}


class TestAnswering:
    def test_what_is_agreed_answers_it_and_a_letter_says_no_more_than_that(self, ask, agree, amina):
        ask()
        agree()
        assert state() is RequestState.ANSWERED
        assert len(queued(Task.TELL_ACCESS)) == 1
        run_queued_jobs()
        letter = KeptLetter.objects.get(template="access-changed")
        assert "/assessment/access" in letter.body
        assert not [word for word in ("25", "large", "time") if word in letter.body]
        assert own_access(amina, AT).arrangement.extra_time_percent == 25

    def test_agreeing_what_holds_answers_it_too(self, ask, agree):
        first = agree()
        ask()
        assert agree() == first
        assert state() is RequestState.ANSWERED

    def test_declining_is_once_and_not_of_what_was_taken_back(self, ask, provider, place, amina):
        asked = ask()
        for _ in range(2):
            decline_access_request(by=provider, at=AT, registration_id=place, request_id=asked)
        assert state() is RequestState.DECLINED
        assert len(queued(Task.TELL_ACCESS)) == 1
        again = ask(MORE, at=AT + A_DAY)
        withdraw_access_request(by=amina, at=AT, registration_id=place)
        refused(
            AccessRefusal.REQUEST_SETTLED,
            decline_access_request,
            by=provider,
            at=AT,
            registration_id=place,
            request_id=again,
        )

    def test_two_of_staff_do_not_undo_each_other(self, agree, provider, place):
        first = agree()
        refused(AccessRefusal.ARRANGEMENT_CHANGED, agree, Agreed(more_days=1))
        second = agree(Agreed(more_days=1), instead_of=first)
        refused(AccessRefusal.ARRANGEMENT_CHANGED, agree, Agreed(more_days=2), instead_of=first)
        refused(
            AccessRefusal.ARRANGEMENT_CHANGED,
            end_arrangement,
            by=provider,
            at=AT,
            registration_id=place,
            arrangement_id=first,
        )
        assert AccessArrangement.objects.get(ended_at=None).id == second

    def test_what_is_over_by_itself_is_replaced_like_none(self, agree, amina):
        agree(Agreed(more_days=1, ends_on=date(2026, 11, 3)))
        later = AT + 3 * A_DAY
        assert own_access(amina, later).arrangement is None
        agree(QUARTER, at=later)
        assert AccessArrangement.objects.filter(ended_at=None).count() == 1


class TestWhoSees:
    def test_staff_of_other_providers_officials_and_the_person_themselves_do_not(
        self, ask, agree, place, amina, zed, meridian
    ):
        asked = ask()
        others = (amina, zed, world.staff(meridian), world.official(), Viewer.visitor())
        for other in others:
            assert access_with(other, AT) == []
            assert requests_waiting(other) == 0
            with pytest.raises(NotFound):
                access_of(other, place, AT)
            with pytest.raises(NotFound):
                decline_access_request(by=other, at=AT, registration_id=place, request_id=asked)

    def test_nobody_agrees_or_looks_at_their_own_as_staff(self, northlight, oakfield_head):
        registration, viewer = oakfield_head
        with pytest.raises(NotFound):
            agree_arrangement(by=viewer, at=AT, registration_id=registration, agreed=QUARTER)
        with pytest.raises(NotFound):
            access_of(viewer, registration, AT)

    @pytest.fixture
    def oakfield_head(self, northlight):
        """Somebody of the provider's staff who takes the course with it."""
        viewer = world.staff(northlight, "Sam Both")
        return world.registration(viewer, northlight), viewer

    def test_asks_as_many_questions_for_one_as_for_many(self, provider, northlight, ask):
        ask()
        with CaptureQueriesContext(connection) as one:
            access_with(provider, AT)
        assert len(one) == 3

    def test_it_is_told_to_its_person_and_goes(self, ask, agree, amina):
        ask()
        agree()
        told = {row.what for row in held_about(amina, amina.own_id)}
        assert {"An arrangement you asked for", "What was agreed so that you can show what you know"} <= told
        assert forget_access_requests(by=BY, at=AT + timedelta(days=364)) == 0
        assert forget_access_requests(by=BY, at=AT + timedelta(days=365)) == 1
        ask(MORE)
        redact_access(by=BY, at=AT, person_id=amina.own_id)
        assert not AccessRequest.objects.exists()
        assert not AccessArrangement.objects.exists()


class TestMarkers:
    """A marker knows of a response that its spelling is not judged, which has no effect otherwise; and nothing else."""

    def test_the_sealed_view_has_nothing_of_it(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'assessment_sealed_script'"
            )
            columns = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT pg_get_viewdef('assessment_sealed_script')")
            (text,) = cursor.fetchone()
        assert columns == {
            "id", "window_id", "case_id", "candidate_number", "content", "words", "words_excluded", "word_limit",
            "spelling_not_judged",
        }  # fmt: skip
        for table in (AccessArrangement, AccessRequest, Sitting):
            assert table._meta.db_table not in text

    def test_no_query_of_marking_asks_for_it(self, window):
        functions = [
            function
            for _, function in inspect.getmembers(marking, inspect.isfunction)
            if function.__module__ == marking.__name__
        ]
        assert functions
        with CaptureQueriesContext(connection) as asked:
            for function in functions:
                function(BY, window)
        assert asked.captured_queries
        for query in asked.captured_queries:
            for table in (AccessArrangement, AccessRequest):
                assert table._meta.db_table not in query["sql"]

    def test_nothing_of_marking_can_name_it(self):
        tree = ast.parse(inspect.getsource(marking))
        modules = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [node.module for node in modules if "access" in (node.module or "")]
        assert not [one.name for node in modules for one in node.names if one.name.startswith("Access")]


def test_what_is_agreed_moves_a_deadline_at_once(ask, agree, amina, ready, window):
    sitting = enter_window(by=amina, at=AT, registration_id=ready, window_id=window)
    ask((Effect.MORE_DAYS,))
    agree(Agreed(more_days=3))
    assert Sitting.objects.get(id=sitting).deadline_at == CLOSES + 3 * A_DAY
