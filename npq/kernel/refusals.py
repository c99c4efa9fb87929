"""A refusal is an answer, not an accident: a code the interfaces turn into words, and the facts behind it."""

from enum import StrEnum


class Refusal(Exception):
    """An operation would not do what was asked. `code` says why; `facts` hold ids, codes and dates, never names."""

    def __init__(self, code: StrEnum, **facts: object) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts


class NotFound(LookupError):
    """What was asked for is not there, or is not the viewer's: the two are never told apart."""
