from enum import StrEnum

from npq.kernel.states import TransitionTable


class Issuer(StrEnum):
    """Who vouches for a sign-in. An OpenID provider goes by its own address instead."""

    EMAIL_CODE = "email_code"


class SignInOutcome(StrEnum):
    """What a sign-in came to. ASKED: nobody yet, until it is shown that this is the person known at that address.

    BIRTHDAY_WANTED: nobody yet, for whoever begins at a shared mailbox leaves something to be known by.
    """

    KNOWN = "known"
    FIRST = "first"
    ASKED = "asked"
    BIRTHDAY_WANTED = "birthday_wanted"


class ProofOutcome(StrEnum):
    """What an answer to "are you still the same person?" came to."""

    SAME = "same"
    WRONG = "wrong"
    TRIED_TOO_OFTEN = "tried_too_often"


class CodesOutcome(StrEnum):
    """What two codes for a change of email address came to."""

    CHANGED = "changed"
    WRONG = "wrong"
    TRIED_TOO_OFTEN = "tried_too_often"


class Task(StrEnum):
    """Names of work that follows a change."""

    SEND_EMAIL_CODE_TO_OLD = "people.send_email_code_to_old"
    SEND_EMAIL_CODE_TO_NEW = "people.send_email_code_to_new"
    TELL_EMAIL_CHANGED = "people.tell_email_changed"
    MOVE_ACCOUNT_ADDRESS = "people.move_account_address"
    FORGET_UNUSED_ACCOUNTS = "people.forget_unused_accounts"


class JournalKind(StrEnum):
    PERSON_SIGNED_IN_FIRST = "person_signed_in_first"
    PERSON_DETAILS_CHANGED = "person_details_changed"
    PERSON_REDACTED = "person_redacted"
    SAME_PERSON_ASKED = "same_person_asked"
    SAME_PERSON_SHOWN = "same_person_shown"
    IDENTITY_OPENED = "identity_opened"
    IDENTITY_CLOSED = "identity_closed"
    ADDRESS_LOST = "address_lost"
    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGE_CANCELLED = "email_change_cancelled"
    EMAIL_CHANGE_LOCKED = "email_change_locked"
    EMAIL_CHANGED = "email_changed"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    ROLE_GIVEN = "role_given"
    ROLE_ENDED = "role_ended"
    AUTHENTICATOR_RESET = "authenticator_reset"


class RefusalCode(StrEnum):
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_NOT_A_NAME = "name_not_a_name"
    TRN_NOT_A_NUMBER = "trn_not_a_number"
    TRN_WRONG_LENGTH = "trn_wrong_length"
    DATE_OF_BIRTH_UNLIKELY = "date_of_birth_unlikely"
    EMAIL_NOT_AN_ADDRESS = "email_not_an_address"
    EMAIL_NOT_VERIFIED = "email_not_verified"
    ADDRESS_MOVED_ON = "address_moved_on"
    EMAIL_IN_USE = "email_in_use"
    EMAIL_UNCHANGED = "email_unchanged"
    DATE_OF_BIRTH_FIRST = "date_of_birth_first"
    EMAIL_CHANGE_ASKED_TOO_OFTEN = "email_change_asked_too_often"
    EMAIL_CHANGE_NOT_OPEN = "email_change_not_open"
    SAME_PERSON_NOT_ASKED = "same_person_not_asked"
    STAFF_NEED_OWN_ADDRESS = "staff_need_own_address"


class EmailChangeStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    LOCKED = "locked"


EMAIL_CHANGE = TransitionTable(
    "change of email address",
    EmailChangeStatus.OPEN,
    {
        EmailChangeStatus.OPEN: {
            "confirm_email_change": EmailChangeStatus.DONE,
            "cancel_email_change": EmailChangeStatus.CANCELLED,
            "lock_email_change": EmailChangeStatus.LOCKED,
        }
    },
)


class DoubtStatus(StrEnum):
    ASKED = "asked"
    SAME = "same"
    ANOTHER = "another"


DOUBT = TransitionTable(
    "doubt whether an address still belongs to the same person",
    DoubtStatus.ASKED,
    {
        DoubtStatus.ASKED: {
            "prove_same_person": DoubtStatus.SAME,
            "start_afresh": DoubtStatus.ANOTHER,
        }
    },
)
