"""Every personal field says what it is for, on what lawful basis it is held, and for how long.

A model with personal fields carries `personal = {field name: Personal(...)}`; a test finds any field that says nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Lawful bases of the UK GDPR, article 6(1), that this service relies on."""

    PUBLIC_TASK = "public task"
    CONSENT = "consent"
    CONTRACT = "contract"


class Kept(StrEnum):
    """How long: each is a row of the retention table (npq.kernel.retention), which says from when and what follows."""

    WHILE_REGISTERED = "while registered"
    DRAFT = "draft"
    SPONSOR = "sponsor"
    INTEREST = "interest"
    LETTER = "letter"
    SIGN_IN = "sign in"


@dataclass(frozen=True)
class Personal:
    """Why one field about a person is held."""

    purpose: str
    basis: Basis
    kept: Kept
