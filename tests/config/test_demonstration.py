"""A database holds a demonstration or real people, never both."""

import pytest
from django.db import connection

from npq.config import demonstration
from npq.config.demonstration import Holds
from npq.config.troubles import Trouble
from npq.kernel.models import Entry


class World:
    """Stands for the making of the invented people; counts how often it was asked for."""

    def __init__(self, fails=False):
        self.made = 0
        self.fails = fails

    def __call__(self):
        self.made += 1
        Entry.objects.create(
            at="2026-11-02T09:30Z", by_kind="system", kind="x", subject_kind="y", subject_id="1"
        )
        if self.fails:
            raise RuntimeError("cut short")


@pytest.fixture
def prepare():
    """Prepares the demonstration in a database; gives what was said meanwhile."""

    def run(database, world):
        said = []
        demonstration.prepare(database.url, world, say=said.append)
        return said

    return run


@pytest.mark.parametrize("given", ["empty_database", "real_database"])
def test_an_empty_database_is_filled_once(request, prepare, given):
    database = request.getfixturevalue(given)
    world = World()
    assert not demonstration.is_ready(database.url)
    assert prepare(database, world) == ["Filling the demonstration with invented people. This happens once."]
    assert demonstration.is_ready(database.url)
    assert prepare(database, world) == []
    assert world.made == 1
    assert demonstration.what_it_holds() is Holds.DEMONSTRATION


def test_a_world_cut_short_is_made_anew(empty_database, prepare):
    with pytest.raises(RuntimeError, match="cut short"):
        prepare(empty_database, World(fails=True))
    assert demonstration.what_it_holds() is Holds.UNFINISHED
    assert not demonstration.is_ready(empty_database.url)
    connection.close()
    assert prepare(empty_database, World())[0] == "The demonstration was left half made. Making it anew."
    assert Entry.objects.count() == 1


def test_newer_code_brings_the_tables_up_to_date_and_keeps_the_world(real_database, prepare, monkeypatch):
    prepare(real_database, World())
    monkeypatch.setattr("npq.config.code_version.fingerprint", lambda: "newer")
    assert not demonstration.is_ready(real_database.url)
    again = World()
    prepare(real_database, again)
    assert demonstration.is_ready(real_database.url)
    assert again.made == 0


def test_a_database_with_something_of_ours_is_refused_and_left_alone(real_database, prepare):
    World()()
    with pytest.raises(Trouble, match="holds something that is no demonstration"):
        prepare(real_database, World())
    assert Entry.objects.count() == 1
    assert demonstration.what_it_holds() is Holds.OTHER


def test_somebody_elses_database_is_refused_and_left_alone(empty_database, prepare):
    with empty_database.connect() as theirs:
        theirs.execute("CREATE TABLE customers (name text)")
        with pytest.raises(Trouble, match="holds something that is no demonstration"):
            prepare(empty_database, World())
        assert theirs.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [
            ("customers",)
        ]


def test_two_that_prepare_at_once_make_one_world(real_database):
    world = World()
    outcomes = real_database.at_once(
        *(lambda: demonstration.prepare(real_database.url, world, say=lambda words: None) for _ in range(2))
    )
    assert outcomes == [None, None]
    assert world.made == 1


def test_a_demonstration_is_not_run_over_real_people(real_database, settings):
    settings.DEMONSTRATION = True
    with pytest.raises(Trouble, match="this database holds no demonstration"):
        demonstration.require_agreement()


def test_the_real_service_is_not_run_over_a_demonstration(real_database, prepare, settings):
    prepare(real_database, World())
    settings.DEMONSTRATION = False
    with pytest.raises(Trouble, match="invented people"):
        demonstration.require_agreement()
    settings.DEMONSTRATION = True
    demonstration.require_agreement()
