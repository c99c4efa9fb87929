"""Things that happen to a place: given and taken back, a break, an end, coming back."""

from npq.domain.enrolment.operations.acceptance import accept_registration, reject_registration
from npq.domain.enrolment.operations.training import (
    change_return,
    defer_enrolment,
    resume_enrolment,
    withdraw_enrolment,
)

__all__ = [
    "accept_registration",
    "change_return",
    "defer_enrolment",
    "reject_registration",
    "resume_enrolment",
    "withdraw_enrolment",
]
