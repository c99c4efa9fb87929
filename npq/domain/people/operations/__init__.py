"""Things that happen to people: the only place that writes who they are."""

from npq.domain.people.operations.authenticators import reset_authenticator
from npq.domain.people.operations.details import change_details, record_details
from npq.domain.people.operations.emails import ask_email_change, cancel_email_change, confirm_email_change
from npq.domain.people.operations.roles import end_role, give_role
from npq.domain.people.operations.sign_in import (
    Proof,
    SignedIn,
    prove_same_person,
    sign_in_person,
    sign_out_everywhere,
    start_afresh,
)

__all__ = [
    "Proof",
    "SignedIn",
    "ask_email_change",
    "cancel_email_change",
    "change_details",
    "confirm_email_change",
    "end_role",
    "give_role",
    "prove_same_person",
    "record_details",
    "reset_authenticator",
    "sign_in_person",
    "sign_out_everywhere",
    "start_afresh",
]
