from enum import StrEnum
from uuid import uuid4

import pytest
from django.db import connection, transaction

from npq.kernel import journal
from npq.kernel.models import Entry
from npq.kernel.operations import OPERATIONS, OutsideTransaction, operation, step
from npq.kernel.viewer import Viewer
from tests.world import AT, BY


class Kind(StrEnum):
    TRIED = "tried"


def write(by, at):
    journal.record(Kind.TRIED, by=by, at=at, subject=("thing", 1), place=uuid4(), count=2)


@operation
def try_something(*, by: Viewer, at, fail: bool = False) -> str:
    write(by, at)
    if fail:
        raise ValueError
    return "done"


def test_an_operation_commits_when_it_returns(real_database):
    assert try_something(by=BY, at=AT) == "done"
    with real_database.connect() as beside:
        assert beside.execute("SELECT count(*) FROM kernel_entry").fetchone() == (1,)


def test_an_operation_that_raises_leaves_nothing(real_database):
    with pytest.raises(ValueError):
        try_something(by=BY, at=AT, fail=True)
    assert not Entry.objects.exists()


def test_an_operation_is_the_outermost_transaction(real_database):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        try_something(by=BY, at=AT)


def test_a_step_wants_an_operation_around_it(real_database):
    @step
    def half_of_it() -> None: ...

    with pytest.raises(OutsideTransaction):
        half_of_it()
    with transaction.atomic():
        half_of_it()


def test_an_operation_takes_keywords_and_is_told_who_and_when():
    with pytest.raises(TypeError, match="keyword-only"):

        @operation
        def by_position(by, at): ...

    with pytest.raises(TypeError, match="who acts"):

        @operation
        def by_nobody(*, at): ...


def test_a_verb_names_one_operation_in_the_whole_code_base():
    OPERATIONS["sing_a_song"] = "npq.domain.elsewhere"
    with pytest.raises(TypeError, match="already the name"):

        @operation
        def sing_a_song(*, by, at): ...

    del OPERATIONS["sing_a_song"]


class TestJournal:
    def test_an_entry_says_what_who_and_when(self, db):
        try_something(by=BY, at=AT)
        (entry,) = journal.entries_about("thing", 1)
        assert (entry.kind, entry.at, entry.by_kind, entry.by_reference) == ("tried", AT, "system", "test")
        assert entry.facts["count"] == 2

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE kernel_entry SET kind = 'x'", "DELETE FROM kernel_entry", "TRUNCATE kernel_entry"],
    )
    def test_the_role_of_the_service_has_no_right_to_change_it(self, real_database, statement):
        try_something(by=BY, at=AT)
        with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)
        assert Entry.objects.count() == 1

    def test_a_role_that_has_the_right_meets_the_trigger(self, real_database):
        try_something(by=BY, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("GRANT UPDATE, DELETE ON kernel_entry TO CURRENT_USER")
            for statement in ("UPDATE kernel_entry SET kind = 'x'", "DELETE FROM kernel_entry"):
                with pytest.raises(Exception, match="Cannot update or delete"):
                    cursor.execute(statement)
        assert Entry.objects.get().kind == "tried"
