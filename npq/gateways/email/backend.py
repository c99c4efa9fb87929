"""Django's own mail by the same ways out, for what libraries send: sign-in codes.

A message may name one of our letters instead of bringing its own words: set `message.letter` to the pair of
the letter's name and its words.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from npq.gateways.email.failures import PermanentFailure, TemporaryFailure
from npq.gateways.email.letter import Letter, write
from npq.gateways.email.ways import way_out


class EmailBackend(BaseEmailBackend):
    """Sends at once and keeps no record: whoever waits for a code asks for another when none comes."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many letters left. Raises what the way out raises, unless it was told to fail silently."""
        letters = [letter for message in email_messages for letter in _letters(message)]
        return sum(self._send(letter) for letter in letters)

    def _send(self, letter: Letter) -> int:
        try:
            way_out()(letter)
        except (TemporaryFailure, PermanentFailure):
            if not self.fail_silently:
                raise
            return 0
        return 1


def _letters(message: EmailMessage) -> list[Letter]:
    named: tuple[str, Mapping[str, str]] | None = getattr(message, "letter", None)
    template, words = named or ("", {})
    subject, body = write(template, words) if named else (_one_line(message.subject), str(message.body))
    return [
        Letter(f"{template or 'message'}:{uuid4()}", to, template, subject, body)
        for to in message.recipients()
    ]


def _one_line(subject: Any) -> str:
    return " ".join(str(subject).split())
