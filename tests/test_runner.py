"""The runner itself: clones are whole, tests leave nothing behind, real commits are real."""

import pytest
from django.db import DatabaseError, connection

from npq.kernel import clock as kernel_clock
from npq.kernel.models import Entry


def entry(**changes):
    return Entry.objects.create(
        **{
            "at": "2026-11-02T09:30Z",
            "by_kind": "system",
            "kind": "x",
            "subject_kind": "y",
            "subject_id": "1",
            **changes,
        }
    )


@pytest.mark.parametrize("time", [1, 2])
def test_a_test_leaves_nothing_behind(db, time):
    assert Entry.objects.count() == 0
    entry()


def test_the_journals_guards_came_with_the_clone(db):
    made = entry()
    with pytest.raises(DatabaseError, match="permission denied"):
        Entry.objects.filter(id=made.id).update(kind="z")


def test_the_cache_and_the_queue_have_their_tables(db):
    assert {"cache", "procrastinate_jobs"} <= set(connection.introspection.table_names())


def test_a_real_database_is_seen_from_outside(real_database):
    entry()
    with real_database.connect() as outside:
        assert outside.execute("SELECT count(*) FROM kernel_entry").fetchone() == (1,)


def test_a_real_database_is_fresh_and_shared_by_threads(real_database):
    assert Entry.objects.count() == 0
    made = real_database.at_once(*(lambda: entry().id for _ in range(8)))
    assert sorted(made) == list(range(1, 9))


def test_what_a_thread_raises_is_handed_back(real_database):
    def fail():
        raise LookupError("no")

    [outcome] = real_database.at_once(fail)
    assert isinstance(outcome, LookupError)


def test_the_clock_stands_still_and_moves(clock, at):
    assert kernel_clock.now() == at == kernel_clock.now()
    later = clock.move(days=30)
    assert kernel_clock.now() == later > at
