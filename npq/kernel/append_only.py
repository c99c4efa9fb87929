"""Tables that only grow. Two guards: row triggers, and the rights to change or empty them taken from the owner."""

import pgtrigger
from django.db import migrations


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """The trigger for a model's Meta: refuses every UPDATE and DELETE, by whomever."""
    return [pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


def revoke_rights(table: str) -> migrations.RunSQL:
    """The migration that takes UPDATE, DELETE and TRUNCATE on `table` from the role the service runs as."""
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER",
        f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER",
    )
