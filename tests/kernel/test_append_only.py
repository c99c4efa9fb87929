"""Rights taken from the very role that owns a table. It is no superuser, as a service's role should not be."""

import pytest
from django.db import ProgrammingError, connection, transaction

from npq.kernel.append_only import revoke_rights


def do(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def owner(db) -> None:
    """A table of decisions and a table that points to them, both the service's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            pytest.skip("Nothing can be taken from a superuser.")
    do(
        "CREATE SCHEMA kept",
        "SET LOCAL search_path TO kept",
        "CREATE TABLE decision (id int PRIMARY KEY, said text)",
        "CREATE TABLE pointing (decision_id int REFERENCES decision)",
        "INSERT INTO decision VALUES (1, 'yes')",
    )


def refused(statement: str) -> bool:
    try:
        do(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


@pytest.mark.parametrize("referenced", [True, False])
def test_what_is_written_cannot_be_changed_removed_or_emptied(owner, referenced):
    do(revoke_rights("decision", referenced=referenced).sql)
    assert refused("UPDATE decision SET said = 'no'")
    assert refused("DELETE FROM decision")
    assert refused("TRUNCATE decision CASCADE")
    do("INSERT INTO decision VALUES (2, 'no')")


def test_other_rows_may_point_there_only_where_that_is_said(owner):
    do(revoke_rights("decision").sql)
    assert refused("INSERT INTO pointing VALUES (1)")
    do(revoke_rights("decision", referenced=True).sql)
    do("INSERT INTO pointing VALUES (1)")


def test_it_can_be_undone(owner):
    taken = revoke_rights("decision")
    do(taken.sql, taken.reverse_sql)
    do("UPDATE decision SET said = 'no'", "DELETE FROM decision")
