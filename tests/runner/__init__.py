"""What stands under every test: one PostgreSQL server a run, one migrated template, one clone of it a process."""
