"""The two codes of a change of address. They are made from its id and the service's key whenever they are needed, so
neither the database nor the queue ever holds one."""

from uuid import UUID

from npq.kernel.signed_links import make_code

OLD, NEW = "old", "new"


def email_code(change_id: UUID, end: str) -> str:
    """The six digits sent to one end, OLD or NEW, of a change of address."""
    return make_code("email-change", change=str(change_id), end=end)
