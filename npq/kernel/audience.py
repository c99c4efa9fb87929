"""Who may ask. Every route says which of these it is for, pages and API alike; an undeclared one fails a test."""

from enum import StrEnum


class Audience(StrEnum):
    """SPONSOR and COACH hold a signed link that the page itself reads; MACHINE is let in by a token, in npq.api."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SPONSOR = "sponsor"
    COACH = "coach"
    PROVIDER = "provider"
    DEPARTMENT = "department"
    STAFF = "staff"
    DEMONSTRATION = "demonstration"
    MACHINE = "machine"
