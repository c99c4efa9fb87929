"""Which earlier entry is met again: the nearest in what it is about, else the oldest, never the same one all the time."""

from datetime import date, timedelta
from uuid import UUID

from npq.domain.learning.rules.resurface import LATELY_DAYS, Past, topic_words, worth_meeting

TODAY = date(2026, 11, 2)
STATEMENTS = ["Know how trust grows between leaders and parents."]


def past(number: int, days: int = 10, **more) -> Past:
    facts = {
        "topic": "trust",
        "is_reflection": True,
        "in_this_unit": False,
        "place": 0,
        "statements": (),
    } | more
    return Past(id=UUID(int=number), written_on=TODAY - timedelta(days=days), **facts)


def chosen(*entries: Past, priorities: tuple[str, ...] = ()) -> int | None:
    found = worth_meeting(
        entries, page="tc5-opening", place=3, statements=STATEMENTS, priorities=priorities, today=TODAY
    )
    return None if found is None else found.int


def test_words_are_the_longer_ones_in_any_case():
    assert topic_words(["Know how TRUST grows.", "trust"]) == {"trust", "grows"}


def test_with_nothing_written_nothing_is_met():
    assert chosen() is None


def test_the_reflection_of_an_earlier_topic_that_shares_most_goes_first():
    little = past(1, days=90, statements=("Parents matter.",))
    much = past(2, days=20, statements=("Parents trust leaders.",))
    assert chosen(little, much) == 2


def test_a_note_and_a_later_topic_share_nothing():
    note = past(1, days=20, is_reflection=False, statements=tuple(STATEMENTS))
    later = past(2, days=20, place=4, statements=tuple(STATEMENTS))
    nowhere = past(3, days=20, place=None, statements=tuple(STATEMENTS))
    assert chosen(note, later, nowhere, past(4, days=30)) == 4


def test_where_none_shares_the_oldest_is_met():
    assert chosen(past(1, days=5), past(2, days=50), past(3, days=20)) == 2


def test_what_was_written_on_a_priority_goes_before_what_shares_a_word_or_two():
    shares = past(1, days=50, statements=("Parents trust.",))
    matters = past(2, days=5, topic="finance", is_reflection=False)
    assert chosen(shares, matters) == 1
    assert chosen(shares, matters, priorities=("finance", "people", "estate")) == 2


def test_of_two_alike_it_is_always_the_same():
    assert chosen(past(2), past(1)) == chosen(past(1), past(2)) == 1


def test_not_of_this_unit_nor_of_today():
    assert chosen(past(1, in_this_unit=True), past(2, days=0)) is None


def test_what_was_met_lately_rests():
    rests = past(1, met_on="tc4-opening", met_day=TODAY - timedelta(days=LATELY_DAYS - 1))
    assert chosen(rests) is None
    assert chosen(past(1, met_on="tc4-opening", met_day=TODAY - timedelta(days=LATELY_DAYS))) == 1


def test_what_was_met_here_stays_here():
    here = past(1, met_on="tc5-opening", met_day=TODAY)
    assert chosen(past(2, statements=tuple(STATEMENTS)), here) == 1
