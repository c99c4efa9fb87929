"""How sending can fail. The codes are words for machines: no failure carries an address."""

from enum import StrEnum

from npq.kernel.queue import Hopeless


class FailureCode(StrEnum):
    NO_CONNECTION = "no_connection"
    NOT_LET_IN = "not_let_in"
    BUSY = "busy"
    MISCONFIGURED = "misconfigured"
    ADDRESS_REFUSED = "address_refused"
    LETTER_REFUSED = "letter_refused"


class TemporaryFailure(Exception):
    """The other service would not or could not now. Trying again may help."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)
        self.code = code


class PermanentFailure(Hopeless):
    """This letter will never arrive at this address: it is not tried again."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)


class WordsDoNotFit(Exception):
    """A letter was given too few words or too many: both are mistakes in the code that posts it."""
