"""Questions about people. The viewer comes first, where there is one yet."""

from npq.domain.people.queries.details import (
    Details,
    OpenEmailChange,
    details_of,
    open_email_change,
    person_for,
)
from npq.domain.people.queries.identities import (
    Candidate,
    Standing,
    account_at,
    account_of_person,
    recognise_sign_in,
    sign_in_candidate,
    standing_of,
)
from npq.domain.people.queries.viewers import count_holders, holders_of_role, roles_of, viewer_for_account

__all__ = [
    "Candidate",
    "Details",
    "OpenEmailChange",
    "Standing",
    "account_at",
    "account_of_person",
    "count_holders",
    "details_of",
    "holders_of_role",
    "open_email_change",
    "person_for",
    "recognise_sign_in",
    "roles_of",
    "sign_in_candidate",
    "standing_of",
    "viewer_for_account",
]
