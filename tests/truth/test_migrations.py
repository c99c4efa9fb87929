"""Migrations are one line an app, and say what the models say."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_migrations_are_linear():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {
        app
        for app, _ in loader.disk_migrations
        if loader.disk_migrations[app, _].__module__.startswith("npq.")
    }
    assert ours
    for app in ours:
        assert len(loader.graph.leaf_nodes(app)) == 1, f"{app} has more than one last migration"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
