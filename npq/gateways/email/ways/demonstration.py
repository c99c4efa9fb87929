"""The demonstration's way: a letter is kept, to be read on a page. Nobody receives anything."""

import re

from npq.gateways.email.failures import FailureCode, PermanentFailure
from npq.gateways.email.letter import Letter
from npq.gateways.email.models import KeptLetter
from npq.kernel import clock

# What both real ways refuse too, so that a test with this one means something.
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


def send(letter: Letter) -> None:
    """Keeps the letter. Raises PermanentFailure for what is no address."""
    if not _ADDRESS.fullmatch(letter.to):
        raise PermanentFailure(FailureCode.ADDRESS_REFUSED)
    KeptLetter.objects.create(
        reference=letter.reference,
        to=letter.to,
        template=letter.template,
        subject=letter.subject,
        body=letter.body,
        at=clock.now(),
    )
