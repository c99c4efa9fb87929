"""How a letter goes once: looked up before, written down after, one try at a time.

After a crash between sending and writing down, the letter may go again, with the same reference.
"""

from collections.abc import Mapping

from django.db import connection, transaction

from npq.gateways.email.failures import FailureCode, PermanentFailure
from npq.gateways.email.letter import Letter, write
from npq.gateways.email.models import Dispatch, Outcome
from npq.gateways.email.ways import way_out
from npq.kernel import clock


def post(*, reference: str, to: str, template: str, personalisation: Mapping[str, str]) -> None:
    """See npq.gateways.email.post."""
    subject, body = write(template, personalisation)
    letter = Letter(reference, to, template, subject, body)
    # Durable: a letter that told of a change which is then rolled back could not be called back.
    with transaction.atomic(durable=True):
        _hold(reference)
        before = Dispatch.objects.filter(reference=reference).first()
        if before is None:
            before = _try(letter)
    if before.outcome == Outcome.REFUSED:
        raise PermanentFailure(FailureCode(before.code))


def _hold(reference: str) -> None:
    # A job taken over from a worker thought dead must not overtake it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"letter {reference}"])


def _try(letter: Letter) -> Dispatch:
    try:
        way_out()(letter)
    except PermanentFailure as failure:
        return _write_down(letter, Outcome.REFUSED, failure.code)
    return _write_down(letter, Outcome.SENT)


def _write_down(letter: Letter, outcome: Outcome, code: str = "") -> Dispatch:
    return Dispatch.objects.create(
        reference=letter.reference, template=letter.template, outcome=outcome, code=code, at=clock.now()
    )
