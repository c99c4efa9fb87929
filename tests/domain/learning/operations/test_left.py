"""Whoever has left a course reads it, and changes nothing; a break stops nobody."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from npq.domain.enrolment.kinds import DeferralReason, WithdrawalReason
from npq.domain.enrolment.operations import defer_enrolment, resume_enrolment, withdraw_enrolment
from npq.domain.learning.kinds import HowFar, HowSure, Moment, RefusalCode
from npq.domain.learning.models import LogEntry, PageDone, Study
from npq.domain.learning.operations.audit import choose_priorities, take_audit
from npq.domain.learning.operations.log import add_entry, change_entry, delete_entry, write_entry
from npq.domain.learning.operations.plan import (
    give_week_back,
    make_feed,
    revoke_feed,
    set_plan,
    take_week_off,
)
from npq.domain.learning.operations.studying import answer_check, complete_page, make_decision, say_how_sure
from npq.domain.learning.queries.log import log_of
from npq.domain.learning.queries.plan import feed_of, plan_of
from npq.domain.learning.queries.studying import studies_of
from npq.domain.learning.rules.terms import TermDates, terms_from
from npq.kernel.refusals import Refusal
from tests import world
from tests.world import AT

DAY = timedelta(days=1)
TERMS = TermDates(terms_from([], []))


@pytest.fixture
def left(amina, study, place) -> UUID:
    """A study that Amina has begun, written in, put into her calendar, and left."""
    complete_page(by=amina, at=AT, study_id=study, page="tc1-opening")
    write_entry(by=amina, at=AT, study_id=study, page="tc1-known", text="Mine.", seen=0)
    withdraw_enrolment(by=amina, at=AT, registration_id=place, reason=WithdrawalReason.OTHER)
    return study


def changes(by, study):
    """Everything that somebody who studies can do, by name."""
    ours = {"by": by, "at": AT, "study_id": study}
    entry = LogEntry.objects.values_list("id", flat=True).first() or uuid4()
    return {
        "page": lambda: complete_page(**ours, page="tc1-known"),
        "decision": lambda: make_decision(**ours, page="tc1-case", decision="tc1-monday", choice="go"),
        "check": lambda: answer_check(**ours, page="tc1-check", given={"tc1-q1": [0]}),
        "sure": lambda: say_how_sure(**ours, page="tc1-check", moment=Moment.BEFORE, how_sure=HowSure.VERY),
        "audit": lambda: take_audit(**ours, answers={"trust-culture": HowFar.NEW}),
        "priorities": lambda: choose_priorities(**ours, topics=["trust-culture"]),
        "note": lambda: write_entry(**ours, page="tc1-case", text="More.", seen=0),
        "entry": lambda: add_entry(**ours, entry_id=uuid4(), text="More."),
        "other text": lambda: change_entry(**ours, entry_id=entry, text="Other.", seen=1),
        "plan": lambda: set_plan(**ours, minutes_a_week=90, weekday=2, starts_at=time(16)),
        "week off": lambda: take_week_off(**ours, week=date(2027, 2, 1)),
        "week back": lambda: give_week_back(**ours, week=date(2027, 2, 1)),
        "calendar": lambda: make_feed(**ours),
    }


NAMES = [
    "page", "decision", "check", "sure", "audit", "priorities", "note", "entry", "other text", "plan",
    "week off", "week back", "calendar",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_studied_or_changed_any_more(amina, left, name):
    before = Study.objects.get().minutes_done, PageDone.objects.count(), LogEntry.objects.count()
    with pytest.raises(Refusal) as refused:
        changes(amina, left)[name]()
    assert refused.value.code is RefusalCode.STUDY_ENDED
    assert before == (Study.objects.get().minutes_done, PageDone.objects.count(), LogEntry.objects.count())


def test_what_was_written_can_be_read_and_deleted(amina, left):
    (entry,) = log_of(amina, left).entries
    assert studies_of(amina)[0].ended
    delete_entry(by=amina, at=AT, study_id=left, entry_id=entry.id)
    assert not LogEntry.objects.exists()


def test_who_is_brought_back_goes_on_where_they_were(amina, northlight, place, left):
    resume_enrolment(by=world.staff(northlight), at=AT, registration_id=place)
    complete_page(by=amina, at=AT, study_id=left, page="tc1-known")
    assert PageDone.objects.count() == 2


def test_in_a_break_all_of_it_works(amina, study, place):
    defer_enrolment(
        by=amina, at=AT, registration_id=place, reason=DeferralReason.OTHER, returns_on=AT.date() + 90 * DAY
    )
    for name in ("page", "decision", "check", "sure", "note", "entry", "plan", "calendar"):
        changes(amina, study)[name]()
    assert not studies_of(amina)[0].ended


def test_plan_and_calendar_begin_with_the_return_and_end_with_leaving(amina, study, place):
    key = make_feed(by=amina, at=AT, study_id=study)
    assert key is not None
    returns_on = date(2027, 4, 12)
    before = feed_of(key, AT, TERMS).stamp
    defer_enrolment(
        by=amina, at=AT + DAY, registration_id=place, reason=DeferralReason.OTHER, returns_on=returns_on
    )
    planned = plan_of(amina, study, AT + DAY, TERMS)
    feed = feed_of(key, AT + DAY, TERMS)
    assert planned.plan.weeks[0].day >= returns_on
    assert feed.planned.plan.weeks == planned.plan.weeks
    assert feed.stamp > before
    assert planned.programme.last == date(2028, 7, 10)
    withdraw_enrolment(by=amina, at=AT + DAY, registration_id=place, reason=WithdrawalReason.OTHER)
    assert feed_of(key, AT + DAY, TERMS).planned.plan.weeks == ()
    revoke_feed(by=amina, at=AT + DAY, study_id=study)
