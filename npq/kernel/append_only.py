"""Tables that only grow. Two guards: row triggers, and the rights to change or empty them taken from the owner."""

import pgtrigger
from django.db import migrations


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """The trigger for a model's Meta: refuses every UPDATE and DELETE, by whomever."""
    return [pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


def revoke_rights(table: str, *, referenced: bool = False) -> migrations.RunSQL:
    """The migration that takes UPDATE, DELETE and TRUNCATE on `table` from the role the service runs as.

    Where other tables point to this one (`referenced`), the database must be able to hold a row while it is pointed to,
    and asks for a right to update. It gets that for the id alone; the trigger refuses such an update all the same.
    """
    hold = f"GRANT UPDATE (id) ON {table} TO CURRENT_USER;" if referenced else ""
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER; {hold}",
        f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER",
    )
