from enum import StrEnum

from npq.kernel.states import TransitionTable


class Issuer(StrEnum):
    """Who vouches for a sign-in."""

    EMAIL_CODE = "email_code"
    OPENID = "openid"


class JournalKind(StrEnum):
    PERSON_SIGNED_IN_FIRST = "person_signed_in_first"
    PERSON_DETAILS_CHANGED = "person_details_changed"
    PERSON_REDACTED = "person_redacted"
    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGED = "email_changed"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    IDENTITY_CLOSED = "identity_closed"
    ROLE_GIVEN = "role_given"
    ROLE_ENDED = "role_ended"


class RefusalCode(StrEnum):
    EMAIL_IN_USE = "email_in_use"
    EMAIL_UNCHANGED = "email_unchanged"
    EMAIL_CHANGE_NOT_OPEN = "email_change_not_open"
    EMAIL_CODE_WRONG = "email_code_wrong"
    EMAIL_CODE_TRIED_TOO_OFTEN = "email_code_tried_too_often"
    NOT_THE_SAME_PERSON = "not_the_same_person"


class EmailChangeStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


EMAIL_CHANGE = TransitionTable(
    "change of e-mail address",
    EmailChangeStatus.OPEN,
    {EmailChangeStatus.OPEN: {"confirm_email": EmailChangeStatus.DONE, "change_email": EmailChangeStatus.CANCELLED}},
)
